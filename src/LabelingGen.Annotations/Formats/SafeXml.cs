using System.Xml;
using System.Xml.Linq;

namespace LabelingGen.Annotations.Formats;

/// <summary>Reads XML that may come from anywhere: no document type, no entity, no file or address is ever opened.</summary>
internal static class SafeXml
{
    private const int MaxDepth = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 0,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static XElement Parse(string text, string file)
    {
        try
        {
            CheckDepth(text);
            using XmlReader reader = CreateReader(text);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException error)
        {
            throw Unreadable(error, file);
        }
    }

    /// <summary>A reader over a stream, with the same limits.</summary>
    public static XmlReader CreateReader(Stream stream)
    {
        XmlReaderSettings settings = Settings.Clone();
        settings.Async = true;
        return XmlReader.Create(stream, settings);
    }

    /// <summary>A reader over a text, with the same limits.</summary>
    public static XmlReader CreateReader(string text) => XmlReader.Create(new StringReader(text), Settings);

    /// <summary>The element at hand with its attributes and nothing below it; the reader stays where it is.</summary>
    public static XElement ReadStart(XmlReader reader)
    {
        XElement element = new(reader.LocalName);
        LineOf(reader, element);
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI.Length == 0)
                element.SetAttributeValue(reader.LocalName, reader.Value);
        }

        reader.MoveToElement();
        return element;
    }

    /// <summary>Reads the element at hand with all below it and moves behind it.</summary>
    public static XElement ReadElement(XmlReader reader)
    {
        int top = reader.Depth;
        XElement root = ReadStart(reader);
        XElement current = root;
        bool isOpen = !reader.IsEmptyElement;
        while (isOpen && reader.Read())
        {
            if (reader.Depth > MaxDepth)
                throw TooDeep(reader);
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    XElement child = ReadStart(reader);
                    current.Add(child);
                    if (!reader.IsEmptyElement)
                        current = child;
                    break;
                case XmlNodeType.EndElement when reader.Depth == top:
                    isOpen = false;
                    break;
                case XmlNodeType.EndElement:
                    current = current.Parent!;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    current.Add(new XText(reader.Value));
                    break;
            }
        }

        reader.Read();
        return root;
    }

    public static AnnotationFormatException Unreadable(XmlException error, string file) =>
        new($"The XML cannot be read: {error.Message}", file, Math.Max(1, error.LineNumber), innerException: error);

    private static void LineOf(XmlReader reader, XElement element) =>
        element.AddAnnotation(new LinePlace(((IXmlLineInfo)reader).LineNumber));

    private static XmlException TooDeep(XmlReader reader) => new(
        $"Elements are nested more than {MaxDepth} deep.", null, ((IXmlLineInfo)reader).LineNumber, ((IXmlLineInfo)reader).LinePosition);

    private sealed record LinePlace(int Line);

    public static AnnotationFormatException Error(string message, string file, XObject place) => new(
        message, file, place.Annotation<LinePlace>()?.Line ?? (place is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null),
        place is XElement element
            ? string.Join('/', element.AncestorsAndSelf().Reverse().Select(static item => item.Name.LocalName)) : null);

    private static void CheckDepth(string text)
    {
        using XmlReader reader = CreateReader(text);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
                throw TooDeep(reader);
        }
    }
}
