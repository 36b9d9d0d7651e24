using System.Globalization;
using System.Text;
using System.Xml;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// The boxes of a CVAT file, which are most of its shapes, written as text and read attribute by attribute. What is not quite plain, and
/// every mistake, is left to <see cref="CvatShapes"/>.
/// </summary>
internal static class CvatBoxes
{
    /// <summary>The farthest coordinate that is read.</summary>
    public const double MaxCoordinate = 1e9;

    /// <summary>Appends a box as <see cref="CvatShapes.Write"/> would, unless it is another shape or has more than plain texts.</summary>
    public static bool TryWrite(Annotation annotation, StringBuilder text)
    {
        (Box box, double angle) = annotation.Shape switch
        {
            Box upright => (upright, 0),
            RotatedBox turned => (turned.Unrotated(), turned.AngleDegrees),
            _ => (default, double.NaN),
        };
        if (double.IsNaN(angle) || annotation.Attributes.Count > 0 || annotation.Extra.Count > 0 || !IsPlain(annotation.Label) || !IsPlain(annotation.Source)
            || !IsPlain(annotation.GroupId))
        {
            return false;
        }

        text.Append(CultureInfo.InvariantCulture,
            $"<box xtl=\"{box.Left:R}\" ytl=\"{box.Top:R}\" xbr=\"{box.Right:R}\" ybr=\"{box.Bottom:R}\"");
        if (angle != 0)
            text.Append(CultureInfo.InvariantCulture, $" rotation=\"{angle:R}\"");
        text.Append(" label=\"").Append(annotation.Label).Append('"');
        if (annotation.Source is not null)
            text.Append(" source=\"").Append(annotation.Source).Append('"');
        if (annotation.Has(AnnotationFlags.Occluded))
            text.Append(" occluded=\"1\"");
        if (annotation.ZOrder is int order)
            text.Append(CultureInfo.InvariantCulture, $" z_order=\"{order}\"");
        if (annotation.GroupId is not null)
            text.Append(" group_id=\"").Append(annotation.GroupId).Append('"');
        text.Append(" />");
        return true;
    }

    /// <summary>Reads the box at hand and moves behind it; nothing, without a move, if it is another shape or not plain.</summary>
    public static Annotation? TryRead(XmlReader reader)
    {
        if (!reader.IsEmptyElement || reader.LocalName != "box")
            return null;
        Annotation? annotation = ReadAttributes(reader);
        reader.MoveToElement();
        if (annotation is not null)
            reader.Read();
        return annotation;
    }

    private static Annotation? ReadAttributes(XmlReader reader)
    {
        (double left, double top, double right, double bottom) = (double.NaN, double.NaN, double.NaN, double.NaN);
        double angle = 0;
        string? label = null;
        string? source = null;
        string? group = null;
        bool isOccluded = false;
        int? order = null;
        while (reader.MoveToNextAttribute())
        {
            string value = reader.Value;
            switch (reader.Name)
            {
                case "xtl":
                    left = Number(value);
                    break;
                case "ytl":
                    top = Number(value);
                    break;
                case "xbr":
                    right = Number(value);
                    break;
                case "ybr":
                    bottom = Number(value);
                    break;
                case "rotation":
                    angle = Number(value);
                    break;
                case "label":
                    label = value.Length > 0 ? value : null;
                    break;
                case "source":
                    source = value;
                    break;
                case "occluded":
                    isOccluded = value == "1";
                    break;
                case "z_order":
                    order = int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int z) ? z : null;
                    break;
                case "group_id":
                    group = value;
                    break;
                default:
                    return null;
            }
        }

        if (double.IsNaN(left + top + right + bottom + angle))
            return null;
        Box box = PixelNumber.ToBox(left, top, right, bottom);
        return new Annotation(
            angle == 0 ? box : PixelNumber.ToRotatedBox(box, angle), label)
        {
            Source = source,
            Flags = isOccluded ? AnnotationFlags.Occluded : AnnotationFlags.None,
            ZOrder = order,
            GroupId = group,
        };
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Math.Abs(value) <= MaxCoordinate
            ? value : double.NaN;

    /// <summary>Whether a text stands in an attribute as it is.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExceptInRange(' ', '\uD7FF') && text.IndexOfAny("&<>\"") < 0;
}
