using System.Globalization;
using System.Xml.Linq;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>A labeling configuration as the vendor's converter reads it.</summary>
public sealed class LabelStudioConfig
{
    private LabelStudioConfig(ValueList<LabelStudioControl> controls) => Controls = controls;

    /// <summary>The control tags in the order of the document.</summary>
    public ValueList<LabelStudioControl> Controls { get; }

    /// <summary>Keys of the data that control tags refer to, in the order of the tags.</summary>
    public ValueList<string> DataKeys =>
        Controls.SelectMany(static control => control.Inputs).Select(static input => input.DataKey).Distinct(StringComparer.Ordinal)
            .ToValueList();

    /// <summary>The names of the export formats that the vendor offers for this configuration, in alphabetical order.</summary>
    public ValueList<string> SupportedFormats => LabelStudioFormatRules.Find(this).Order(StringComparer.Ordinal).ToValueList();

    /// <summary>Reads a configuration. Document types, entities and external files are refused.</summary>
    /// <exception cref="AnnotationFormatException">It is not well-formed XML.</exception>
    public static LabelStudioConfig Parse(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        Dictionary<string, LabelStudioInput> inputs = new(StringComparer.Ordinal);
        Dictionary<string, LabelStudioControl> controls = new(StringComparer.Ordinal);
        Dictionary<string, List<KeyValuePair<string, ValueMap<string>>>> labels = new(StringComparer.Ordinal);
        List<string> variables = [];
        foreach (XElement tag in SafeXml.Parse(xml, "label config").DescendantsAndSelf())
        {
            if (Attribute(tag, "indexFlag") is { } flag)
                variables.Add(flag);
            string? name = Attribute(tag, "name");
            if (name is not null && Attribute(tag, "toName") is { } targets && tag.Name.LocalName != "Filter")
            {
                controls[name] = new LabelStudioControl(name, tag.Name.LocalName, targets.Split(',').ToValueList())
                {
                    Condition = FindCondition(tag),
                    Variables = variables.Where(variable => targets.Contains(variable, StringComparison.Ordinal)).ToValueList(),
                };
                labels.TryAdd(name, []);
            }
            else if (name is not null && Attribute(tag, "value") is { } value)
            {
                inputs[name] = new LabelStudioInput(tag.Name.LocalName, value.TrimStart('$'));
            }

            if (tag.Name.LocalName is "Label" or "Choice" && (Attribute(tag, "alias") ?? Attribute(tag, "value")) is { } label
                && tag.Ancestors().Select(static ancestor => Attribute(ancestor, "name"))
                    .FirstOrDefault(parent => parent is not null && controls.ContainsKey(parent)) is { } owner)
            {
                labels[owner].Add(new KeyValuePair<string, ValueMap<string>>(label, ValueMap<string>.Create(
                    tag.Attributes()
                        .Select(static attribute => new KeyValuePair<string, string>(attribute.Name.LocalName, attribute.Value)))));
            }
        }

        return new LabelStudioConfig(controls.Values.Select(control => control with
        {
            Inputs = control.ToNames.Where(inputs.ContainsKey).Select(target => inputs[target]).ToValueList(),
            Labels = ValueMap<ValueMap<string>>.Create(labels[control.Name]),
        }).ToValueList());
    }

    /// <summary>The control that a result comes from: by its name, else the repeated one whose name fits best.</summary>
    internal LabelStudioControl? Find(string fromName) => Controls.FirstOrDefault(control => control.Name == fromName)
        ?? Controls.Where(control => control.Repeats(fromName)).MaxBy(static control => control.Name.Length);

    internal bool HasControl(string type) => Controls.Any(control => control.Type == type);

    internal string DataKey() => DataKeys.IsEmpty
        ? throw new AnnotationFormatException(
            "No control tag of the labeling configuration refers to an object tag with data.", "label config")
        : DataKeys[0];

    /// <summary>
    /// Categories of the exports: labels with a <c>category</c> attribute have that number, the others follow by name on free numbers from
    /// 0. Of a label that has several numbers only the last one is taken.
    /// </summary>
    internal List<(int Id, string Name)> Categories()
    {
        List<(int Id, string Name)> categories = [];
        SortedSet<string> rest = new(CodePointOrder.Instance);
        foreach (LabelStudioControl control in Controls)
        {
            foreach ((string label, ValueMap<string> attributes) in control.Labels)
            {
                if (attributes.TryGetValue("category", out string? text)
                    && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int id))
                    categories.Add((id, label));
                else
                    rest.Add(label);
            }
        }

        rest.ExceptWith(categories.Select(static category => category.Name));
        HashSet<int> taken = [.. categories.GroupBy(static category => category.Name).Select(static same => same.Last().Id)];
        int next = 0;
        foreach (string label in rest)
        {
            while (!taken.Add(next))
                next++;
            categories.Add((next, label));
        }

        return categories;
    }

    /// <summary>Labels of the keypoint tags.</summary>
    internal string[] KeypointLabels() =>
        [.. Controls.Where(static control => control.Type == "KeyPointLabels").SelectMany(static control => control.Labels.Keys)
            .Distinct(StringComparer.Ordinal)];

    /// <summary>Keypoints in the order of their <c>model_index</c>; those without one have no place.</summary>
    internal List<string> KeypointOrder()
    {
        SortedDictionary<int, string> order = [];
        foreach (LabelStudioControl control in Controls.Where(static control => control.Type == "KeyPointLabels"))
        {
            foreach ((string label, ValueMap<string> attributes) in control.Labels)
            {
                if (attributes.TryGetValue("model_index", out string? text)
                    && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int index))
                    order.TryAdd(index, label);
            }
        }

        return [.. order.Values];
    }

    private static (string Type, string Name)? FindCondition(XElement tag)
    {
        if (Attribute(tag, "perRegion") != "true")
            return null;
        if (Attribute(tag, "whenTagName") is { } name)
            return ("tag", name);
        if (Attribute(tag, "whenLabelValue") is { } label)
            return ("label", label);
        return Attribute(tag, "whenChoiceValue") is { } choice ? ("choice", choice) : null;
    }

    /// <summary>An attribute that is there and not empty.</summary>
    private static string? Attribute(XElement tag, string name) => tag.Attribute(name)?.Value is { Length: > 0 } value ? value : null;
}
