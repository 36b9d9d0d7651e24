using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// CVAT for images 1.1: one XML file. Pixels from the top left; a box is turned clockwise about its middle; points are written
/// <c>x,y;x,y</c>; a mask is run lengths by rows within its box. Polygons have no holes.
/// </summary>
public sealed class CvatFormat : SingleFileFormat
{
    internal CvatFormat()
        : base("cvat", "CVAT for images: one XML file, pixels, turned boxes and masks")
    {
    }

    private const string EmptyEnd = " />";

    private static readonly string[] ImageAttributes = ["id", "name", "subset", "width", "height"];

    private protected override string Tail => "</annotations>\n";

    private protected override string Head(FormatContext context, ValueMap<JsonText> extra) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations>\n<version>1.1</version>\n"
            + CvatMeta.Write(context.Categories, extra) + "\n";

    private protected override bool NumbersImages => true;

    private protected override EncodedImage Encode(AnnotatedImage image, FormatContext context)
    {
        XElement root = new("image", new XAttribute("id", image.Id!), new XAttribute("name", XmlText.Legal(image.Name)));
        if (image.Subset is not null)
            root.Add(new XAttribute("subset", XmlText.Legal(image.Subset)));
        if (image.Size is { } size)
            root.Add(new XAttribute("width", size.Width), new XAttribute("height", size.Height));
        XmlExtras.WriteAttributes(root, image.Extra, ImageAttributes);
        StringBuilder text = new(root.ToString(SaveOptions.DisableFormatting));
        // The element is written as an empty one: it is opened for the shapes.
        text.Length -= EmptyEnd.Length;
        text.Append('>');
        int opened = text.Length;
        List<int> origins = [];
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            if (!CvatBoxes.TryWrite(image.Annotations[i], text))
            {
                if (CvatShapes.Write(image.Annotations[i], image.Size) is not { } element)
                    continue;
                text.Append(element.ToString(SaveOptions.DisableFormatting));
            }

            origins.Add(i);
        }

        if (text.Length == opened)
            text.Insert(opened - 1, " /");
        else
            text.Append("</image>");
        return new EncodedImage(text.Append('\n').ToString(), [.. origins]);
    }

    private protected override DetectionEncoder CreateEncoder(ValueList<Category> categories, FormatContext context) =>
        new CvatDetections(categories);

    private protected override AnnotatedImage Decode(string text, FormatContext context)
    {
        using XmlReader reader = SafeXml.CreateReader(text);
        reader.MoveToContent();
        return ReadImage(reader, "");
    }

    private protected override async Task<DatasetHead> ReadHeadAsync(
        string path, FormatOptions options, CancellationToken cancellationToken)
    {
        await foreach (XElement element in ElementsAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (element.Name.LocalName == "meta")
                return CvatMeta.Read(element);
            if (element.Name.LocalName == "image")
                break;
        }

        return new DatasetHead([]);
    }

    private protected override async IAsyncEnumerable<AnnotatedImage> ReadImagesAsync(
        string path, FormatContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (XElement element in ElementsAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (element.Name.LocalName is "image" or "track"
                && context.Options.Try(() => ReadImage(element, path, context.Options), path) is { } image)
                yield return image;
        }
    }

    private static AnnotatedImage ReadImage(XElement element, string file, FormatOptions options) =>
        ReadImage(element, file, options, size => element.Elements()
            .Select(item => options.Try(() => CvatShapes.Read(item, size, file), file)).OfType<Annotation>());

    /// <summary>Reads the image at hand without making elements of its boxes.</summary>
    private static AnnotatedImage ReadImage(XmlReader reader, string file)
    {
        int depth = reader.Depth;
        bool isEmpty = reader.IsEmptyElement;
        return ReadImage(SafeXml.ReadStart(reader), file, FormatOptions.Default, size =>
            isEmpty ? [] : ReadShapes(reader, depth, size, file));
    }

    private static IEnumerable<Annotation> ReadShapes(XmlReader reader, int depth, ImageSize? size, string file)
    {
        reader.Read();
        while (reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
                reader.Read();
            else
                yield return CvatBoxes.TryRead(reader) ?? CvatShapes.Read(SafeXml.ReadElement(reader), size, file);
        }
    }

    private static AnnotatedImage ReadImage(
        XElement element, string file, FormatOptions options, Func<ImageSize?, IEnumerable<Annotation>> read)
    {
        if (element.Name.LocalName == "track")
            throw SafeXml.Error("A track belongs to CVAT for video; only CVAT for images is read.", file, element);
        string name = element.Attribute("name")?.Value ?? throw SafeXml.Error("An image has no 'name'.", file, element);
        ImageSize? size = CvatShapes.TryInteger(element, "width") is int width and >= 0
            && CvatShapes.TryInteger(element, "height") is int height and >= 0
            ? new ImageSize(width, height)
            : PictureFiles.FindSize(name, null, file, options);
        return new AnnotatedImage(name, size, read(size).ToValueList())
        {
            Id = element.Attribute("id")?.Value,
            Subset = element.Attribute("subset")?.Value,
            Extra = XmlExtras.ReadAttributes(element, ImageAttributes),
        };
    }

    /// <summary>The children of the root, one at a time.</summary>
    private static async IAsyncEnumerable<XElement> ElementsAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FileStream file =
            new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            using XmlReader reader = SafeXml.CreateReader(file);
            if (await NextAsync(reader, path).ConfigureAwait(false) is not { } root)
                throw new AnnotationFormatException("There is no root element.", path, 1);
            if (root != "annotations")
                throw new AnnotationFormatException($"The root element is '{root}', not 'annotations'.", path, 1);
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await NextChildAsync(reader, path).ConfigureAwait(false) is not { } element)
                    yield break;
                yield return element;
            }
        }
    }

    private static async Task<string?> NextAsync(XmlReader reader, string path)
    {
        try
        {
            return await reader.MoveToContentAsync().ConfigureAwait(false) == XmlNodeType.Element ? reader.LocalName : null;
        }
        catch (XmlException error)
        {
            throw SafeXml.Unreadable(error, path);
        }
    }

    private static async Task<XElement?> NextChildAsync(XmlReader reader, string path)
    {
        try
        {
            while (reader.NodeType != XmlNodeType.Element || reader.Depth == 0)
            {
                if (!await reader.ReadAsync().ConfigureAwait(false))
                    return null;
            }

            // The subtree is small: one image; its depth is bounded while it is read.
            return SafeXml.ReadElement(reader);
        }
        catch (XmlException error)
        {
            throw SafeXml.Unreadable(error, path);
        }
    }
}
