using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>Reads the images of a COCO file in their order, each with its annotations, wherever in the file they stand.</summary>
internal sealed class CocoImageReader(CocoIndex index, CocoReader reader, FormatOptions options) : IDetectionReader
{
    private readonly SliceReader _images = new(reader.File);
    private readonly SliceReader _annotations = new(reader.File);
    private int _next;

    public void Dispose()
    {
        _images.Dispose();
        _annotations.Dispose();
    }

    public bool TryRead(DetectionBatch batch)
    {
        for (; _next < index.Images.Count; batch.Rewind())
        {
            int image = _next++;
            if ((options.OnUnreadable is null ? Read(image, batch) : TryRead(image, batch)) is not null)
                return true;
        }

        return false;
    }

    // Apart, so that reading without a list of problems pays for no closure.
    private AnnotatedImage? TryRead(int number, DetectionBatch batch) => options.Try(() => Read(number, batch), reader.File);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private AnnotatedImage Read(int number, DetectionBatch batch)
    {
        AnnotatedImage image = CocoPlainReader.TryReadImage(_images.Read(index.Images, number).Span) ?? ReadImage(number);
        List<Annotation>? objects = null;
        for (int i = 0; i < index.RunsOf(number); i++)
        {
            int run = index.RunOf(number, i);
            int annotation = index.Annotations.FirstOf(run);
            for (ReadOnlyMemory<byte> rest = _annotations.Read(index.Annotations.Places, run); !rest.IsEmpty; annotation++)
            {
                int length = reader.Plain.Read(rest.Span, batch);
                if (length > 0)
                {
                    objects?.AddRange(batch.TakeRows());
                }
                else
                {
                    objects ??= batch.TakeRows();
                    length = _annotations.LengthOfFirst(rest.Span, index.Annotations.PathOf(annotation));
                    if (TryReadAnnotation(rest[..length], annotation) is { } read)
                        objects.Add(read);
                }

                rest = rest[(length + SeparatorLength(rest.Span[length..]))..];
            }
        }

        if (objects is null)
            batch.AddOfRows(image);
        else
            batch.Add(image with { Annotations = objects.ToValueList() });
        return image;
    }

    private AnnotatedImage ReadImage(int number)
    {
        string path = index.Images.PathOf(number);
        using JsonDocument image = _images.Parse(index.Images, number);
        AnnotatedImage read = SafeJson.Decode(reader.File, path, image.RootElement, () => reader.ReadImage(image.RootElement, path));
        return read.Size is not null ? read
            : read with { Size = PictureFiles.FindSize(read.Name, read.Location, reader.File, options) };
    }

    private Annotation? TryReadAnnotation(ReadOnlyMemory<byte> text, int number) =>
        options.Try(() => ReadAnnotation(text, index.Annotations.PathOf(number)), reader.File);

    private Annotation ReadAnnotation(ReadOnlyMemory<byte> text, string path)
    {
        using JsonDocument annotation = _annotations.Parse(text, path);
        return SafeJson.Decode(reader.File, path, annotation.RootElement, () => reader.ReadAnnotation(annotation.RootElement, path));
    }

    /// <summary>How far it is to the annotation that follows in the run.</summary>
    private static int SeparatorLength(ReadOnlySpan<byte> rest)
    {
        int next = rest.IndexOf((byte)'{');
        return next < 0 ? rest.Length : next;
    }
}
