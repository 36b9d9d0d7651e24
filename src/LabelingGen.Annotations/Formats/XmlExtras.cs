using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Elements and attributes of an XML file that the model has no property for, kept under their names: a single text as text, everything
/// else as the elements' XML.
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
        foreach ((string name, JsonText value) in extra)
        {
            if (IsName(name, known) && TextOf(value) is { } text)
                parent.Add(Elements(name, text));
        }
    }

    /// <summary>All attributes but the known ones, under their names with a prefix where elements could have them, too.</summary>
    public static ValueMap<JsonText> ReadAttributes(XElement element, string[] known, string prefix = "")
    {
        ValueMap<JsonText> extra = ValueMap<JsonText>.Empty;
        foreach (XAttribute attribute in element.Attributes())
        {
            if (!attribute.IsNamespaceDeclaration && !known.Contains(attribute.Name.LocalName))
                extra = extra.With(prefix + attribute.Name.LocalName, JsonText.From(attribute.Value));
        }

        return extra;
    }

    /// <summary>Writes those that are texts as attributes beside the known ones.</summary>
    public static void WriteAttributes(XElement element, ValueMap<JsonText> extra, string[] known, string prefix = "")
    {
        foreach ((string key, JsonText value) in extra)
        {
            if (!key.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            string name = key[prefix.Length..];
            if (name != "xmlns" && IsName(name, known) && TextOf(value) is { } text)
                element.SetAttributeValue(name, XmlText.Legal(text));
        }
    }

    public static string Xml(IEnumerable<XElement> elements) =>
        string.Concat(elements.Select(static element => element.ToString(SaveOptions.DisableFormatting)));

    /// <summary>The text that something kept is; nothing if it is something else.</summary>
    public static string? TextOf(JsonText value) =>
        value.ToElement() is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static bool IsName(string name, string[] known) => !known.Contains(name) && XmlReader.IsName(name) && !name.Contains(':');

    private static string Text(XElement[] children) => children is [{ HasElements: false, HasAttributes: false } single]
        ? single.Value : Xml(children.Select(WithoutIndent));

    private static XElement WithoutIndent(XElement element)
    {
        XElement copy = new(element);
        copy.DescendantNodes().OfType<XText>().Where(static text => string.IsNullOrWhiteSpace(text.Value) && text.Parent!.HasElements)
            .Remove();
        return copy;
    }

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
