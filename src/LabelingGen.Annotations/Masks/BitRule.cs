using System.Numerics;
using System.Runtime.InteropServices;

namespace LabelingGen.Annotations;

/// <summary>A set operation on words of bits.</summary>
internal interface IBitRule
{
    /// <summary>The operation on many words.</summary>
    static abstract Vector<ulong> Apply(Vector<ulong> first, Vector<ulong> second);

    /// <summary>The operation on one word.</summary>
    static abstract ulong Apply(ulong first, ulong second);

    /// <summary>Applies a rule to two lists of words, into the first.</summary>
    static void Apply<TRule>(Span<ulong> target, ReadOnlySpan<ulong> other)
        where TRule : IBitRule
    {
        Span<Vector<ulong>> wideTarget = MemoryMarshal.Cast<ulong, Vector<ulong>>(target);
        ReadOnlySpan<Vector<ulong>> wideOther = MemoryMarshal.Cast<ulong, Vector<ulong>>(other);
        for (int i = 0; i < wideTarget.Length; i++)
            wideTarget[i] = TRule.Apply(wideTarget[i], wideOther[i]);
        for (int i = wideTarget.Length * Vector<ulong>.Count; i < target.Length; i++)
            target[i] = TRule.Apply(target[i], other[i]);
    }
}

internal readonly struct AndRule : IBitRule
{
    public static Vector<ulong> Apply(Vector<ulong> first, Vector<ulong> second) => first & second;

    public static ulong Apply(ulong first, ulong second) => first & second;
}

internal readonly struct OrRule : IBitRule
{
    public static Vector<ulong> Apply(Vector<ulong> first, Vector<ulong> second) => first | second;

    public static ulong Apply(ulong first, ulong second) => first | second;
}

internal readonly struct XorRule : IBitRule
{
    public static Vector<ulong> Apply(Vector<ulong> first, Vector<ulong> second) => first ^ second;

    public static ulong Apply(ulong first, ulong second) => first ^ second;
}

internal readonly struct AndNotRule : IBitRule
{
    public static Vector<ulong> Apply(Vector<ulong> first, Vector<ulong> second) => Vector.AndNot(first, second);

    public static ulong Apply(ulong first, ulong second) => first & ~second;
}
