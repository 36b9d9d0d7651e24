namespace LabelingGen.Generator.Reading.Tree;

/// <summary>JSON pointers (RFC 6901) as they stand in the fragment of a reference.</summary>
internal static class JsonPointer
{
    public static string Escape(string segment) =>
        segment.IndexOfAny(Special) < 0 ? segment : segment.Replace("~", "~0").Replace("/", "~1");

    /// <summary>
    /// The segments of a fragment such as <c>/paths/~1pets/get</c>, percent encoding resolved. <see langword="null"/> where it is no
    /// pointer (an anchor).
    /// </summary>
    public static IReadOnlyList<string>? Parse(string fragment)
    {
        if (fragment.Length == 0)
            return Array.Empty<string>();
        if (fragment[0] != '/')
            return null;
        string[] segments = fragment.Substring(1).Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            string segment = segments[i];
            if (segment.IndexOf('%') >= 0)
                segment = Uri.UnescapeDataString(segment);
            if (segment.IndexOf('~') >= 0)
                segment = segment.Replace("~1", "/").Replace("~0", "~");
            segments[i] = segment;
        }

        return segments;
    }

    private static readonly char[] Special = ['~', '/'];
}
