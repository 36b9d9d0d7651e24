using System.Globalization;
using System.Runtime.InteropServices;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Some images that follow one another. Those that have only boxes and outlines keep them as rows; the others are whole objects. A batch
/// is filled, read, cleared and filled again.
/// </summary>
internal sealed class DetectionBatch(ValueList<Category> categories)
{
    private readonly ValueList<string>[] _labels = [.. categories.Select(static category => (ValueList<string>)[category.Name])];
    private readonly List<(AnnotatedImage Image, int First, int Count)> _images = [];
    private readonly List<Detection> _rows = [];
    private readonly List<Point> _points = [];
    // Where each ring ends among the points.
    private readonly List<int> _ringEnds = [];
    private int _first;

    /// <summary>The number of images.</summary>
    public int Count => _images.Count;

    /// <summary>The number of rows of all images.</summary>
    public int RowCount => _rows.Count;

    /// <summary>An image; its annotations are rows if <see cref="HasRows"/>.</summary>
    public AnnotatedImage this[int image] => _images[image].Image;

    /// <summary>Whether the annotations of an image are rows.</summary>
    public bool HasRows(int image) => _images[image].Count >= 0;

    /// <summary>The rows of an image.</summary>
    public ReadOnlySpan<Detection> Rows(int image) =>
        CollectionsMarshal.AsSpan(_rows).Slice(_images[image].First, _images[image].Count);

    /// <summary>A ring of a row.</summary>
    public ReadOnlySpan<Point> Ring(int ring)
    {
        int start = ring == 0 ? 0 : _ringEnds[ring - 1];
        return CollectionsMarshal.AsSpan(_points)[start.._ringEnds[ring]];
    }

    /// <summary>The label of a row.</summary>
    public string LabelOf(in Detection row) => _labels[row.Label][0];

    public void Clear()
    {
        _images.Clear();
        _rows.Clear();
        _points.Clear();
        _ringEnds.Clear();
        _first = 0;
    }

    /// <summary>Adds an image with its annotations as objects.</summary>
    public void Add(AnnotatedImage image)
    {
        Rewind();
        _images.Add((image, _first, -1));
    }

    /// <summary>Adds an image; its annotations are the rows added since the last image.</summary>
    public void AddOfRows(AnnotatedImage image)
    {
        _images.Add((image, _first, _rows.Count - _first));
        _first = _rows.Count;
    }

    /// <summary>The annotations of the rows that were added since the last image, which are given up.</summary>
    public List<Annotation> TakeRows()
    {
        List<Annotation> annotations = [];
        foreach (ref readonly Detection row in CollectionsMarshal.AsSpan(_rows)[_first..])
            annotations.Add(ToAnnotation(row));
        Rewind();
        return annotations;
    }

    /// <summary>Gives up the rows since the last image.</summary>
    public void Rewind() => CollectionsMarshal.SetCount(_rows, _first);

    /// <summary>Adds a row of the image that is added next.</summary>
    public void AddRow(in Detection row) => _rows.Add(row);

    /// <summary>The number of the ring that is added next.</summary>
    public int RingCount => _ringEnds.Count;

    /// <summary>Adds a point to the ring at hand.</summary>
    public void AddPoint(Point point) => _points.Add(point);

    /// <summary>Ends the ring at hand, which has points.</summary>
    public void EndRing() => _ringEnds.Add(_points.Count);

    /// <summary>Gives up all rings from one on, and the one at hand.</summary>
    public void RewindRings(int ring)
    {
        CollectionsMarshal.SetCount(_ringEnds, ring);
        CollectionsMarshal.SetCount(_points, ring == 0 ? 0 : _ringEnds[ring - 1]);
    }

    /// <summary>An image with its annotations as objects.</summary>
    public AnnotatedImage ToImage(int image)
    {
        if (!HasRows(image))
            return this[image];
        ReadOnlySpan<Detection> rows = Rows(image);
        Annotation[] annotations = new Annotation[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            annotations[i] = ToAnnotation(rows[i]);
        return this[image] with { Annotations = new ValueList<Annotation>(annotations) };
    }

    /// <summary>A row as an object.</summary>
    private Annotation ToAnnotation(in Detection row) => new(row.RingCount == 0 ? row.Box : Outline(row))
    {
        Id = row.Id > 0 ? row.Id.ToString(CultureInfo.InvariantCulture) : null,
        Labels = _labels[row.Label],
        StoredBox = row.HasStoredBox ? row.Box : null,
        StoredArea = row.HasStoredArea ? row.Area : null,
        Confidence = row.Confidence,
        Flags = row.IsCrowd ? AnnotationFlags.Crowd : AnnotationFlags.None,
    };

    private IShape Outline(in Detection row)
    {
        if (row.RingCount == 1)
            return new Polygon(ValueList.Create(Ring(row.FirstRing)));
        Polygon[] pieces = new Polygon[row.RingCount];
        for (int i = 0; i < pieces.Length; i++)
            pieces[i] = new Polygon(ValueList.Create(Ring(row.FirstRing + i)));
        return new MultiPolygon(new ValueList<Polygon>(pieces));
    }
}
