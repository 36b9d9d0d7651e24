namespace LabelingGen.Annotations;

public sealed partial class Mask
{
    /// <summary>
    /// The pixels that a shape covers, by COCO's rule (see <see cref="PolygonRasterizer"/>). Holes are cut out, and the pieces of a
    /// multipolygon are united. Points and lines cover nothing.
    /// </summary>
    /// <param name="shape">The shape, in pixels of the picture.</param>
    /// <param name="width">The picture's width in pixels.</param>
    /// <param name="height">The picture's height in pixels.</param>
    /// <exception cref="ArgumentException"><paramref name="shape"/> is a mask of another size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or beyond <see cref="MaxPixels"/>.</exception>
    public static Mask FromShape(IPlanarShape shape, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(shape);
        CheckSize(width, height);
        return shape switch
        {
            Mask mask => mask.Width == width && mask.Height == height
                ? mask
                : throw new ArgumentException($"The mask is {mask.Width} x {mask.Height}, the picture {width} x {height}.", nameof(shape)),
            Box box => FromBox(box, width, height),
            RotatedBox box => PolygonRasterizer.Rasterize(box.Corners().AsSpan(), width, height),
            Polygon polygon => FromPolygon(polygon, width, height),
            MultiPolygon many => FromPolygons(many, width, height),
            Ellipse ellipse =>
                FromPolygon(ellipse.ToPolygon((int)Math.Clamp(Math.Max(ellipse.RadiusX, ellipse.RadiusY) * 4, 32, 1024)), width, height),
            ProjectedCuboid cuboid => PolygonRasterizer.Rasterize(ConvexHull.Of(cuboid.Corners.AsSpan()).AsSpan(), width, height),
            _ => Filled(width, height, inside: false),
        };
    }

    /// <summary>
    /// The pixels that COCO's polygon segmentation covers: the union of its rings. COCO knows no holes; a ring within another adds
    /// nothing.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or beyond <see cref="MaxPixels"/>.</exception>
    public static Mask FromCocoRings(ValueList<ValueList<Point>> rings, int width, int height)
    {
        Mask mask = Filled(width, height, inside: false);
        foreach (ValueList<Point> ring in rings)
            mask = mask.Union(PolygonRasterizer.Rasterize(ring.AsSpan(), width, height));
        return mask;
    }

    /// <summary>
    /// The outlines of the mask's pieces, with holes, along the edges of the pixels: the polygons cover exactly the same pixels.
    /// </summary>
    /// <param name="connectivity">Whether pixels that touch at a corner are one piece. With four, no outline touches itself.</param>
    /// <returns>One polygon for each piece, in the order of their first pixel (by columns); outlines clockwise on the screen, holes the
    /// other way.
    /// </returns>
    public ValueList<Polygon> ToPolygons(PixelConnectivity connectivity = PixelConnectivity.Four) => MaskOutlines.Trace(this, connectivity);

    /// <summary>The pieces that the mask falls into, in the order of their first pixel (by columns).</summary>
    public ValueList<Mask> ToPieces(PixelConnectivity connectivity = PixelConnectivity.Four)
    {
        ConnectedRuns runs = new(this, connectivity);
        List<uint>[] counts = new List<uint>[runs.PieceCount];
        long[] ends = new long[runs.PieceCount];
        for (int i = 0; i < runs.Runs.Count; i++)
        {
            (long start, long end) = runs.Runs[i];
            int piece = runs.PieceOfRun(i);
            List<uint> list = counts[piece] ??= [];
            if (list.Count > 0 && ends[piece] == start)
                list[^1] += (uint)(end - start);
            else
                list.AddRange([(uint)(start - ends[piece]), (uint)(end - start)]);
            ends[piece] = end;
        }

        long pixels = (long)Width * Height;
        Mask[] pieces = new Mask[counts.Length];
        for (int i = 0; i < pieces.Length; i++)
            pieces[i] = new Mask(Width, Height, ends[i] == pixels ? [.. counts[i]] : [.. counts[i], (uint)(pixels - ends[i])]);
        return new ValueList<Mask>(pieces);
    }

    private static Mask FromBox(Box box, int width, int height)
    {
        // COCO's own corner order; the runs do not depend on it, only the walk does.
        ReadOnlySpan<Point> ring = [new(box.X, box.Y), new(box.X, box.Bottom), new(box.Right, box.Bottom), new(box.Right, box.Y)];
        return PolygonRasterizer.Rasterize(ring, width, height);
    }

    private static Mask FromPolygon(Polygon polygon, int width, int height)
    {
        Mask mask = PolygonRasterizer.Rasterize(polygon.Exterior.AsSpan(), width, height);
        foreach (ValueList<Point> hole in polygon.Holes)
            mask = mask.Except(PolygonRasterizer.Rasterize(hole.AsSpan(), width, height));
        return mask;
    }

    private static Mask FromPolygons(MultiPolygon many, int width, int height)
    {
        Mask mask = FromPolygon(many.Polygons[0], width, height);
        foreach (Polygon polygon in many.Polygons.AsSpan()[1..])
            mask = mask.Union(FromPolygon(polygon, width, height));
        return mask;
    }
}
