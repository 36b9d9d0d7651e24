namespace LabelingGen.Generator.Reading;

/// <summary>Paths as text: readers never touch a disk, and results must not depend on the operating system.</summary>
internal static class FilePath
{
    public static string Normalize(string path) => Collapse(path.Replace('\\', '/'));

    public static string Folder(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash < 0 ? "" : path.Substring(0, slash);
    }

    /// <summary>File name without folder and extension.</summary>
    public static string Name(string path)
    {
        string name = path.Substring(path.LastIndexOf('/') + 1);
        int dot = name.LastIndexOf('.');
        return dot > 0 ? name.Substring(0, dot) : name;
    }

    public static string Combine(string folder, string relative)
    {
        relative = relative.Replace('\\', '/');
        return Collapse(folder.Length == 0 || IsRooted(relative) ? relative : folder + "/" + relative);
    }

    /// <summary><paramref name="path"/> seen from a folder: <c>../common/a.yaml</c>.</summary>
    public static string Relative(string folder, string path)
    {
        string[] from = folder.Length == 0 ? Array.Empty<string>() : folder.Split('/');
        string[] to = path.Split('/');
        int shared = 0;
        while (shared < from.Length && shared < to.Length - 1
            && string.Equals(from[shared], to[shared], StringComparison.OrdinalIgnoreCase))
            shared++;
        return string.Concat(Enumerable.Repeat("../", from.Length - shared)) + string.Join("/", to.Skip(shared));
    }

    private static bool IsRooted(string path) => path.Length > 0 && (path[0] == '/' || (path.Length > 1 && path[1] == ':'));

    private static string Collapse(string path)
    {
        if (path.IndexOf("./", StringComparison.Ordinal) < 0 && path.IndexOf("//", StringComparison.Ordinal) < 0)
            return path;
        List<string> parts = new();
        string[] segments = path.Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            string segment = segments[i];
            if (segment == "." || (segment.Length == 0 && i > 0))
                continue;
            if (segment == ".." && parts.Count > 0 && parts[parts.Count - 1] is not ("" or ".."))
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(segment);
        }

        return string.Join("/", parts);
    }
}
