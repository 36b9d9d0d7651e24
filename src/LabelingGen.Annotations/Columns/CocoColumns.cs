using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations;

/// <summary>
/// The annotations of a COCO file as columns: identifiers, boxes, areas and rings, without an object for each. For files with millions of
/// annotations that are counted, filtered or measured; use <see cref="AnnotationFormats.Coco"/> for everything a file says. Run-length
/// encoded masks and keypoints are not held.
/// </summary>
public sealed class CocoColumns
{
    private readonly IntegerColumn _ids = new();
    private readonly IntegerColumn _images = new();
    private readonly IntegerColumn _categories = new();
    // Four numbers for each box: x, y, width, height.
    private readonly NumberColumn _boxes = new();
    private readonly NumberColumn _areas = new();
    private readonly HashSet<int> _crowds = [];
    private readonly IntegerColumn _ringEnds = new();
    private readonly RingStore _rings = new();

    internal CocoColumns()
    {
    }

    /// <summary>The number of annotations.</summary>
    public int Count => _ids.Count;

    /// <summary>Reads a file through a small buffer; the file itself is never held.</summary>
    /// <exception cref="AnnotationFormatException">The file is not what the format says; the message names file and line.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static CocoColumns Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        CocoColumns columns = new();
        new CocoColumnReader(columns, path).Read(file);
        return columns;
    }

    /// <summary>The identifier of an annotation; 0 if the file has none.</summary>
    public long Id(int index) => _ids[index];

    /// <summary>The identifier of the image of an annotation.</summary>
    public long ImageId(int index) => _images[index];

    /// <summary>The identifier of the category of an annotation.</summary>
    public long CategoryId(int index) => _categories[index];

    /// <summary>The box of an annotation in pixels; empty at the origin if the file has none.</summary>
    public Box Box(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index));
        int first = checked(4 * index);
        return new Box(_boxes[first], _boxes[first + 1], _boxes[first + 2], _boxes[first + 3]);
    }

    /// <summary>The stored area of an annotation in square pixels; 0 if the file has none.</summary>
    public double Area(int index) => _areas[index];

    /// <summary>Whether an annotation stands for a crowd.</summary>
    public bool IsCrowd(int index) => (uint)index < (uint)Count
        ? _crowds.Contains(index)
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The number of rings of an annotation.</summary>
    public int RingCount(int index) => (int)_ringEnds[index] - FirstRing(index);

    /// <summary>The coordinates of a ring, x and y in turn, without a copy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The annotation has no such ring.</exception>
    public ReadOnlySpan<double> Ring(int index, int ring) => (uint)ring < (uint)RingCount(index)
        ? _rings[FirstRing(index) + ring]
        : throw new ArgumentOutOfRangeException(nameof(ring));

    internal RingStore Rings => _rings;

    internal void Add(long id, long image, long category, (double X, double Y, double Width, double Height) box, double area, bool isCrowd)
    {
        if (isCrowd)
            _crowds.Add(_ids.Count);
        _ids.Add(id);
        _images.Add(image);
        _categories.Add(category);
        _boxes.Add(box.X);
        _boxes.Add(box.Y);
        _boxes.Add(box.Width);
        _boxes.Add(box.Height);
        _areas.Add(area);
        _ringEnds.Add(_rings.Count);
    }

    private int FirstRing(int index) => index == 0 ? 0 : (int)_ringEnds[index - 1];
}
