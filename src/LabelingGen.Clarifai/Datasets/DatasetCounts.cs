namespace LabelingGen.Clarifai;

/// <summary>How much of what a dataset holds, counted by the service.</summary>
/// <param name="Inputs">Inputs by type or split as the service groups them, and in all under <c>total</c>.</param>
/// <param name="Concepts">Labels of whole inputs.</param>
/// <param name="Boxes">Boxes.</param>
/// <param name="Polygons">Polygons.</param>
public sealed record DatasetCounts(IReadOnlyDictionary<string, ulong> Inputs, ulong Concepts, ulong Boxes, ulong Polygons)
{
    /// <summary>What came in since an earlier count.</summary>
    public DatasetCounts Since(DatasetCounts earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        Dictionary<string, ulong> inputs = Inputs.ToDictionary(
            entry => entry.Key, entry => Less(entry.Value, earlier.Inputs.GetValueOrDefault(entry.Key)), StringComparer.Ordinal);
        return new DatasetCounts(
            inputs, Less(Concepts, earlier.Concepts), Less(Boxes, earlier.Boxes), Less(Polygons, earlier.Polygons));
    }

    private static ulong Less(ulong now, ulong then) => now > then ? now - then : 0;
}
