using System.Collections;
using System.Runtime.CompilerServices;

namespace LabelingGen.LabelStudio;

/// <content>Written as a list of regions (<c>[box, polygon]</c>), and read as one: a value by itself has no region.</content>
[CollectionBuilder(typeof(PredictionResult), nameof(Create))]
public sealed partial class PredictionResult : IEnumerable<Region>
{
    /// <summary>A result of regions.</summary>
    /// <param name="regions">The regions.</param>
    public static PredictionResult Create(ReadOnlySpan<Region> regions) => new(regions.ToArray());

    /// <summary>The regions; none where the result is a value by itself.</summary>
    public IEnumerator<Region> GetEnumerator() =>
        (TryGetRegionList(out IReadOnlyList<Region>? regions) ? regions : []).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
