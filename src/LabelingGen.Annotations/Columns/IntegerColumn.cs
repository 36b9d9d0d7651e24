namespace LabelingGen.Annotations;

/// <summary>
/// A growing column of whole numbers. Full chunks are kept as distances from their least number, in as few bytes as the farthest needs:
/// identifiers that count up and classes take one or two bytes instead of eight.
/// </summary>
internal sealed class IntegerColumn : PackedColumn<long, (long Base, Array Distances)>
{
    private protected override (long Base, Array Distances) Pack(long[] values)
    {
        (long least, long most) = (values[0], values[0]);
        foreach (long value in values)
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        // Beyond the range of a long the difference wraps round, and back again when it is added.
        ulong range = (ulong)most - (ulong)least;
        return (least, range switch
        {
            <= byte.MaxValue => Array.ConvertAll(values, value => (byte)(value - least)),
            <= ushort.MaxValue => Array.ConvertAll(values, value => (ushort)(value - least)),
            <= uint.MaxValue => Array.ConvertAll(values, value => (uint)(value - least)),
            _ => Array.ConvertAll(values, value => unchecked(value - least)),
        });
    }

    private protected override long Unpack((long Base, Array Distances) chunk, int at) => chunk.Base + chunk.Distances switch
    {
        byte[] narrow => narrow[at],
        ushort[] middle => middle[at],
        uint[] wide => wide[at],
        _ => ((long[])chunk.Distances)[at],
    };
}
