namespace LabelingGen.Annotations.Formats;

/// <summary>Names of pictures as paths with <c>/</c>.</summary>
internal static class PictureName
{
    private static readonly string[] Extensions =
    [
        ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".jp2", ".tga",
        ".ppm", ".pgm", ".pbm", ".dcm", ".dng", ".svg", ".pdf", ".txt", ".mp4", ".mov", ".avi", ".mkv", ".webm", ".wav", ".mp3", ".pcd", ".ply",
    ];

    /// <summary>
    /// The name without the extension of a picture or of what else is labeled: a name that was read without it may have other dots.
    /// </summary>
    public static string Stem(string name)
    {
        string normal = name.Replace('\\', '/');
        string extension = Path.GetExtension(normal);
        return extension.Length < Last(normal).Length && Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase)
            ? normal[..^extension.Length] : normal;
    }

    /// <summary>The name without its folders.</summary>
    public static string Last(string name) => name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];

    /// <summary>
    /// The name of a picture below the root, of a path relative to the folder of another file there. What would lead out of the root, and
    /// the folders of an absolute path of another machine, are left out.
    /// </summary>
    public static string Beside(string stem, string path)
    {
        string normal = path.Replace('\\', '/');
        if (normal.StartsWith('/') || normal is [_, ':', '/', ..])
            normal = Last(normal);
        List<string> parts = [.. stem.Split('/')[..^1]];
        foreach (string part in normal.Split('/'))
        {
            if (part == "..")
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            else if (part is not ("." or ""))
                parts.Add(part);
        }

        return parts.Count == 0 ? stem : string.Join('/', parts);
    }

    /// <summary>A stem with the last of its folders of one name replaced; nothing if it has none.</summary>
    public static string? Move(string stem, string from, string to)
    {
        string[] parts = stem.Split('/');
        int at = Array.LastIndexOf(parts, from, parts.Length - 1);
        if (at < 0 || at == parts.Length - 1)
            return null;
        parts[at] = to;
        return string.Join('/', parts);
    }
}
