using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>
/// One piece of an area. The API gives rings with their first point repeated at the end, the outline clockwise on the screen and hollows
/// the other way round; rings are kept as they are given.
/// </summary>
public sealed class SegmentationRegion
{
    /// <summary>Takes the rings.</summary>
    /// <param name="outline">The outer border in pixels.</param>
    /// <param name="hollows">The holes.</param>
    public SegmentationRegion(IEnumerable<PixelPoint> outline, IEnumerable<IEnumerable<PixelPoint>>? hollows = null)
    {
        Outline = [.. outline];
        Hollows = [.. (hollows ?? []).Select(hollow => (IReadOnlyList<PixelPoint>)[.. hollow])];
    }

    /// <summary>The outer border in pixels.</summary>
    public IReadOnlyList<PixelPoint> Outline { get; }

    /// <summary>The holes.</summary>
    public IReadOnlyList<IReadOnlyList<PixelPoint>> Hollows { get; }

    internal JsonArray ToPoints() =>
        new([.. Hollows.Prepend(Outline).Select(ring => (JsonNode?)PointList.Write(PointList.Flat(ring)))]);
}
