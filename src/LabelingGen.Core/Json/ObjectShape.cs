namespace LabelingGen.Core.Json;

/// <summary>What tells one kind of JSON object from another.</summary>
/// <param name="required">Properties it must have.</param>
/// <param name="optional">Properties it may have.</param>
/// <param name="texts">Properties whose text is one of a few.</param>
public sealed class ObjectShape(string[] required, string[] optional, params FixedText[] texts)
{
    internal string[] Required { get; } = required;

    internal string[] Optional { get; } = optional;

    internal FixedText[] Texts { get; } = texts;
}

/// <summary>A property whose text is one of a few.</summary>
/// <param name="name">JSON name.</param>
/// <param name="values">The texts.</param>
public sealed class FixedText(string name, string[] values)
{
    internal string Name { get; } = name;

    internal KnownStrings Values { get; } = new(values);
}
