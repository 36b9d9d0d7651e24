namespace LabelingGen;

/// <summary>
/// The one way from a name that came out of data (an image name, an archive entry) to a file: the result lies below the folder, whatever
/// the name says. Compiled into every assembly that needs it, so that none has to depend on another for it.
/// </summary>
internal static class SafePath
{
    private static readonly HashSet<string> DeviceNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM\u00B9", "COM\u00B2", "COM\u00B3",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT\u00B9", "LPT\u00B2", "LPT\u00B3",
    };

    /// <summary>Joins a folder and a relative name with <c>/</c> (or <c>\</c>) between its parts.</summary>
    /// <exception cref="IOException">
    /// The name is empty or absolute, leaves the folder, or cannot be one and the same file on every system: control characters, reserved
    /// characters or device names, a trailing dot or space.
    /// </exception>
    public static string Join(string folder, string name)
    {
        string? problem = Check(name);
        if (problem is not null)
            throw new IOException($"The name '{Printable(name)}' cannot be used for a file: {problem}.");
        string root = Path.GetFullPath(folder);
        string full = Path.GetFullPath(Path.Combine(root, name.Replace('\\', '/')));
        string prefix = root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar;
        return full.StartsWith(prefix, StringComparison.Ordinal)
            ? full
            : throw new IOException($"The name '{Printable(name)}' cannot be used for a file: it leaves the folder.");
    }

    /// <summary>What is wrong with a relative name, or <see langword="null"/>.</summary>
    public static string? Check(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return "it is empty";
        if (name.Length > 1024)
            return "it is longer than 1,024 characters";
        if (name[0] is '/' or '\\')
            return "it is absolute";
        foreach (string part in name.Split('/', '\\'))
        {
            if (part.Length == 0)
                return "a part of it is empty";
            if (part is "." or "..")
                return "it has a part '" + part + "'";
            if (part.Length > 255)
                return "a part of it is longer than 255 characters";
            if (part[^1] is '.' or ' ')
                return "a part of it ends with a dot or a space";
            foreach (char c in part)
            {
                if (char.IsControl(c) || char.IsSurrogate(c) && !IsPaired(part))
                    return "it has a control character or half a character";
                if (c is '<' or '>' or ':' or '"' or '|' or '?' or '*')
                    return $"it has the reserved character '{c}'";
            }

            int dot = part.IndexOf('.', StringComparison.Ordinal);
            if (DeviceNames.Contains((dot < 0 ? part : part[..dot]).TrimEnd(' ')))
                return $"'{part}' is the name of a device";
        }

        return null;
    }

    private static bool IsPaired(string text)
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

    private static string Printable(string? name) =>
        name is null ? "" : string.Concat((name.Length > 80 ? name[..80] + "…" : name).Select(static c => char.IsControl(c) ? '\uFFFD' : c));
}
