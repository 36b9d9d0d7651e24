using System.Text;
using System.Xml;

namespace LabelingGen.LabelStudio;

/// <summary>Tags from and to XML. Document types and entities are refused: configs come from other people's servers.</summary>
internal static class ConfigXml
{
    private const int MaxDepth = 64;
    private const int MaxCharacters = 4 * 1024 * 1024;

    public static LabelingTag Read(string text)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1024,
            MaxCharactersInDocument = MaxCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        using XmlReader reader = XmlReader.Create(new StringReader(text), settings);
        try
        {
            reader.MoveToContent();
            LabelingTag root = ReadTag(reader);
            while (reader.Read())
            {
                // What follows the root is looked at too: it must be XML.
            }

            return root;
        }
        catch (XmlException malformed)
        {
            throw new LabelingConfigException(malformed.Message, malformed.LineNumber, malformed);
        }
    }

    public static string Write(LabelingTag root)
    {
        StringBuilder text = new();
        using (XmlWriter writer = XmlWriter.Create(text,
            new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
            WriteTag(writer, root);
        return text.ToString();
    }

    public static string CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        try
        {
            return XmlConvert.VerifyNCName(name);
        }
        catch (XmlException malformed)
        {
            throw new ArgumentException($"'{name}' is no name of a tag or attribute.", nameof(name), malformed);
        }
    }

    private static LabelingTag ReadTag(XmlReader reader)
    {
        int line = reader is IXmlLineInfo info ? info.LineNumber : 0;
        if (reader.Depth >= MaxDepth)
            throw new LabelingConfigException($"Tags are nested more than {MaxDepth} deep.", line);
        string kind = reader.LocalName;
        bool isEmpty = reader.IsEmptyElement;
        List<KeyValuePair<string, string>> attributes = [];
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix.Length == 0 && reader.LocalName != "xmlns")
                attributes.Add(new(reader.LocalName, reader.Value));
        }

        List<LabelingTag> children = [];
        while (!isEmpty && reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            // Text between tags is for people; styles and markup tags have it too.
            if (reader.NodeType == XmlNodeType.Element)
                children.Add(ReadTag(reader));
        }

        return new LabelingTag(kind, attributes, children);
    }

    private static void WriteTag(XmlWriter writer, LabelingTag tag)
    {
        writer.WriteStartElement(tag.Kind);
        foreach ((string name, string value) in tag.Attributes)
            writer.WriteAttributeString(name, value);
        foreach (LabelingTag child in tag.Children)
            WriteTag(writer, child);
        writer.WriteEndElement();
    }
}
