namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Where the annotations of a COCO file stand: the bytes of each run of annotations that follow one another and belong to one image. Of a
/// file that is sorted by image that is little, whatever the number of annotations.
/// </summary>
internal sealed class AnnotationRuns(string name)
{
    // A run of one image may be long, but is read at once.
    private const int MaxRun = 1 << 16;

    private readonly SliceList _places = new(name);
    private readonly IntegerColumn _images = new();
    private readonly IntegerColumn _firsts = new();
    private long _start;
    private long _end;
    private long _image;
    private bool _isOpen;

    /// <summary>The number of runs, all of them ended.</summary>
    public int Count => _places.Count;

    /// <summary>The number of annotations.</summary>
    public int AnnotationCount { get; private set; }

    /// <summary>Where the runs stand in the file.</summary>
    public SliceList Places => _places;

    /// <summary>The identifier of the image of a run.</summary>
    public long ImageOf(int run) => _images[run];

    /// <summary>The number of the first annotation of a run, among all of the file.</summary>
    public int FirstOf(int run) => (int)_firsts[run];

    /// <summary>The JSON path of an annotation, for messages.</summary>
    public string PathOf(int annotation) => _places.PathOf(annotation);

    /// <summary>Adds the annotation that follows.</summary>
    public void Add(long image, long start, int length)
    {
        if (!_isOpen || image != _image || start + length - _start > MaxRun)
        {
            End();
            (_isOpen, _image, _start) = (true, image, start);
            _images.Add(image);
            _firsts.Add(AnnotationCount);
        }

        _end = start + length;
        AnnotationCount++;
    }

    /// <summary>Ends the run at hand: what follows in the file is no annotation.</summary>
    public void End()
    {
        if (_isOpen)
            _places.Add(_start, (int)(_end - _start));
        _isOpen = false;
    }
}
