using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning.Types;

/// <summary>What the documentation of a property says beyond its description: default and limits, as plain text.</summary>
internal static class PropertyRemarks
{
    public static IEnumerable<string> Of(Property property)
    {
        Schema schema = property.Schema;
        if (property.ReadOnly)
            yield return "Read-only.";
        if (schema is EnumSchema { Kind: EnumValueKind.String, Values: { Count: 1 } values })
            yield return $"Always {values[0].Json}.";
        if (schema.DefaultJson is { Length: < 100 } value && value != "null")
            yield return $"Default: {value}.";
        if (Range(schema.Constraints) is { } range)
            yield return range;
        if (Length(schema.Constraints.MinLength, schema.Constraints.MaxLength, "characters") is { } length)
            yield return length;
        if (Length(schema.Constraints.MinItems, schema.Constraints.MaxItems, "items") is { } items)
            yield return items;
    }

    private static string? Range(Constraints limits) => (limits.Minimum, limits.Maximum) switch
    {
        (null, null) => null,
        ({ } minimum, null) => limits.ExclusiveMinimum ? $"More than {minimum}." : $"At least {minimum}.",
        (null, { } maximum) => limits.ExclusiveMaximum ? $"Less than {maximum}." : $"At most {maximum}.",
        ({ } minimum, { } maximum) => $"{(limits.ExclusiveMinimum ? "More than" : "From")} {minimum} to {(limits.ExclusiveMaximum ? "less than " : "")}{maximum}.",
    };

    private static string? Length(int? minimum, int? maximum, string unit) => (minimum ?? 0, maximum) switch
    {
        (0, null) => null,
        (0, { } most) => $"At most {most} {unit}.",
        ({ } least, null) => $"At least {least} {unit}.",
        ({ } least, { } most) => least == most ? $"Exactly {least} {unit}." : $"From {least} to {most} {unit}.",
    };
}
