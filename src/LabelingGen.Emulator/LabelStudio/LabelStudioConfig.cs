using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace LabelingGen.Emulator;

/// <summary>What the server knows of a labeling config: the data it shows and the tags that label.</summary>
internal sealed class LabelStudioConfig
{
    private static readonly string[] ObjectKinds =
        ["Text", "HyperText", "Image", "Audio", "AudioPlus", "Video", "TimeSeries", "Paragraphs", "List", "Table", "Chat", "Pdf"];

    private LabelStudioConfig(XElement root)
    {
        Objects = [.. root.Descendants().Where(tag => ObjectKinds.Contains(tag.Name.LocalName) && tag.Attribute("toName") is null)];
        Controls = [.. root.Descendants().Where(tag => tag.Attribute("toName") is not null && tag.Attribute("name") is not null)];
    }

    /// <summary>The tags that show data.</summary>
    public IReadOnlyList<XElement> Objects { get; }

    /// <summary>The tags that label.</summary>
    public IReadOnlyList<XElement> Controls { get; }

    /// <summary>The keys a task's data must have.</summary>
    public IReadOnlyList<string> DataKeys => [.. Objects.Select(Key).OfType<string>().Distinct()];

    /// <summary>Reads a config.</summary>
    /// <exception cref="VendorErrorException">It is no XML, or a tag labels what is not there.</exception>
    public static LabelStudioConfig Parse(string? xml, string field = "label_config")
    {
        try
        {
            XmlReaderSettings settings = new()
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = 4 << 20
            };
            using XmlReader reader = XmlReader.Create(new StringReader(string.IsNullOrWhiteSpace(xml) ? "<View></View>" : xml), settings);
            LabelStudioConfig config = new(XElement.Load(reader));
            HashSet<string> names = [.. config.Objects.Select(tag => tag.Attribute("name")?.Value).OfType<string>()];
            foreach (XElement control in config.Controls)
            {
                foreach (string target in Targets(control).Where(target => !names.Contains(target)))
                    throw new VendorErrorException(400, $"toName=\"{target}\" not found in names: {string.Join(", ", names)}", field);
            }

            return config;
        }
        catch (XmlException malformed)
        {
            throw new VendorErrorException(400, "Unable to parse label config: " + malformed.Message, field);
        }
    }

    /// <summary>Project.parsed_label_config.</summary>
    public JsonObject ToJson()
    {
        JsonObject parsed = [];
        foreach (XElement control in Controls)
        {
            List<string> targets = Targets(control);
            IEnumerable<XElement> shown = Objects.Where(tag => targets.Contains(tag.Attribute("name")?.Value ?? ""));
            JsonObject attributes = [];
            foreach (XElement label in Labels(control))
            {
                JsonObject own = [];
                foreach (XAttribute attribute in label.Attributes())
                    own[attribute.Name.LocalName] = attribute.Value;
                attributes[LabelOf(label)] = own;
            }

            parsed[control.Attribute("name")!.Value] = new JsonObject
            {
                ["type"] = control.Name.LocalName,
                ["to_name"] = targets.ToJson(),
                ["inputs"] = shown.Select(tag =>
                    (JsonNode?)new JsonObject { ["type"] = tag.Name.LocalName, ["valueType"] = null, ["value"] = Key(tag) }).ToJson(),
                ["labels"] = Labels(control).Select(LabelOf).ToJson(),
                ["labels_attrs"] = attributes,
            };
        }

        return parsed;
    }

    /// <summary>Refuses data that lacks what the config shows.</summary>
    public void CheckData(JsonObject data)
    {
        foreach (string key in DataKeys)
        {
            if (!Holds(data, key))
                throw new VendorErrorException(400, $"\"{key}\" key is expected in task data", "non_field_errors");
        }
    }

    public static string? Key(XElement tag) =>
        (tag.Attribute("value") ?? tag.Attribute("valueList"))?.Value is ['$', .. var key] ? key : null;

    public static List<string> Targets(XElement control) =>
        [.. control.Attribute("toName")!.Value.Split(',', StringSplitOptions.TrimEntries)];

    public static IEnumerable<XElement> Labels(XElement control) =>
        control.Descendants().Where(tag => tag.Name.LocalName is "Label" or "Choice");

    public static string LabelOf(XElement label) => (label.Attribute("alias") ?? label.Attribute("value"))?.Value ?? "";

    private static bool Holds(JsonObject data, string key)
    {
        JsonNode? node = data;
        if (data.ContainsKey(key))
            return true;
        foreach (string part in key.Split('.'))
        {
            if (node is not JsonObject level || !level.TryGetPropertyValue(part, out node))
                return false;
        }

        return true;
    }
}
