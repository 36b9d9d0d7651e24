using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Elements of an XML file that the model has no property for, kept under their names: a single text as text, everything else as the
/// elements' XML.
/// </summary>
internal static class XmlExtras
{
    /// <summary>All children but the known ones.</summary>
    public static ValueMap<JsonText> Read(XElement parent, string[] known) => ValueMap<JsonText>.Create(parent.Elements()
        .GroupBy(static child => child.Name.LocalName).Where(group => !known.Contains(group.Key))
        .Select(static group => new KeyValuePair<string, JsonText>(group.Key, JsonText.From(Text([.. group])))));

    /// <summary>Writes those that are texts beside the known ones. Another format's members of those names have no place.</summary>
    public static void Write(XElement parent, ValueMap<JsonText> extra, string[] known)
    {
        foreach (KeyValuePair<string, JsonText> entry in extra)
        {
            if (!known.Contains(entry.Key) && XmlReader.IsName(entry.Key) && !entry.Key.Contains(':')
                && entry.Value.ToElement() is { ValueKind: JsonValueKind.String } value)
            {
                parent.Add(Elements(entry.Key, value.GetString()!));
            }
        }
    }

    private static string Text(XElement[] children) => children is [{ HasElements: false, HasAttributes: false } single]
        ? single.Value : Xml([.. children.Select(WithoutIndent)]);

    private static XElement WithoutIndent(XElement element)
    {
        XElement copy = new(element);
        copy.DescendantNodes().OfType<XText>().Where(static text => string.IsNullOrWhiteSpace(text.Value) && text.Parent!.HasElements)
            .Remove();
        return copy;
    }

    private static string Xml(XElement[] children) =>
        string.Concat(children.Select(static child => child.ToString(SaveOptions.DisableFormatting)));

    private static IEnumerable<XElement> Elements(string name, string text)
    {
        XElement plain = new(name, XmlText.Legal(text));
        if (!text.StartsWith('<'))
            return [plain];
        try
        {
            // As deep as it can come to stand in the file, whose depth is limited.
            XElement[] children = [.. SafeXml.Parse($"<a><b><c>{text}</c></b></a>", "").Element("b")!.Element("c")!.Elements()];
            return children.All(child => child.Name.LocalName == name) && Xml(children) == text ? children : [plain];
        }
        catch (AnnotationFormatException)
        {
            return [plain];
        }
    }
}
