namespace LabelingGen.Annotations;

/// <summary>A part of a picture, in whole pixels.</summary>
/// <param name="X">The left edge, in pixels.</param>
/// <param name="Y">The top edge, in pixels.</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
public readonly record struct Tile(int X, int Y, int Width, int Height)
{
    /// <summary>The tile as a box of the whole picture.</summary>
    public Box Bounds => new(X, Y, Width, Height);
}

/// <summary>Cuts pictures with their annotations into tiles, and puts the annotations together again.</summary>
public static class Tiling
{
    /// <summary>
    /// Tiles of one size that cover a picture, row by row. The last ones of a row and column are moved inwards to end with the picture;
    /// a picture smaller than a tile is one tile of its own size.
    /// </summary>
    /// <param name="size">The picture's size.</param>
    /// <param name="width">The width of a tile in pixels.</param>
    /// <param name="height">The height of a tile in pixels.</param>
    /// <param name="overlap">By how many pixels neighbours overlap; smaller than both sides of a tile.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tile has no pixel, or the overlap is not smaller than it.</exception>
    public static ValueList<Tile> Grid(ImageSize size, int width, int height, int overlap = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(overlap);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(overlap, Math.Min(width, height));
        List<Tile> tiles = [];
        foreach (int y in Starts(size.Height, height, overlap))
        {
            foreach (int x in Starts(size.Width, width, overlap))
                tiles.Add(new Tile(x, y, Math.Min(width, size.Width), Math.Min(height, size.Height)));
        }

        return tiles.ToValueList();
    }

    /// <summary>
    /// The part of an annotated picture that a tile shows, in the tile's own coordinates. Annotations that are cut are marked as
    /// truncated, and a stored area is then computed anew; those without a planar shape stay as they are.
    /// </summary>
    /// <param name="image">The whole picture.</param>
    /// <param name="tile">The part.</param>
    /// <param name="minimumVisible">The fraction of an annotation's area that must be in the tile for it to be kept, 0 to 1.</param>
    public static AnnotatedImage Cut(AnnotatedImage image, Tile tile, double minimumVisible = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (minimumVisible is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(minimumVisible), minimumVisible, "The fraction must be between 0 and 1.");
        List<Annotation> annotations = [];
        foreach (Annotation annotation in image.Annotations)
            annotations.AddRange(Cut(annotation, tile, minimumVisible));
        return image with { Size = new ImageSize(tile.Width, tile.Height), Annotations = annotations.ToValueList() };
    }

    /// <summary>
    /// The annotations of tiles in the coordinates of the whole picture. Parts with the same identifier are united: boxes to the box
    /// around them, areas and masks to their union. What has no identifier stays apart.
    /// </summary>
    /// <param name="parts">The tiles and what was annotated on them.</param>
    /// <param name="name">The whole picture's name.</param>
    /// <param name="size">The whole picture's size.</param>
    public static AnnotatedImage Merge(IEnumerable<(Tile Tile, AnnotatedImage Image)> parts, string name, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(parts);
        List<Annotation> merged = [];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        foreach ((Tile tile, AnnotatedImage image) in parts)
        {
            foreach (Annotation annotation in image.Annotations)
            {
                Annotation moved = Move(annotation, -tile.X, -tile.Y, size);
                if (moved.Id is null || places.TryAdd(moved.Id, merged.Count))
                    merged.Add(moved);
                else
                    merged[places[moved.Id]] = Unite(merged[places[moved.Id]], moved);
            }
        }

        return new AnnotatedImage(name, size, merged.ToValueList());
    }

    private static IEnumerable<int> Starts(int length, int tile, int overlap)
    {
        for (int start = 0; start + tile < length; start += tile - overlap)
            yield return start;
        yield return Math.Max(0, length - tile);
    }

    private static IEnumerable<Annotation> Cut(Annotation annotation, Tile tile, double minimumVisible)
    {
        if (annotation.Shape is not IPlanarShape shape)
        {
            if (annotation.Keypoints is null && annotation.StoredBox is null)
                yield return annotation;
            yield break;
        }

        ValueList<IPlanarShape> parts = ShapeClipping.Clip(shape, tile.Bounds);
        double visible = 0;
        foreach (IPlanarShape part in parts)
            visible += part.Area;
        if (parts.IsEmpty || shape.Area > 0 && visible < minimumVisible * shape.Area)
            yield break;
        bool isWhole = parts.Count == 1 && parts[0].Equals(shape);
        foreach (IPlanarShape part in parts)
        {
            Annotation cut = isWhole ? annotation : annotation with
            {
                Shape = part,
                Flags = annotation.Flags | AnnotationFlags.Truncated,
                StoredArea = annotation.StoredArea is null ? null : part.Area,
                StoredBox = annotation.StoredBox is { } box ? BoxOverlap.Intersect(box, tile.Bounds) : null,
                Keypoints = annotation.Keypoints is { } keypoints
                    ? ShapeClipping.Clip(keypoints, tile.Bounds) is { IsEmpty: false } left ? (Keypoints)left[0] : null
                    : null,
            };
            yield return Move(cut, tile.X, tile.Y, new ImageSize(tile.Width, tile.Height));
        }
    }

    /// <summary>Moves an annotation to a picture whose top left corner lies at a place of the present one.</summary>
    private static Annotation Move(Annotation annotation, int left, int top, ImageSize size)
    {
        AffineTransform shift = AffineTransform.Translate(-left, -top);
        return annotation with
        {
            Shape = annotation.Shape switch
            {
                Mask mask => mask.Window(left, top, size.Width, size.Height),
                IPlanarShape shape => shape.Transform(shift),
                { } other => other,
                null => null,
            },
            StoredBox = annotation.StoredBox is { } box ? (Box)box.Transform(shift) : null,
            Keypoints = (Keypoints?)annotation.Keypoints?.Transform(shift),
        };
    }

    private static Annotation Unite(Annotation first, Annotation second)
    {
        IShape? shape = (first.Shape, second.Shape) switch
        {
            (Box a, Box b) => a.ExtendTo(b),
            (Mask a, Mask b) => a.Union(b),
            (Polygon or MultiPolygon, Polygon or MultiPolygon) => ShapeClipping.Gather(PolygonClipper.Union(
                ShapeOverlap.ToPolygons((IPlanarShape)first.Shape), ShapeOverlap.ToPolygons((IPlanarShape)second.Shape)))[0],
            _ => first.Shape,
        };
        return first with
        {
            Shape = shape,
            StoredBox = first.StoredBox is { } a1 && second.StoredBox is { } b1 ? a1.ExtendTo(b1) : first.StoredBox ?? second.StoredBox,
            StoredArea = first.StoredArea is null ? null : (shape as IPlanarShape)?.Area ?? first.StoredArea,
        };
    }
}
