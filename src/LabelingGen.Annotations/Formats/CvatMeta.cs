using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// What a CVAT file says before its images: the labels with their attributes, and the task that they were made in, which is kept as it
/// stands with an empty list in the place of the labels.
/// </summary>
internal static class CvatMeta
{
    private const string Key = "meta";
    // How deep the labels may stand, so that what is below them stays within the depth that is read.
    private const int MaxLabelsDepth = 16;

    private static readonly string[] LabelElements = ["name", "color", "attributes"];
    private static readonly string[] AttributeElements = ["name", "mutable", "input_type", "default_value", "values"];

    /// <summary>Writes the element with these labels.</summary>
    public static string Write(IReadOnlyList<Category> categories, ValueMap<JsonText> extra)
    {
        XElement meta = extra.TryGetValue(Key, out JsonText kept) ? TryParse(kept) ?? Empty() : Empty();
        meta.Descendants("labels").First().Add(categories.Select(Label));
        return Text(meta);
    }

    /// <summary>Reads the element.</summary>
    public static DatasetHead Read(XElement meta)
    {
        XElement[] lists = [.. meta.Descendants("labels")];
        List<Category> categories = [];
        foreach (XElement label in lists.Elements("label"))
        {
            if (ReadLabel(label) is { } category && !categories.Contains(category))
                categories.Add(category);
        }

        foreach (XElement list in lists.Skip(1))
            list.Remove();
        if (lists is [var first, ..])
            first.ReplaceWith(new XElement("labels"));
        else
            (meta.Elements().FirstOrDefault() ?? meta).Add(new XElement("labels"));
        string text = Text(meta);
        return new DatasetHead(categories)
        {
            Extra = text == Text(Empty())
                ? ValueMap<JsonText>.Empty : ValueMap<JsonText>.Empty.With(Key, JsonText.From(text)),
        };
    }

    private static XElement Empty() => new(Key, new XElement("task", new XElement("labels")));

    /// <summary>An element that is read back as it is written; nothing if another format's text has that name.</summary>
    private static XElement? TryParse(JsonText kept)
    {
        if (kept.ToElement() is not { ValueKind: JsonValueKind.String } value)
            return null;
        try
        {
            using XmlReader reader = SafeXml.CreateReader(value.GetString()!);
            reader.MoveToContent();
            XElement meta = SafeXml.ReadElement(reader);
            return meta.Name == Key && Text(meta) == value.GetString()
                && meta.Descendants("labels").ToArray() is [{ IsEmpty: true, HasAttributes: false } labels]
                && labels.Ancestors().Count() <= MaxLabelsDepth ? meta : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static XElement Label(Category category)
    {
        XElement label = new("label", new XElement("name", XmlText.Legal(category.Name)));
        if (category.Color is not null)
            label.Add(new XElement("color", XmlText.Legal(category.Color)));
        XmlExtras.Write(label, category.Extra, LabelElements);
        if (!category.Attributes.IsEmpty)
            label.Add(new XElement("attributes", category.Attributes.Select(Attribute)));
        return label;
    }

    private static XElement Attribute(AttributeDefinition definition)
    {
        XElement attribute = new("attribute", new XElement("name", XmlText.Legal(definition.Name)),
            new XElement("mutable", definition.IsMutable ? "True" : "False"));
        if (definition.InputType is not null)
            attribute.Add(new XElement("input_type", XmlText.Legal(definition.InputType)));
        if (definition.DefaultValue is { } value)
            attribute.Add(new XElement("default_value", XmlText.Legal(value.ToString())));
        if (!definition.Values.IsEmpty)
            attribute.Add(new XElement("values", XmlText.Legal(string.Join('\n', definition.Values))));
        XmlExtras.Write(attribute, definition.Extra, AttributeElements);
        return attribute;
    }

    private static Category? ReadLabel(XElement label) => label.Element("name")?.Value is not { Length: > 0 } name ? null
        : new Category(name)
        {
            Color = label.Element("color")?.Value,
            Attributes = label.Elements("attributes").Elements("attribute").Select(ReadAttribute).ToValueList(),
            Extra = XmlExtras.Read(label, LabelElements),
        };

    private static AttributeDefinition ReadAttribute(XElement attribute) => new(attribute.Element("name")?.Value ?? "")
    {
        InputType = attribute.Element("input_type")?.Value,
        DefaultValue = attribute.Element("default_value") is { } value ? AttributeValue.From(value.Value) : default(AttributeValue?),
        IsMutable = string.Equals(attribute.Element("mutable")?.Value, "true", StringComparison.OrdinalIgnoreCase),
        Values = attribute.Element("values")?.Value is { Length: > 0 } values ? values.Split('\n').ToValueList() : default,
        Extra = XmlExtras.Read(attribute, AttributeElements),
    };

    private static string Text(XElement element) => element.ToString(SaveOptions.DisableFormatting);
}
