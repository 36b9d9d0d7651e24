using System.Globalization;
using System.Text;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>Documents made to exhaust a reader: by depth, by what they expand to, by going round in circles, by their size.</summary>
internal static class Bombs
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "flow lists", "flow mappings", "block mappings", "json objects", "nested schemas", "alias laughs", "merge laughs", "allOf chain",
        "allOf pyramid",
        "reference circle", "reference chain", "union pyramid", "deep pointer", "wide mapping", "million lines", "fifty megabytes",
        "long key",
        "property cross product",
    ];

    public static string Text(string bomb) => bomb switch
    {
        "flow lists" => Head + "x-a: " + Repeat("[", 100_000),
        "flow mappings" => Head + "x-a: " + Repeat("{a: ", 100_000),
        "block mappings" => Head + string.Concat(Enumerable.Range(0, 3_000).Select(i => new string(' ', i) + "a:\n")),
        "json objects" => "{\"openapi\":\"3.1.0\",\"info\":" + Repeat("{\"a\":", 100_000) + "1" + Repeat("}", 100_000) + "}",
        "nested schemas" => Head + "paths: {}\ncomponents: {schemas: {A: " + Repeat("{properties: {a: ", 90) + "{}" + Repeat("}}", 90)
            + "}}",
        "alias laughs" => Laughs("[*a{0},*a{0},*a{0},*a{0},*a{0},*a{0},*a{0},*a{0},*a{0}]"),
        "merge laughs" => Laughs("{{a: *a{0}, b: *a{0}, c: *a{0}, d: *a{0}, e: *a{0}, f: *a{0}}}"),
        "allOf chain" => Schemas(2_000, i => $"{{allOf: [{{$ref: '#/components/schemas/S{i + 1}'}}]}}"),
        "allOf pyramid" => Schemas(60, i => $"{{allOf: [{Ref(i + 1)}, {Ref(i + 1)}, {{properties: {{p{i}: {Ref(i + 1)}}}}}]}}")
            + "\npathz: 1",
        "reference circle" => Schemas(50, i => i == 50 ? Ref(0) : Ref(i + 1)),
        "reference chain" => Schemas(500, i => Ref(i + 1)),
        "union pyramid" => Schemas(60, i =>
            $"{{properties: {{a: {{type: string}}}}, oneOf: [{Ref(i + 1)}, {Ref(i + 1)}], anyOf: [{Ref(i + 1)}, {Ref(i + 2)}]}}"),
        "deep pointer" => Head + "paths: {}\ncomponents: {schemas: {A: {$ref: '#" + Repeat("/a", 50_000) + "'}}}",
        "wide mapping" => Head + "paths: {}\nx-a:\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"  k{i % 99_999}: 1\n")),
        "million lines" => Head + "paths: {}\nx-a:\n" + Repeat("  - a\n", 1_000_000) + "x-b: [",
        "fifty megabytes" => Head + "x-a: " + new string('a', 50_000_000),
        "long key" => Head + "? " + new string('k', 2_000_000) + "\n: 1\npaths: [",
        _ => Schemas(
            40, i => $"{{allOf: [{Ref(i + 1)}, {{properties: {{x: {{allOf: [{Ref(i + 1)}, {{properties: {{y: {Ref(i + 1)}}}}}]}}}}}}]}}")
            + "\npathz: 1",
    };

    private const string Head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Ref(int i) => $"{{$ref: '#/components/schemas/S{i}'}}";

    private static string Schemas(int count, Func<int, string> schema) =>
        Head + "paths: {}\ncomponents:\n  schemas:\n"
            + string.Concat(Enumerable.Range(0, count + 1).Select(i => $"    S{i}: {schema(i)}\n"));

    private static string Laughs(string level) => Head + "x-a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        + string.Concat(Enumerable.Range(0, 12)
        .Select(i => $"x-a{i + 1}: &a{i + 1} {string.Format(CultureInfo.InvariantCulture, level, i)}\n"));
}
