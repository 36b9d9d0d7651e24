using System.Globalization;
using System.Text.Json;
using LabelingGen.Testing;

namespace LabelingGen.Annotations.Tests.Compatibility;

/// <summary>
/// The recorded converter cases: those beside the repository, or those of the folder that <c>LABELINGGEN_CASES</c> names.
/// </summary>
internal static class CaseFolder
{
    public const string WhyAbsent = "There are no recorded cases beside the repository, and LABELINGGEN_CASES names no folder.";

    public static string? Find(string vendor)
    {
        string? root = Environment.GetEnvironmentVariable("LABELINGGEN_CASES") is { Length: > 0 } other
            ? other : RepositoryPaths.InShared("cases");
        return root is null ? null : Path.Combine(root, vendor);
    }

    /// <summary>
    /// Compares JSON as values. Numbers may differ by rounding in the last digits; <c>&lt;volatile&gt;</c> stands for anything.
    /// </summary>
    public static void ShouldBeJson(JsonElement actual, JsonElement expected, string place)
    {
        if (expected.ValueKind == JsonValueKind.String && expected.GetString()!.StartsWith('<') && expected.GetString()!.EndsWith('>'))
            return;
        actual.ValueKind.ShouldBe(expected.ValueKind, $"{place}: {actual.GetRawText()}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                actual.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)
                    .ShouldBe(expected.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal), place);
                foreach (JsonProperty member in expected.EnumerateObject())
                    ShouldBeJson(actual.GetProperty(member.Name), member.Value, $"{place}.{member.Name}");
                break;
            case JsonValueKind.Array:
                actual.GetArrayLength().ShouldBe(expected.GetArrayLength(), $"{place}: {actual.GetRawText()}");
                for (int i = 0; i < expected.GetArrayLength(); i++)
                    ShouldBeJson(actual[i], expected[i], $"{place}[{i.ToString(CultureInfo.InvariantCulture)}]");
                break;
            case JsonValueKind.Number:
                double value = expected.GetDouble();
                actual.GetDouble().ShouldBe(value, 1e-12 * Math.Max(1, Math.Abs(value)), place);
                break;
            case JsonValueKind.String:
                actual.GetString().ShouldBe(expected.GetString(), place);
                break;
        }
    }
}
