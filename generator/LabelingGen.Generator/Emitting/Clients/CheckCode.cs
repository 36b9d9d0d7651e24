using System.Globalization;
using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Planning.Types;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes checks of arguments that are made before anything is sent.</summary>
internal static class CheckCode
{
    /// <summary>Refuses a required value that is not there.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="expression">Where it is in C#.</param>
    /// <param name="name">The parameter to blame; <see langword="null"/> = the expression itself.</param>
    public static void Presence(CodeWriter code, ValuePlan value, string expression, string? name = null)
    {
        if (!value.Required || value.Type.IsValueType)
            return;
        string blame = name is null ? "" : $", {name}";
        code.Line(value.Target == ValueTarget.Path && value.Type.Kind == TypeKind.String
            ? $"{ArgumentExceptionType}.ThrowIfNullOrEmpty({expression}{blame});"
            : $"{ArgumentNullExceptionType}.ThrowIfNull({expression}{blame});");
    }

    /// <summary>Refuses a value outside the limits the spec states.</summary>
    public static void Limits(CodeWriter code, ValuePlan value, string expression, string name)
    {
        if (Range(value, expression) is not ({ } condition, { } text))
            return;
        code.Line($"if ({condition})");
        code.Indented($"throw new {ArgumentOutOfRangeExceptionType}({name}, {StringLiteral.Of(text)});");
    }

    /// <summary>Refuses values that exclude one another.</summary>
    public static void Exclusions(
        CodeWriter code, IReadOnlyList<ValuePlan> values, Func<ValuePlan, string> expression, Func<ValuePlan, string> name)
    {
        foreach (ValuePlan value in values.Where(value => value is { NotWith: not null, Type.IsValueType: false } or { NotWith: not null, Required: false }))
        {
            if (values.FirstOrDefault(other => other.WireName == value.NotWith) is not { } other)
                continue;
            code.Line($"if ({expression(value)} is not null && {expression(other)} is not null)");
            string text = $"'{value.WireName}' and '{other.WireName}' cannot be given together.";
            code.Indented($"throw new {ArgumentExceptionType}({StringLiteral.Of(text)}, {name(value)});");
        }
    }

    private static (string Condition, string Text)? Range(ValuePlan value, string expression) => value.Type.Kind switch
    {
        TypeKind.Int32 or TypeKind.Int64 or TypeKind.Double or TypeKind.Single or TypeKind.Decimal => Number(value, expression),
        TypeKind.String => Length(value.Limits.MinLength, value.Limits.MaxLength, expression + (value.Required ? ".Length" : "?.Length"), "characters", value),
        TypeKind.List => Length(value.Limits.MinItems, value.Limits.MaxItems, expression + (value.Required ? ".Count" : "?.Count"), "items", value),
        _ => null,
    };

    private static (string, string)? Number(ValuePlan value, string expression)
    {
        string? minimum = Literal(value.Limits.Minimum, value.Type.Kind);
        string? maximum = Literal(value.Limits.Maximum, value.Type.Kind);
        List<string> patterns = new();
        List<string> words = new();
        if (minimum is not null)
        {
            patterns.Add((value.Limits.ExclusiveMinimum ? "<= " : "< ") + minimum);
            words.Add((value.Limits.ExclusiveMinimum ? "more than " : "at least ") + value.Limits.Minimum);
        }

        if (maximum is not null)
        {
            patterns.Add((value.Limits.ExclusiveMaximum ? ">= " : "> ") + maximum);
            words.Add((value.Limits.ExclusiveMaximum ? "less than " : "at most ") + value.Limits.Maximum);
        }

        return patterns.Count == 0
            ? null
            : ($"{expression} is {string.Join(" or ", patterns)}", $"'{value.WireName}' must be {string.Join(" and ", words)}.");
    }

    private static (string, string)? Length(int? least, int? most, string expression, string unit, ValuePlan value)
    {
        List<string> patterns = new();
        List<string> words = new();
        // A path parameter is not empty anyway.
        if (least > (value.Target == ValueTarget.Path ? 1 : 0))
        {
            patterns.Add("< " + Text(least.Value));
            words.Add("at least " + Text(least.Value));
        }

        if (most is not null)
        {
            patterns.Add("> " + Text(most.Value));
            words.Add("at most " + Text(most.Value));
        }

        return patterns.Count == 0
            ? null
            : ($"{expression} is {string.Join(" or ", patterns)}", $"'{value.WireName}' must have {string.Join(" and ", words)} {unit}.");
    }

    /// <summary>The limit as a constant of the type; none where it would not fit, for then every value is allowed.</summary>
    private static string? Literal(string? json, TypeKind kind)
    {
        if (json is null)
            return null;
        switch (kind)
        {
            case TypeKind.Int32 or TypeKind.Int64:
                if (!decimal.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal whole) || whole != decimal.Truncate(whole))
                    return null;
                bool fits = kind == TypeKind.Int32 ? whole is > int.MinValue and < int.MaxValue : whole is > long.MinValue and < long.MaxValue;
                return fits ? whole.ToString("0", CultureInfo.InvariantCulture) + (kind == TypeKind.Int64 && whole is > int.MaxValue or < int.MinValue ? "L" : "") : null;
            case TypeKind.Decimal:
                return decimal.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
                    ? number.ToString(CultureInfo.InvariantCulture) + "m"
                    : null;
            default:
                return double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && !double.IsInfinity(real)
                    ? real.ToString("R", CultureInfo.InvariantCulture) + (kind == TypeKind.Single ? "f" : "d")
                    : null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
