using System.Globalization;
using System.Runtime.CompilerServices;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations;

/// <summary>
/// Looks for mistakes in a data set. <c>LA001</c> unreadable image; <c>LA002</c> two images of one name; <c>LA003</c> no size; <c>LA004</c>
/// no label; <c>LA005</c> a label that is not declared; <c>LA006</c> a category without annotation; <c>LA007</c> a shape without area;
/// <c>LA008</c> a shape that leaves the picture; <c>LA009</c> a shape wholly outside; <c>LA010</c> the same annotation twice; <c>LA011</c>
/// an identifier used twice; <c>LA012</c> the identifier 0, which COCO's own evaluation counts as unmatched; <c>LA013</c> a ring of fewer
/// than three different points; <c>LA014</c> a ring that is drawn more than once, which fills nothing; <c>LA015</c> a mask of another size
/// than the picture; <c>LA016</c> a stored area that is far from the shape's; <c>LA017</c> a confidence beyond 0 to 1; <c>LA018</c> a crowd
/// that is one polygon, which COCO gives as a mask; <c>LA019</c> keypoints without any that is labeled; <c>LA020</c> an image without
/// annotations; <c>LA021</c> a stated size that is not that of the picture; <c>LA022</c> a stated size that is that of the picture before
/// EXIF turns it, while labels live in the picture as displayed.
/// </summary>
public static class DatasetRules
{
    private const double AreaTolerance = 0.5;

    /// <summary>
    /// Checks labels on disk: images that cannot be read are findings too, and do not end the check. Pictures that are there are looked at
    /// for their size.
    /// </summary>
    /// <exception cref="AnnotationFormatException">Nothing can be read at all.</exception>
    public static async IAsyncEnumerable<DatasetFinding> CheckAsync(
        AnnotationFormat format, string path, FormatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(format);
        Queue<AnnotationFormatException> unreadable = [];
        FormatOptions watched = (options ?? FormatOptions.Default) with
        {
            OnUnreadable = unreadable.Enqueue,
            OnUnknownSize = unreadable.Enqueue,
        };
        AnnotatedDataset dataset = await format.ReadAsync(path, watched, cancellationToken).ConfigureAwait(false);
        PictureSizes pictures = new(path, watched);
        await foreach (DatasetFinding finding in CheckAsync(dataset, pictures, cancellationToken).ConfigureAwait(false))
        {
            while (unreadable.TryDequeue(out AnnotationFormatException? error))
                yield return Unreadable(error);
            yield return finding with { File = finding.File ?? path };
        }

        while (unreadable.TryDequeue(out AnnotationFormatException? error))
            yield return Unreadable(error);
    }

    /// <summary>Checks a data set.</summary>
    public static IAsyncEnumerable<DatasetFinding> CheckAsync(AnnotatedDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return CheckAsync(dataset, null, cancellationToken);
    }

    private static async IAsyncEnumerable<DatasetFinding> CheckAsync(
        AnnotatedDataset dataset, PictureSizes? pictures, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> declared = [.. dataset.Categories.Select(static category => category.Name)];
        HashSet<string> used = [];
        HashSet<string> names = [];
        HashSet<string> ids = [];
        await foreach (AnnotatedImage image in dataset.ReadImagesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!names.Add(image.Name))
                yield return Finding("LA002", FindingSeverity.Error, "Two images have this name.", image);
            if (image.Size is null or { Width: 0 } or { Height: 0 })
                yield return Finding("LA003", FindingSeverity.Warning, "The size of the picture is not known.", image);
            if (pictures is not null
                && await pictures.CheckAsync(image, cancellationToken).ConfigureAwait(false) is (string wrong, string message))
                yield return Finding(wrong, FindingSeverity.Error, message, image);
            if (image.Annotations.IsEmpty)
                yield return Finding("LA020", FindingSeverity.Warning, "The image has no annotation.", image);
            HashSet<(IShape?, string?)> seen = [];
            for (int i = 0; i < image.Annotations.Count; i++)
            {
                Annotation annotation = image.Annotations[i];
                used.UnionWith(annotation.Labels);
                // Where the size is not known, shapes may be missing that tell annotations apart.
                bool isKnown = annotation.Shape is not null || image.Size is not null;
                if (isKnown && !seen.Add((annotation.Shape, annotation.Label)))
                    yield return Finding("LA010", FindingSeverity.Warning, "The same shape with the same label was there before.", image,
                        i);
                if (annotation.Id is { } id && !ids.Add(id))
                    yield return Finding("LA011", FindingSeverity.Error, $"The identifier '{id}' is used twice.", image, i);
                foreach ((string code, FindingSeverity severity, string text) in Check(annotation, image.Size, declared))
                    yield return Finding(code, severity, text, image, i);
            }
        }

        foreach (string unused in declared.Except(used).Order(StringComparer.Ordinal))
            yield return new DatasetFinding("LA006", FindingSeverity.Warning, $"No annotation has the category '{unused}'.");
    }

    private static IEnumerable<(string Code, FindingSeverity Severity, string Message)> Check(Annotation annotation, ImageSize? size,
        HashSet<string> declared)
    {
        if (annotation.Labels.IsEmpty)
            yield return ("LA004", FindingSeverity.Warning, "The annotation has no label.");
        foreach (string label in annotation.Labels)
        {
            if (declared.Count > 0 && !declared.Contains(label))
                yield return ("LA005", FindingSeverity.Error, $"The label '{label}' is not among the categories.");
        }

        if (annotation.Id == "0")
            yield return ("LA012", FindingSeverity.Warning, "The identifier is 0, which COCO's own evaluation counts as unmatched.");
        if (annotation.Confidence is < 0 or > 1)
            yield return ("LA017", FindingSeverity.Error, $"The confidence {annotation.Confidence} does not lie between 0 and 1.");
        if (annotation.Has(AnnotationFlags.Crowd) && annotation.Shape is Polygon)
            yield return ("LA018", FindingSeverity.Warning, "A crowd is one polygon; COCO gives crowds as masks.");
        if (annotation.Keypoints is { LabeledCount: 0 } || annotation.Shape is Keypoints { LabeledCount: 0 })
            yield return ("LA019", FindingSeverity.Warning, "None of the keypoints is labeled.");
        foreach (ValueList<Point> ring in RingsOf(annotation.Shape))
        {
            int different = ring.Distinct().Count();
            if (different < 3)
                yield return ("LA013", FindingSeverity.Error, $"A ring has {different} different points.");
            else if (IsDrawnTwice(ring))
                yield return ("LA014",
                    FindingSeverity.Error, "A ring is drawn more than once; filled by the even-odd rule, nothing is left.");
        }

        if (annotation.Shape is IPlanarShape planar)
        {
            foreach (var finding in CheckPlace(annotation, planar, size))
                yield return finding;
        }
    }

    private static IEnumerable<(string Code, FindingSeverity Severity, string Message)> CheckPlace(Annotation annotation,
        IPlanarShape shape, ImageSize? size)
    {
        bool hasArea = shape is not (Point or PointSet or Polyline or Keypoints);
        if (hasArea && shape.Area <= 0)
            yield return ("LA007", FindingSeverity.Error, "The shape has no area.");
        else if (hasArea && annotation.StoredArea is double stored
            && Math.Abs(stored - shape.Area) > AreaTolerance * Math.Max(stored, shape.Area))
            yield return ("LA016", FindingSeverity.Warning,
                string.Create(CultureInfo.InvariantCulture, $"The stored area is {stored}, that of the shape {shape.Area}."));
        if (size is not { Width: > 0, Height: > 0 } known)
            yield break;
        if (shape is Mask mask && (mask.Width != known.Width || mask.Height != known.Height))
            yield return ("LA015", FindingSeverity.Error, $"The mask is {mask.Width} x {mask.Height}, the picture {known}.");
        Box bounds = shape.Bounds;
        if (bounds.Left > known.Width || bounds.Top > known.Height || bounds.Right < 0 || bounds.Bottom < 0)
            yield return ("LA009", FindingSeverity.Error, "The shape lies outside the picture.");
        else if (bounds.Left < 0 || bounds.Top < 0 || bounds.Right > known.Width || bounds.Bottom > known.Height)
            yield return ("LA008", FindingSeverity.Warning, "The shape leaves the picture.");
    }

    private static IEnumerable<ValueList<Point>> RingsOf(IShape? shape) => shape switch
    {
        Polygon polygon => [polygon.Exterior, .. polygon.Holes],
        MultiPolygon multi => multi.Polygons.SelectMany(static piece => RingsOf(piece)),
        _ => [],
    };

    private static bool IsDrawnTwice(ValueList<Point> ring)
    {
        int half = ring.Count / 2;
        return half >= 3 && ring.Count % 2 == 0 && ring.AsSpan()[..half].SequenceEqual(ring.AsSpan()[half..]);
    }

    private static DatasetFinding Unreadable(AnnotationFormatException error) => new("LA001", FindingSeverity.Error, error.Message)
    {
        File = error.File,
        Line = error.Line,
        ElementPath = error.ElementPath,
    };

    private static DatasetFinding Finding(string code, FindingSeverity severity, string message, AnnotatedImage image,
        int? annotation = null) =>
        new(code, severity, message)
        {
            Image = image.Name,
            AnnotationIndex = annotation,
            AnnotationId = annotation is int index ? image.Annotations[index].Id : null,
        };
}
