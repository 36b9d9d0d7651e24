using System.Globalization;
using System.Numerics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>Whether the limits of a whole number lie within what its format can hold.</summary>
internal static class NumberRange
{
    /// <summary>The largest int64 as a double prints it: generators written in JavaScript state it so and mean int64.</summary>
    private static readonly BigInteger RoundedInt64 = BigInteger.Parse("9223372036854776000", CultureInfo.InvariantCulture);

    /// <summary>The stated kind, or a wider one where a limit does not fit it.</summary>
    public static PrimitiveKind Widen(PrimitiveKind kind, SchemaParts parts)
    {
        foreach (string keyword in new[] { "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" })
        {
            if (parts.Get(keyword)?.Scalar is not { Kind: ScalarKind.Integer } scalar || !BigInteger.TryParse(
                SpecJson.JsonNumber(scalar.Text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger limit))
                continue;
            if (kind == PrimitiveKind.Int32 && (limit < int.MinValue || limit > int.MaxValue))
                kind = PrimitiveKind.Int64;
            if (kind == PrimitiveKind.Int64 && BigInteger.Abs(limit) > RoundedInt64)
                return PrimitiveKind.Integer;
        }

        return kind;
    }
}
