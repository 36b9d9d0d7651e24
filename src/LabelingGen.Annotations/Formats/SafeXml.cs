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
            using XmlReader reader = XmlReader.Create(new StringReader(text), Settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException error)
        {
            throw new AnnotationFormatException($"The XML cannot be read: {error.Message}", file, error.LineNumber, innerException: error);
        }
    }

    public static AnnotationFormatException Error(string message, string file, XObject place) => new(
        message, file, place is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null,
        place is XElement element ? string.Join('/', element.AncestorsAndSelf().Reverse().Select(static item => item.Name.LocalName)) : null);

    private static void CheckDepth(string text)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(text), Settings);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
                throw new XmlException($"Elements are nested more than {MaxDepth} deep.", null, ((IXmlLineInfo)reader).LineNumber, ((IXmlLineInfo)reader).LinePosition);
        }
    }
}
