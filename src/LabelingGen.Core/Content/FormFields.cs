using System.Collections;

namespace LabelingGen.Core;

/// <summary>The fields of an <c>application/x-www-form-urlencoded</c> body in order; null values are left out.</summary>
public sealed class FormFields : IEnumerable<KeyValuePair<string, ParameterValue>>
{
    private readonly List<KeyValuePair<string, ParameterValue>> _fields = [];

    /// <summary>The number of fields.</summary>
    public int Count => _fields.Count;

    /// <summary>Adds a field.</summary>
    public FormFields Add(string name, ParameterValue? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (value is { Text: not null } present)
            _fields.Add(KeyValuePair.Create(name, present));
        return this;
    }

    /// <summary>Adds a field that holds several values: one field for each, or one for all.</summary>
    /// <exception cref="ArgumentException">One of the values is null.</exception>
    public FormFields Add(string name, IEnumerable<ParameterValue>? values, ParameterStyle style = ParameterStyle.Form, bool explode = true)
    {
        if (values is null)
            return this;
        List<string> texts = ParameterText.Required(name, values);
        if (!explode || style is not (ParameterStyle.Form or ParameterStyle.DeepObject))
            return texts.Count > 0 ? Add(name, string.Join(Separator(style), texts)) : this;
        foreach (string text in texts)
            Add(name, text);
        return this;
    }

    /// <summary>Adds a field that is an object.</summary>
    public FormFields Add(
        string name, IEnumerable<KeyValuePair<string, ParameterValue>>? members, ParameterStyle style = ParameterStyle.Form,
            bool explode = true)
    {
        if (members is null)
            return this;
        List<string> joined = [];
        foreach ((string key, ParameterValue value) in members)
        {
            if (style == ParameterStyle.DeepObject)
                Add($"{name}[{key}]", value);
            else if (explode)
                Add(key, value);
            else if (value.Text is { } text)
                joined.AddRange([key, text]);
        }

        return joined.Count == 0 ? this : Add(name, string.Join(Separator(style), joined));
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, ParameterValue>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Separator(ParameterStyle style) => style switch
    {
        ParameterStyle.SpaceDelimited => " ",
        ParameterStyle.TabDelimited => "\t",
        ParameterStyle.PipeDelimited => "|",
        _ => ",",
    };
}
