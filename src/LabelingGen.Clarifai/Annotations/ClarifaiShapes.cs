using Google.Protobuf;
using LabelingGen.Annotations;
using LabelingGen.Clarifai.Protobuf;
using Shape = LabelingGen.Annotations;

namespace LabelingGen.Clarifai;

/// <summary>
/// Between Clarifai's annotations, whose coordinates are fractions of a picture's width and height, and the shapes of
/// <c>LabelingGen.Annotations</c> in pixels, which are converted into other formats from there.
/// </summary>
public static class ClarifaiShapes
{
    /// <summary>The labels of an annotation: one for each region, or one for each concept of the whole input.</summary>
    /// <param name="annotation">The annotation.</param>
    /// <param name="size">The picture's size in pixels.</param>
    /// <exception cref="InvalidDataException">A mask is no picture that can be read.</exception>
    public static IReadOnlyList<Shape.Annotation> ToShapes(Protobuf.Annotation annotation, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        return ToShapes(annotation.Data, size, annotation.Id);
    }

    /// <summary>The labels in data, of an output as well: one for each region, or one for each concept of the whole input.</summary>
    /// <param name="data">The data; null holds no label.</param>
    /// <param name="size">The picture's size in pixels.</param>
    /// <param name="id">The id that the labels get, followed by their number where there are several.</param>
    /// <exception cref="InvalidDataException">A mask is no picture that can be read.</exception>
    public static IReadOnlyList<Shape.Annotation> ToShapes(Data? data, ImageSize size, string? id = null)
    {
        if (data is null)
            return [];
        List<Shape.Annotation> found = [];
        if (data.Regions.Count == 0)
            found.AddRange(data.Concepts.Where(c => c.Value > 0).Select(c => Of(null, [c], 0)));
        foreach (Region region in data.Regions)
        {
            IShape? shape = ShapeOf(region.RegionInfo, size);
            Shape.Annotation label = Of(shape, region.Data?.Concepts ?? [], region.Value);
            found.Add(label with { Extra = ClarifaiExtras.Read(label.Extra, region.RegionInfo, shape) });
        }

        if (string.IsNullOrEmpty(id))
            return found;
        return [.. found.Select((a, i) => a with { Id = found.Count == 1 ? id
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}-{i + 1}") })];
    }

    /// <summary>The annotation of a label on an input; parts that leave the picture are cut off.</summary>
    /// <param name="label">The label, with a box, a polygon without holes, a point, a mask, or no shape for the whole input.</param>
    /// <param name="inputId">The input.</param>
    /// <param name="size">The picture's size in pixels.</param>
    /// <param name="ids">How the concepts' ids are made.</param>
    /// <exception cref="ArgumentException">The label has no name, Clarifai has no such shape, or the shape lies outside of the
    /// picture.</exception>
    public static Protobuf.Annotation FromShape(
        Shape.Annotation label, string inputId, ImageSize size, ConceptIds ids = ConceptIds.Label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (label.Labels.IsEmpty)
            throw new ArgumentException("The label has no name.", nameof(label));
        IReadOnlyList<Concept> concepts = ClarifaiExtras.ConceptsOf(label)
            ?? [.. label.Labels.Select(name => Concept.Positive(name, ids))];
        Data data = new();
        RegionInfo? where = label.Shape is null ? ClarifaiExtras.RegionOf(label)
            : ClarifaiExtras.Complete(RegionOf(label.Shape, size), label.Extra);
        if (where is null)
            data.Concepts.AddRange(concepts);
        else
        {
            data.Regions.Add(new Region
            {
                RegionInfo = where,
                Data = new Data { Concepts = { concepts } },
                Value = (float)(label.Confidence ?? 0),
            });
        }

        return new Protobuf.Annotation { InputId = Ids.Of(inputId, nameof(inputId)), Data = data };
    }

    private static Shape.Annotation Of(IShape? shape, IReadOnlyList<Concept> concepts, float regionValue)
    {
        Concept[] told = [.. concepts.Where(c => c.Value > 0)];
        float value = regionValue > 0 ? regionValue : told.Length == 0 || told[0].Value >= 1 ? 0 : told[0].Value;
        return new Shape.Annotation(shape)
        {
            Labels = [.. told.Select(ClarifaiExtras.LabelOf)],
            Confidence = value > 0 ? Widen(value) : null,
            Extra = ClarifaiExtras.Read(concepts),
        };
    }

    /// <summary>The number that was meant by the shortest decimals of a 32-bit one: 0.3, not 0.300000011920929.</summary>
    private static double Widen(float value) => double.Parse(
        value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    private static IShape? ShapeOf(RegionInfo? region, ImageSize size) => region switch
    {
        { BoundingBox: { } box } => Box.FromCorners(
            box.LeftCol * size.Width, box.TopRow * size.Height, box.RightCol * size.Width, box.BottomRow * size.Height),
        { Polygon.Points.Count: > 0 } info => new Shape.Polygon(
            [.. info.Polygon.Points.Select(p => new Shape.Point(p.Col * size.Width, p.Row * size.Height))]),
        { Mask.Image: { } image } => MaskOf(image.Base64),
        { Point: { } point } => new Shape.Point(point.Col * size.Width, point.Row * size.Height),
        _ => null,
    };

    /// <summary>Whether a box has an area once its sides are 32-bit fractions of the picture's.</summary>
    internal static bool HasArea(Box box, ImageSize size)
    {
        (float left, float top) = Fractions(box.Left, box.Top, size);
        (float right, float bottom) = Fractions(box.Right, box.Bottom, size);
        return left < right && top < bottom;
    }

    private static RegionInfo RegionOf(IShape shape, ImageSize size)
    {
        switch (shape)
        {
            case Box box:
                (float left, float top) = Fractions(box.Left, box.Top, size);
                (float right, float bottom) = Fractions(box.Right, box.Bottom, size);
                return HasArea(box, size)
                    ? new RegionInfo
                    {
                        BoundingBox = new BoundingBox
                        {
                            LeftCol = left,
                            TopRow = top,
                            RightCol = right,
                            BottomRow = bottom
                        }
                    }
                    : throw new ArgumentException($"The box {box} lies outside of the picture of {size}, or has no area.", nameof(shape));
            case Shape.Polygon { Holes.IsEmpty: true, Exterior.Count: >= 3 } polygon:
                Protobuf.Polygon outline = new();
                outline.Points.AddRange(polygon.Exterior.Select(p => PointOf(p, size)));
                return new RegionInfo { Polygon = outline };
            case Shape.Point point:
                return new RegionInfo { Point = PointOf(point, size) };
            case Shape.Mask mask when (mask.Width, mask.Height) == (size.Width, size.Height):
                return new RegionInfo { Mask = new Protobuf.Mask { Image = new Image { Base64 = PngOf(mask) } } };
            default:
                throw new ArgumentException(
                    $"Clarifai has no {shape.Kind} like this; turn it into a box, a polygon without holes or a mask of the picture's size.",
                    nameof(shape));
        }
    }

    private static Protobuf.Point PointOf(Shape.Point point, ImageSize size)
    {
        (float x, float y) = Fractions(point.X, point.Y, size);
        return new Protobuf.Point { Row = y, Col = x, Visibility = Protobuf.Point.Types.Visibility.Visible };
    }

    private static (float X, float Y) Fractions(double x, double y, ImageSize size) =>
        // A negative zero would come back as the zero that the message leaves out.
        ((float)Math.Clamp(x / size.Width, 0, 1) + 0f, (float)Math.Clamp(y / size.Height, 0, 1) + 0f);

    /// <summary>What is not black and not transparent is inside.</summary>
    private static Shape.Mask? MaskOf(ByteString file)
    {
        if (file.IsEmpty)
            return null;
        PngImage image;
        try
        {
            image = PngImage.Decode(file.Memory);
        }
        catch (PngFormatException malformed)
        {
            throw new InvalidDataException("The mask of a region is no PNG that can be read.", malformed);
        }

        byte[] rgba = new byte[image.Width * image.Height * 4];
        image.CopyRgbaTo(rgba);
        byte[] inside = new byte[image.Width * image.Height];
        for (int i = 0; i < inside.Length; i++)
            inside[i] = rgba[(4 * i) + 3] != 0 && (rgba[4 * i] | rgba[(4 * i) + 1] | rgba[(4 * i) + 2]) != 0 ? (byte)1 : (byte)0;
        return BitMask.FromPixels(image.Width, image.Height, inside).ToMask();
    }

    private static ByteString PngOf(Shape.Mask mask)
    {
        byte[] pixels = new byte[mask.Width * mask.Height];
        BitMask.FromMask(mask).CopyPixelsTo(pixels, byte.MaxValue);
        return ByteString.CopyFrom(new PngImage(mask.Width, mask.Height, PngColorType.Grey, 8, pixels).Encode());
    }
}
