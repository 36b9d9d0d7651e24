using System.Globalization;

namespace LabelingGen.Annotations.Formats;

/// <summary>Gives a number to each of what a file demands different numbers of: its own where that is one and is free.</summary>
/// <param name="least">The least number that is kept.</param>
/// <param name="first">The first number that is made up.</param>
internal sealed class IdentifierSource(long least, long first)
{
    private const long LargestExact = (1L << 53) - 1;

    private readonly IdentifierSet _taken = new();
    private long _next = first;

    /// <summary>The number of a text if it is free, else one that is made up.</summary>
    public long Take(string? wanted)
    {
        if (TryTake(wanted) is long own)
            return own;
        while (!_taken.Add(_next))
            _next++;
        return _next++;
    }

    /// <summary>The number of a text, unless it is none or not free.</summary>
    public long? TryTake(string? wanted) =>
        long.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && TryTake(number) ? number : null;

    /// <summary>Takes a number, unless it is not free.</summary>
    public bool TryTake(long number)
    {
        if (number < least || !_taken.Add(number))
            return false;
        // Made-up numbers follow the largest there is, so that they are unlikely to be somebody's own, but stay those of every program.
        if (number < LargestExact)
            _next = Math.Max(_next, number + 1);
        return true;
    }

    /// <summary>Gives a number back.</summary>
    public void Return(long number) => _taken.Remove(number);
}
