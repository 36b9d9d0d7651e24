using System.Globalization;

namespace LabelingGen.Generator.Reading.Tree;

/// <summary>
/// Half of a surrogate pair written as an escape (<c>\ud800</c>): JSON allows it, the YAML library refuses the whole text for it. It
/// becomes a space, as a character that no text may hold; every position stays.
/// </summary>
internal static class EscapedSurrogates
{
    private const int Length = 6;

    /// <returns>The text without such escapes and the place of the first, or <see langword="null"/> where there is none.</returns>
    public static (string Text, int First)? Replace(string text)
    {
        char[]? characters = null;
        int first = 0;
        for (int at = text.IndexOf('\\'); at >= 0 && at + 1 < text.Length; at = text.IndexOf('\\', at))
        {
            int code = CodeAt(text, at);
            int next = at + (code >= 0 ? Length : 2);
            if (IsHigh(code) && CodeAt(text, next) is >= 0xdc00 and <= 0xdfff)
            {
                next += Length;
            }
            else if (code is >= 0xd800 and <= 0xdfff)
            {
                first = characters is null ? at : first;
                characters ??= text.ToCharArray();
                "\\u0020".CopyTo(0, characters, at, Length);
            }

            at = next;
            if (at >= text.Length)
                break;
        }

        return characters is null ? null : (new string(characters), first);
    }

    private static bool IsHigh(int code) => code is >= 0xd800 and <= 0xdbff;

    private static int CodeAt(string text, int at) => at + Length <= text.Length && text[at] == '\\' && text[at + 1] == 'u'
        && int.TryParse(text.Substring(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code) ? code : -1;
}
