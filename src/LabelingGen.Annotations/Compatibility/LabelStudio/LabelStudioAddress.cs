namespace LabelingGen.Annotations.Compatibility;

/// <summary>Addresses of pictures below a root, as the vendor's imports make them.</summary>
internal static class LabelStudioAddress
{
    private const string LocalFiles = "/data/local-files";
    private const string LocalKey = "d";

    /// <summary>
    /// Joins a root and a file name. Roots of the vendor's local files have the path in their query (<c>?d=</c>), where the name goes too;
    /// roots of the web keep their query behind the name.
    /// </summary>
    public static string Join(string root, string name)
    {
        string relative = name.Replace('\\', '/').Trim('/');
        (string address, string fragment) = Cut(root, '#');
        (string path, string query) = Cut(address, '?');
        string[] members = query.Length > 1 ? query[1..].Split('&') : [];
        bool isLocal = path.TrimEnd('/').EndsWith(LocalFiles, StringComparison.Ordinal)
            && members.Any(static member => Cut(member, '=').Head == LocalKey);
        if (isLocal)
            return $"{path}?{string.Join('&', members.Select(member => Extend(member, relative)))}{fragment}";
        return path.Contains("://", StringComparison.Ordinal) || path.StartsWith("//", StringComparison.Ordinal)
            ? $"{path.TrimEnd('/')}/{Escape(relative)}{query}{fragment}"
            : $"{root.TrimEnd('/')}/{Escape(relative)}";
    }

    private static string Extend(string member, string relative)
    {
        (string key, string rest) = Cut(member, '=');
        string value = Uri.UnescapeDataString(rest.TrimStart('=').Replace('+', ' '));
        if (key == LocalKey)
            value = value.Length == 0 ? relative : $"{value.TrimEnd('/')}/{relative}";
        return $"{key}={Escape(value)}";
    }

    /// <summary>What stands before a character, and the rest from it on.</summary>
    private static (string Head, string Tail) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and int index ? (text[..index], text[index..]) : (text, "");

    private static string Escape(string path) => Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal);
}
