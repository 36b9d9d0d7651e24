using LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>A picture whose pixels are numbers of segments.</summary>
internal sealed class SegmentedPicture
{
    private readonly Dictionary<int, string> _labels = [];

    /// <param name="pixels">The number of each pixel.</param>
    /// <param name="segments">What the numbers stand for; a segment without a number has no pixels.</param>
    public SegmentedPicture(LabelMap pixels, IReadOnlyList<Segment> segments)
    {
        Pixels = pixels;
        Labels = segments.Select(string? (segment) => segment.Label).ToHashSet(StringComparer.Ordinal);
        HasInstances = Labels.Count < segments.Count;
        foreach (Segment segment in segments)
        {
            if (segment.Index is { } index)
                _labels.TryAdd(index, segment.Label);
        }
    }

    /// <summary>The number of each pixel.</summary>
    public LabelMap Pixels { get; }

    /// <summary>The labels of the segments.</summary>
    public IReadOnlySet<string?> Labels { get; }

    /// <summary>Whether several segments have one label.</summary>
    public bool HasInstances { get; }

    /// <summary>The label of a pixel's number; <see langword="null"/> where no segment has it.</summary>
    public string? LabelOf(int index) => _labels.GetValueOrDefault(index);

    /// <summary>Draws boxes and polygons over one another, each as a segment of its own; later ones cover earlier ones.</summary>
    public static SegmentedPicture Draw(IEnumerable<PlanarLabel> shapes, int width, int height)
    {
        LabelMap map = new(width, height);
        List<Segment> segments = [];
        foreach (PlanarLabel shape in shapes)
        {
            segments.Add(new Segment(shape.Label ?? "", segments.Count + 1));
            map.Paint(Mask.FromShape(shape.Shape, width, height), segments.Count);
        }

        return new SegmentedPicture(map, segments);
    }
}
