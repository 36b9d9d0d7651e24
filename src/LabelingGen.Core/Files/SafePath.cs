namespace LabelingGen.Core;

/// <summary>Makes file paths of names that come from data: a server, an annotation, an archive. Nothing it returns lies outside the
/// root.</summary>
public static class SafePath
{
    private const int LongestSegment = 255;

    private static readonly string[] ReservedNames = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

    /// <summary>
    /// Joins a root folder and a relative name with <c>/</c> as separator. The rules are those of every system at once, so that a
    /// name accepted on one is accepted on all: no absolute path, drive, <c>.</c> or <c>..</c>, backslash, colon, wildcard or control
    /// character, no name reserved by Windows, no dot or space at the end of a segment, no segment over 255 bytes, and no existing symbolic
    /// link on the way.
    /// </summary>
    /// <param name="root">The folder; need not exist.</param>
    /// <param name="name">The relative name.</param>
    /// <returns>The full path of the file below the root.</returns>
    /// <exception cref="InvalidDataException">The name breaks a rule; it is named, and so is the rule.</exception>
    public static string Join(string root, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            throw Refused(name, "it is empty");
        string path = Path.GetFullPath(root);
        foreach (string segment in name.Split('/'))
        {
            if (Fault(segment) is { } fault)
                throw Refused(name, fault);
            if (new FileInfo(path).LinkTarget is not null && !string.Equals(path, Path.GetFullPath(root), StringComparison.Ordinal))
                throw Refused(name, "a folder on its way is a symbolic link");
            path = Path.Combine(path, segment);
        }

        return new FileInfo(path).LinkTarget is null ? path : throw Refused(name, "it is a symbolic link already");
    }

    private static string? Fault(string segment)
    {
        if (segment.Length == 0)
            return "it has an empty part or is absolute";
        if (segment is "." or "..")
            return "it has a part that is '.' or '..'";
        if (segment[^1] is '.' or ' ' || segment[0] == ' ')
            return "a part of it begins or ends with a space, or ends with a dot";
        foreach (char c in segment)
        {
            if (c is < ' ' or '\u007f' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|'
                || (char.IsSurrogate(c) && !IsWellFormed(segment)))
                return "it has a character that is not allowed in names everywhere";
        }

        if (System.Text.Encoding.UTF8.GetByteCount(segment) > LongestSegment)
            return $"a part of it is longer than {LongestSegment} bytes";
        return IsReserved(segment) ? "a part of it is a reserved name" : null;
    }

    private static bool IsReserved(string segment)
    {
        string stem = segment.Split('.')[0].TrimEnd();
        return ReservedNames.Contains(stem, StringComparer.OrdinalIgnoreCase)
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase)
                || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase))
                && stem[3] is (>= '0' and <= '9') or '\u00b9' or '\u00b2' or '\u00b3');
    }

    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }

    private static InvalidDataException Refused(string name, string fault)
    {
        string shown = new([.. name.Take(200).Select(c => char.IsControl(c) ? '?' : c)]);
        return new InvalidDataException($"The file name '{shown}' is refused: {fault}.");
    }
}
