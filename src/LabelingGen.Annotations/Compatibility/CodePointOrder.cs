namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// Orders texts by code points, as Python does; ordinal comparison would put characters beyond the first plane too early.
/// </summary>
internal sealed class CodePointOrder : IComparer<string>
{
    public static CodePointOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
            return x is null ? y is null ? 0 : -1 : 1;
        int length = Math.Min(x.Length, y.Length);
        for (int i = 0; i < length; i++)
        {
            if (x[i] != y[i])
                return Rank(x[i]).CompareTo(Rank(y[i]));
        }

        return x.Length.CompareTo(y.Length);
    }

    // Halves of characters beyond the first plane come after all whole characters.
    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
