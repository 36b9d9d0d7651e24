using System.Globalization;
using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Diagnostics;

internal enum DiagnosticRuleSeverity
{
    /// <summary>Read as its author meant it; nothing is lost.</summary>
    Info,
    /// <summary>Something is left out, or is read in a way the author may not expect.</summary>
    Warning,
    /// <summary>The document cannot be used.</summary>
    Error,
}

/// <summary>One kind of diagnostic: what users read in the build log and in <c>docs/diagnostics.md</c>.</summary>
/// <param name="MessageFormat">One sentence with <c>{0}</c>, <c>{1}</c> for what the spec says.</param>
/// <param name="Cause">What in the spec leads to it.</param>
/// <param name="Effect">What the generated client does (or lacks) because of it.</param>
/// <param name="Remedy">What to change.</param>
internal sealed record DiagnosticRule(
    string Id, string Title, string MessageFormat, DiagnosticRuleSeverity Severity, string Cause, string Effect, string Remedy)
{
    /// <summary>An argument longer than this is cut: spec text may be a megabyte.</summary>
    private const int ArgumentLimit = 200;

    public string Format(EquatableArray<string> arguments)
    {
        object[] shown = arguments.Select(a => (object)Shorten(a)).ToArray();
        return string.Format(CultureInfo.InvariantCulture, MessageFormat, shown);
    }

    private static string Shorten(string text)
    {
        string visible = text.Length > ArgumentLimit ? text.Substring(0, ArgumentLimit) + "…" : text;
        char[] characters = visible.ToCharArray();
        for (int i = 0; i < characters.Length; i++)
        {
            // A message is one line of a build log, and what it quotes must not be able to hide or reorder anything there.
            if (char.IsControl(characters[i]) || CharUnicodeInfo.GetUnicodeCategory(characters[i]) is UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
                && !InPair(characters, i))
                characters[i] = '\ufffd';
        }

        return new string(characters);
    }

    private static bool InPair(char[] text, int at) =>
        (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        || (char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]));
}
