namespace LabelingGen.Core;

/// <summary>A path split once into literals and parameter names.</summary>
internal sealed class PathTemplate
{
    private PathTemplate(string text, string[] literals, string[] names)
    {
        Text = text;
        Literals = literals;
        Names = names;
    }

    public string Text { get; }

    /// <summary>One more than <see cref="Names"/>: what stands before, between and after the parameters.</summary>
    public string[] Literals { get; }

    public string[] Names { get; }

    public static PathTemplate Parse(string text)
    {
        var literals = new List<string>();
        var names = new List<string>();
        int position = 0;
        while (true)
        {
            int open = text.IndexOf('{', position);
            if (open < 0)
                break;
            int close = text.IndexOf('}', open);
            if (close <= open + 1)
                throw new ArgumentException($"The path template '{text}' has a brace that is not closed or empty.", nameof(text));
            literals.Add(text[position..open]);
            names.Add(text[(open + 1)..close]);
            position = close + 1;
        }

        literals.Add(text[position..]);
        return new PathTemplate(text, [.. literals], [.. names]);
    }
}
