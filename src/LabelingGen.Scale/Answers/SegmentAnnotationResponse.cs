namespace LabelingGen.Scale;

public sealed partial class SegmentAnnotationResponse
{
    /// <summary>
    /// The label of a pixel's index; 0 and unknown indexes have none. In <see cref="CombinedMasks.IndexedImage"/> the index is the
    /// pixel's one channel, in <see cref="CombinedMasks.ExtendedIndexedImage"/> see <see cref="CombinedMasks.IndexOf"/>.
    /// </summary>
    public string? FindLabel(int index)
    {
        foreach ((string label, LabelMapping mapping) in LabelMapping ?? new Dictionary<string, LabelMapping>())
        {
            if (mapping.TryGetMaskEntry(out MaskEntry? entry) && entry.Index == index)
                return label;
            if (mapping.TryGetMaskEntryList(out IReadOnlyList<MaskEntry>? entries) && entries.Any(e => e.Index == index))
                return label;
        }

        return null;
    }
}

public sealed partial class CombinedMasks
{
    /// <summary>The index a pixel of <see cref="ExtendedIndexedImage"/> stands for: 24 bits, red the lowest eight.</summary>
    public static int IndexOf(byte red, byte green, byte blue) => red | (green << 8) | (blue << 16);
}
