namespace LabelingGen.Generator.Emitting;

/// <summary>
/// Writes documentation comments. What is passed as XML is the generator's own; what is passed as text is the spec's and is escaped.
/// </summary>
internal static class DocWriter
{
    /// <summary>Writes <c>&lt;summary&gt;</c> with the spec's text, or with the generator's own words where the spec has none.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="specText">The spec's text; Markdown is kept as it is.</param>
    /// <param name="fallbackXml">Escaped XML.</param>
    public static void Summary(this CodeWriter code, string? specText, string fallbackXml)
    {
        List<string> paragraphs = DocText.Paragraphs(specText);
        if (paragraphs.Count == 0)
            paragraphs.Add(fallbackXml);
        code.DocElement("summary", null, paragraphs);
    }

    /// <summary>Writes an element with paragraphs of escaped XML; nothing where there are none.</summary>
    public static void DocElement(this CodeWriter code, string element, string? attributes, IReadOnlyList<string> paragraphs)
    {
        if (paragraphs.Count == 0)
            return;
        string open = attributes is null ? $"<{element}>" : $"<{element} {attributes}>";
        string close = $"</{element}>";
        int width = code.Width - 4;
        if (paragraphs.Count == 1 && open.Length + paragraphs[0].Length + close.Length <= width)
        {
            code.Line($"/// {open}{paragraphs[0]}{close}");
            return;
        }

        code.Line("/// " + open);
        for (int i = 0; i < paragraphs.Count; i++)
        {
            string text = paragraphs.Count == 1 ? paragraphs[i] : $"<para>{paragraphs[i]}</para>";
            foreach (string line in DocText.Wrap(text, width))
                code.Line("/// " + line);
        }

        code.Line("/// " + close);
    }
}
