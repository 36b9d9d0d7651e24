using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Pascal VOC detection: <c>Annotations/NAME.xml</c> a picture, whose file name stands in it without folders. Corners are read and written
/// as <see cref="FormatOptions.VocConvention"/> says: most files of today count from 0, the development kit counts from 1 with an inclusive
/// maximum. Fractions are kept.
/// </summary>
public sealed partial class PascalVocFormat : SidecarFormat
{
    private static readonly string[] ImageElements = ["filename", "path", "size", "object"];
    private static readonly string[] FlagElements = ["truncated", "difficult", "occluded"];
    private static readonly string[] ObjectElements = ["name", "pose", .. FlagElements, "bndbox"];

    // Of the attributes of the root, LabelImg knows 'verified'.
    private const string AttributePrefix = "@";
    private const string Depth = "depth";
    private const string UsualDepth = "3";

    internal PascalVocFormat()
        : base("voc", "Pascal VOC detection: an XML file a picture, boxes by their corners", ".xml")
    {
    }

    private protected override string LabelsFolder => "Annotations";

    private protected override string PicturesFolder => "JPEGImages";

    /// <inheritdoc />
    public override string? ConventionOf(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.VocConvention switch
        {
            VocConvention.Devkit => "corners count from 1 with an inclusive maximum",
            VocConvention.ZeroBased => "corners count from 0 with an exclusive maximum",
            _ => "corners count from 0 with an exclusive maximum, in files of VOC2007 to VOC2012 from 1 with an inclusive one",
        };
    }

    private protected override EncodedImage Encode(AnnotatedImage image, FormatContext context)
    {
        XElement root = new("annotation", new XElement("filename", XmlText.Legal(PictureName.Last(image.Name))));
        if (image.Location is not null)
            root.Add(new XElement("path", XmlText.Legal(image.Location)));
        if (image.Size is { } size)
            root.Add(new XElement("size", new XElement("width", size.Width), new XElement("height", size.Height),
                new XElement(Depth, DepthOf(image))));
        XmlExtras.WriteAttributes(root, image.Extra, [], AttributePrefix);
        XmlExtras.Write(root, image.Extra, [.. ImageElements, Depth]);
        double shift = ShiftOf(root, context.Options);
        List<int> origins = [];
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            Annotation annotation = image.Annotations[i];
            if (annotation.BoundingBox is not { } box || annotation.Shape is null && annotation.StoredBox is null)
                continue;
            XElement item = new("object", new XElement("name", XmlText.Legal(annotation.Label ?? "")));
            if (annotation.Attributes.TryGetValue("pose", out AttributeValue pose) && pose.Kind == AttributeKind.Text)
                item.Add(new XElement("pose", XmlText.Legal(pose.AsText())));
            AddFlag(item, "truncated", annotation.Has(AnnotationFlags.Truncated));
            AddFlag(item, "difficult", annotation.Has(AnnotationFlags.Difficult));
            AddFlag(item, "occluded", annotation.Has(AnnotationFlags.Occluded));
            item.Add(new XElement(
                "bndbox",
                new XElement("xmin", Number(box.Left + shift, context)),
                new XElement("ymin", Number(box.Top + shift, context)),
                new XElement("xmax", Number(box.Right, context)),
                new XElement("ymax", Number(box.Bottom, context))));
            XmlExtras.Write(item, annotation.Extra, ObjectElements);
            root.Add(item);
            origins.Add(i);
        }

        StringBuilder text = new();
        using (XmlWriter writer =
            XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
            root.Save(writer);
        return new EncodedImage(text.Append('\n').ToString(), [.. origins]);
    }

    private protected override AnnotatedImage Decode(string text, string file, string stem, FormatContext context)
    {
        XElement root = SafeXml.Parse(text, file);
        if (root.Name.LocalName != "annotation")
            throw SafeXml.Error($"The root element is '{root.Name.LocalName}', not 'annotation'.", file, root);
        double shift = ShiftOf(root, context.Options);
        ImageSize? size = null;
        if (root.Element("size") is { } sizes)
        {
            (double width, double height) = (Number(sizes, "width", file), Number(sizes, "height", file));
            if (width is >= 1 and <= int.MaxValue && height is >= 1 and <= int.MaxValue)
                size = new ImageSize((int)width, (int)height);
        }

        List<Annotation> annotations = [];
        foreach (XElement item in root.Elements("object"))
        {
            if (context.Options.Try(() => ReadObject(item, shift, file), file) is { } annotation)
                annotations.Add(annotation);
        }

        string name = root.Element("filename")?.Value is { Length: > 0 } written
            ? PictureName.Beside(stem, PictureName.Last(written)) : context.ImageName ?? stem;
        return new AnnotatedImage(name, size ?? context.Size, annotations.ToValueList())
        {
            Location = root.Element("path")?.Value,
            Extra = ReadExtra(root),
        };
    }

    /// <summary>What the corners of the first pixel are counted from.</summary>
    private static double ShiftOf(XElement root, FormatOptions options)
    {
        bool isDevkit = options.VocConvention is { } stated ? stated == VocConvention.Devkit
            : DevkitFolder().IsMatch(root.Element("folder")?.Value ?? "") || DevkitPicture().IsMatch(root.Element("filename")?.Value ?? "");
        return isDevkit ? 1 : 0;
    }

    [GeneratedRegex(@"^VOC20(0[7-9]|1[0-2])\z")]
    private static partial Regex DevkitFolder();

    [GeneratedRegex(@"^20(0[7-9]|1[0-2])_[0-9]{6}\.jpg\z")]
    private static partial Regex DevkitPicture();

    private static string DepthOf(AnnotatedImage image) =>
        image.Extra.TryGetValue(Depth, out JsonText depth) && XmlExtras.TextOf(depth) is { } text ? XmlText.Legal(text) : UsualDepth;

    private static ValueMap<JsonText> ReadExtra(XElement root)
    {
        ValueMap<JsonText> extra = ValueMap<JsonText>.Create(
            [.. XmlExtras.ReadAttributes(root, [], AttributePrefix), .. XmlExtras.Read(root, ImageElements)]);
        return root.Element("size")?.Element(Depth)?.Value is { } depth && depth != UsualDepth
            ? extra.With(Depth, JsonText.From(depth)) : extra;
    }

    private static Annotation ReadObject(XElement item, double shift, string file)
    {
        XElement corners = item.Element("bndbox") ?? throw SafeXml.Error("An object has no 'bndbox'.", file, item);
        double left = Number(corners, "xmin", file) - shift;
        double top = Number(corners, "ymin", file) - shift;
        double right = Number(corners, "xmax", file);
        double bottom = Number(corners, "ymax", file);
        string? label = item.Element("name")?.Value;
        return new Annotation(PixelNumber.ToBox(left, top, right, bottom), string.IsNullOrEmpty(label) ? null : label)
        {
            Flags = Flag(item, "truncated", AnnotationFlags.Truncated) | Flag(item, "difficult", AnnotationFlags.Difficult)
                | Flag(item, "occluded", AnnotationFlags.Occluded),
            Attributes = item.Element("pose") is { } pose
                ? ValueMap<AttributeValue>.Empty.With("pose", pose.Value)
                : ValueMap<AttributeValue>.Empty,
            Extra = XmlExtras.Read(item, [.. ObjectElements.Where(name => !FlagElements.Contains(name) || IsFlag(item, name))]),
        };
    }

    private static void AddFlag(XElement item, string name, bool value)
    {
        if (value)
            item.Add(new XElement(name, 1));
    }

    /// <summary>Whether a flag says yes or no; some programs write how much is hidden.</summary>
    private static bool IsFlag(XElement item, string name) =>
        item.Element(name)?.Value.Trim() is null or "" or "0" or "1" or "true" or "false";

    private static AnnotationFlags Flag(XElement item, string name, AnnotationFlags flag) =>
        item.Element(name)?.Value.Trim() is "1" or "true" ? flag : AnnotationFlags.None;

    private static double Number(XElement parent, string name, string file)
    {
        XElement element = parent.Element(name) ?? throw SafeXml.Error($"There is no '{name}'.", file, parent);
        return double.TryParse(element.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Math.Abs(value) <= 1e9
            ? value
            : throw SafeXml.Error($"'{element.Value}' is not a number of pixels.", file, element);
    }

    private static string Number(double value, FormatContext context) => context.Options.Digits is int digits
        ? value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : PlainNumber.Shortest(value);
}
