using System.Reflection;
using System.Text;
using System.Text.Json;
using LabelingGen.Core.Json;
using LabelingGen.Generator.Tests.Clients;
using LabelingGen.Testing;
using LabelingGen.Testing.Models;

namespace LabelingGen.Generator.Tests.Models;

/// <summary>
/// JSONTestSuite through emitted readers: a union takes each text as a whole, a model as a property it knows and as one it does not. What
/// the standard leaves open is pinned in <c>Approved/json-suite.approved.txt</c>.
/// </summary>
public class JsonSuiteTests
{
    private const string Document = """
        openapi: 3.1.0
        info: { title: T, version: "1" }
        paths: {}
        components:
          schemas:
            Anything: { oneOf: [ { $ref: "#/components/schemas/Holder" }, { type: string }, { type: number }, { type: boolean }, { type: array, items: { $ref: "#/components/schemas/Anything" } } ] }
            Holder: { type: object, properties: { known: { $ref: "#/components/schemas/Anything" }, any: true } }
        """;

    private static readonly string ApprovedPath = RepositoryPaths.InRepository(
        "tests", "LabelingGen.Generator.Tests", "Models", "Approved", "json-suite.approved.txt");

    private delegate byte[] Repeater(ReadOnlySpan<byte> json);

    [Fact]
    public void Every_reader_takes_what_is_JSON_refuses_what_is_not_and_is_pinned_where_the_standard_is_open()
    {
        if (RepositoryPaths.InShared("suites", "json-test-suite.json") is not { } path)
            return;
        Assembly assembly = GeneratedClient.Of(Document).Load();
        (string Name, Repeater Repeat, string Before, string After)[] readers =
        [
            ("whole", RepeaterOf(assembly, "Anything"), "", ""), ("known", RepeaterOf(assembly, "Holder"), "{\"known\":", "}"),
            ("any", RepeaterOf(assembly, "Holder"), "{\"any\":", "}"), ("unknown", RepeaterOf(assembly, "Holder"), "{\"other\":", "}"),
        ];
        using JsonDocument suite = JsonDocument.Parse(File.ReadAllBytes(path));
        StringBuilder pinned = new();
        int count = 0;
        foreach (JsonElement item in suite.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (item.GetProperty("set").GetString() != "test_parsing")
                continue;
            count++;
            string name = item.GetProperty("name").GetString()!;
            string expected = item.GetProperty("expect").GetString()!;
            pinned.Append(name);
            foreach ((string reader, Repeater repeat, string before, string after) in readers)
            {
                byte[] json = [.. Encoding.UTF8.GetBytes(before), .. item.GetProperty("base64").GetBytesFromBase64(),
                    .. Encoding.UTF8.GetBytes(after)];
                bool accepted = Accepts(repeat, json, $"{name} as {reader}");
                pinned.Append(' ').Append(reader).Append('=').Append(accepted ? "accept" : "reject");
                // Between braces, half a text may be whole: then the surroundings decide.
                bool isDecided = expected is "accept" or "reject" && (before.Length == 0 || expected == "accept" || !IsJson(json));
                if (isDecided)
                    accepted.ShouldBe(expected == "accept", $"{name} as {reader}");
            }

            pinned.Append('\n');
        }

        count.ShouldBe(318);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(ApprovedPath, pinned.ToString());
        pinned.ToString().ShouldBe(File.ReadAllText(ApprovedPath));
    }

    private static bool Accepts(Repeater repeat, byte[] json, string what)
    {
        byte[] written;
        try
        {
            written = repeat(json);
        }
        catch (JsonException)
        {
            return false;
        }

        // A byte order mark is left out.
        JsonEquality.Canonical(written).ShouldBe(
            JsonEquality.Canonical(json.AsSpan().StartsWith("\ufeff"u8) ? json.AsSpan(3) : json), what);
        return true;
    }

    private static bool IsJson(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Repeater RepeaterOf(Assembly assembly, string type) => typeof(ModelRoundTrip).GetMethod(nameof(ModelRoundTrip.Repeat))!
        .MakeGenericMethod(assembly.GetType("Test.Api." + type, throwOnError: true)!).CreateDelegate<Repeater>();
}
