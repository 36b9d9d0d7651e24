using System.Buffers;

namespace LabelingGen.Core;

/// <summary>Checks what goes into a header before it gets near the transport.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static string CheckName(string name) => name.Length > 0 && name.AsSpan().IndexOfAnyExcept(NameCharacters) < 0
        ? name
        : throw new ArgumentException("A header's name must consist of token characters.", nameof(name));

    public static string CheckValue(string name, string value) => IsSafe(value)
        ? value
        : throw new ArgumentException(
            $"The value of the header '{name}' holds a line break, a control character or a character outside ASCII.", name);

    /// <summary>Visible ASCII, space and tab only.</summary>
    public static bool IsSafe(ReadOnlySpan<char> value)
    {
        foreach (char c in value)
        {
            if (c is (< ' ' and not '\t') or > '~')
                return false;
        }

        return true;
    }
}
