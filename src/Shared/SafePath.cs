using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace LabelingGen;

/// <summary>
/// The one way from a name that came out of data (a server, an annotation, an archive) to a file: nothing it returns lies outside the root.
/// Compiled into every assembly that needs it, so that none has to depend on another for it.
/// </summary>
internal static class SafePath
{
    private const int LongestSegment = 255;

    private static readonly string[] ReservedNames = ["CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$"];

    /// <summary>
    /// Joins a root folder and a relative name with <c>/</c> or <c>\</c> between its parts. The rules are those of every system at once, so
    /// that a name accepted on one is accepted on all, and is the same file there: no absolute path, drive, <c>.</c> or <c>..</c>, colon,
    /// wildcard or control character, no name reserved by Windows, no space around a part nor a dot at its end, no part over 255 bytes, and
    /// no existing symbolic link on the way.
    /// </summary>
    /// <param name="root">The folder; need not exist.</param>
    /// <param name="name">The relative name.</param>
    /// <returns>The full path of the file below the root.</returns>
    /// <exception cref="InvalidDataException">The name breaks a rule; it is named, and so is the rule.</exception>
    public static string Join(string root, string name) =>
        Resolve(root, name, out string? fault) ?? throw new InvalidDataException($"The file name '{Printable(name)}' is refused: {fault}.");

    /// <summary>As <see cref="Join"/>, for names that may just as well be left out.</summary>
    /// <returns>Whether the name keeps the rules.</returns>
    public static bool TryJoin(string root, string name, [NotNullWhen(true)] out string? path) =>
        (path = Resolve(root, name, out _)) is not null;

    private static string? Resolve(string root, string name, out string? fault)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(name);
        string top = Path.GetFullPath(root);
        string path = top;
        foreach (string segment in name.Split('/', '\\'))
        {
            fault = name.Length == 0 ? "it is empty" : Fault(segment);
            if (fault is null && !ReferenceEquals(path, top) && IsLink(path))
                fault = "a folder on its way is a symbolic link";
            if (fault is not null)
                return null;
            path = Path.Combine(path, segment);
        }

        fault = IsLink(path) ? "it is a symbolic link already" : null;
        return fault is null ? path : null;
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

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
            if (char.IsControl(c) || c is ':' or '*' or '?' or '"' or '<' or '>' or '|')
                return "it has a character that is not allowed in names everywhere";
        }

        if (!IsWellFormed(segment))
            return "it has half a character";
        if (Encoding.UTF8.GetByteCount(segment) > LongestSegment)
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

    private static string Printable(string name) =>
        string.Concat((name.Length > 200 ? name[..200] + "…" : name).Select(static c => char.IsControl(c) ? '\uFFFD' : c));
}
