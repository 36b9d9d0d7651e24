namespace LabelingGen.Annotations;

/// <summary>
/// What a set operation keeps: bit 1 for what is in the second set only, bit 2 in the first only, bit 3 in both.
/// </summary>
internal enum SetOperation
{
    And = 0b1000,
    Or = 0b1110,
    Except = 0b0100,
    Xor = 0b0110,
}

/// <summary>Asks a <see cref="SetOperation"/>.</summary>
internal static class SetOperationExtensions
{
    /// <summary>Whether the operation keeps what lies in these of the two sets.</summary>
    public static bool Keeps(this SetOperation operation, bool inFirst, bool inSecond) =>
        ((int)operation >> ((inFirst ? 2 : 0) + (inSecond ? 1 : 0)) & 1) != 0;
}
