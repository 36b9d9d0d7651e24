using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// A set of numbers of which many lie close together, as identifiers do: those of a million annotations in a row take some hundred
/// kilobytes.
/// </summary>
internal sealed class IdentifierSet
{
    private const int WordBits = 6;
    private const int PageBits = 8;
    private const int LastWord = (1 << (PageBits - WordBits)) - 1;

    private readonly Dictionary<long, Page> _pages = [];

    /// <summary>Adds a number; <see langword="false"/> if it is there already.</summary>
    public bool Add(long number)
    {
        ref ulong word = ref WordOf(number);
        bool isNew = (word & Bit(number)) == 0;
        word |= Bit(number);
        return isNew;
    }

    /// <summary>Takes a number out.</summary>
    public void Remove(long number) => WordOf(number) &= ~Bit(number);

    private static ulong Bit(long number) => 1UL << (int)(number & ((1 << WordBits) - 1));

    private ref ulong WordOf(long number) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(_pages, number >> PageBits, out _)[(int)(number >> WordBits) & LastWord];

    [InlineArray(1 << (PageBits - WordBits))]
    private struct Page
    {
        private ulong _first;
    }
}
