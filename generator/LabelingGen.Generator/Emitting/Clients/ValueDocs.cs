using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>The documentation of a value: what the spec says of it, its default, its limits.</summary>
internal static class ValueDocs
{
    /// <summary>Escaped XML in one line.</summary>
    public static string Text(ValuePlan value)
    {
        string text = value.Description is { } description ? DocText.Inline(description) : "";
        if (text.Length == 0)
            text = $"Value of <c>{DocText.Inline(value.WireName)}</c>.";
        else if (".!?".IndexOf(text[text.Length - 1]) < 0)
            text += ".";
        if (value.Deprecated)
            text = "Deprecated. " + text;
        if (value.Default is { Length: < 60 } byDefault && byDefault != "null" && text.IndexOf("default", StringComparison.OrdinalIgnoreCase) < 0)
            text += $" Default: <c>{DocText.Inline(Unquoted(byDefault))}</c>.";
        return text + Limits(value);
    }

    private static string Limits(ValuePlan value)
    {
        (string? least, string? most, string unit) = value.Type.Kind switch
        {
            TypeKind.List => (Text(value.Limits.MinItems), Text(value.Limits.MaxItems), " items"),
            TypeKind.String => (Text(value.Limits.MinLength), Text(value.Limits.MaxLength), " characters"),
            TypeKind.Int32 or TypeKind.Int64 or TypeKind.Double or TypeKind.Single or TypeKind.Decimal => (value.Limits.Minimum, value.Limits.Maximum, ""),
            _ => (null, null, ""),
        };
        return (least, most) switch
        {
            (null or "0", null) => "",
            (null or "0", { } maximum) => $" At most {DocText.Inline(maximum)}{unit}.",
            ({ } minimum, null) => $" At least {DocText.Inline(minimum)}{unit}.",
            var (minimum, maximum) => $" {DocText.Inline(minimum)} to {DocText.Inline(maximum)}{unit}.",
        };
    }

    private static string? Text(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Unquoted(string json) => json.Length > 1 && json[0] == '"' ? json.Substring(1, json.Length - 2) : json;
}
