using System.Globalization;
using Google.Protobuf;

namespace LabelingGen.Clarifai.Protobuf;

public sealed partial class Annotation
{
    /// <summary>A box around something in an input.</summary>
    /// <param name="inputId">The input.</param>
    /// <param name="label">What is in the box.</param>
    /// <param name="box">Left, top, right and bottom as fractions of the picture's width and height, 0 to 1, from its top left
    /// corner.</param>
    /// <param name="ids">How the concept's id is made.</param>
    /// <exception cref="System.ArgumentException">An id or the label is empty, or the box leaves the picture or has no area.</exception>
    public static Annotation OfBox(
        string inputId, string label, (float Left, float Top, float Right, float Bottom) box, ConceptIds ids = ConceptIds.Label)
    {
        if (!(box.Left >= 0 && box.Left < box.Right && box.Right <= 1 && box.Top >= 0 && box.Top < box.Bottom && box.Bottom <= 1))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The box ({box.Left}, {box.Top}, {box.Right}, {box.Bottom})")
                + " must lie in the picture (0 to 1) with its left before its right and its top before its bottom.",
                nameof(box));
        }

        RegionInfo where = new()
        {
            BoundingBox = new BoundingBox { LeftCol = box.Left, TopRow = box.Top, RightCol = box.Right, BottomRow = box.Bottom },
        };
        return OfRegion(inputId, label, where, ids);
    }

    /// <summary>A polygon around something in an input.</summary>
    /// <param name="inputId">The input.</param>
    /// <param name="label">What is in the polygon.</param>
    /// <param name="points">Its corners, three or more: x and y as fractions of the picture's width and height, 0 to 1.</param>
    /// <param name="ids">How the concept's id is made.</param>
    /// <exception cref="System.ArgumentException">An id or the label is empty, there are too few points, or one leaves the
    /// picture.</exception>
    public static Annotation OfPolygon(
        string inputId, string label, IReadOnlyList<(float X, float Y)> points, ConceptIds ids = ConceptIds.Label)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count < 3)
            throw new ArgumentException($"A polygon has three or more points; this one has {points.Count}.", nameof(points));
        Polygon polygon = new();
        foreach ((float x, float y) in points)
        {
            if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture, $"The point ({x}, {y}) leaves the picture; coordinates are fractions from 0 to 1."),
                    nameof(points));
            }

            polygon.Points.Add(new Point { Row = y, Col = x, Visibility = Point.Types.Visibility.Visible });
        }

        return OfRegion(inputId, label, new RegionInfo { Polygon = polygon }, ids);
    }

    /// <summary>A mask over something in an input.</summary>
    /// <param name="inputId">The input.</param>
    /// <param name="label">What is under the mask.</param>
    /// <param name="mask">A picture file (PNG) of the input's size in which what is meant is not black.</param>
    /// <param name="ids">How the concept's id is made.</param>
    /// <exception cref="System.ArgumentException">An id, the label or the mask is empty.</exception>
    public static Annotation OfMask(string inputId, string label, ReadOnlyMemory<byte> mask, ConceptIds ids = ConceptIds.Label)
    {
        if (mask.IsEmpty)
            throw new ArgumentException("The mask must not be empty.", nameof(mask));
        return OfRegion(
            inputId, label, new RegionInfo { Mask = new Mask { Image = new Image { Base64 = ByteString.CopyFrom(mask.Span) } } }, ids);
    }

    internal static Annotation OfRegion(string inputId, string label, RegionInfo where, ConceptIds ids) => new()
    {
        InputId = LabelingGen.Clarifai.Ids.Of(inputId, nameof(inputId)),
        Data = new Data
        {
            Regions = { new Region { RegionInfo = where, Data = new Data { Concepts = { Concept.Positive(label,
            ids) } } } }
        },
    };
}
