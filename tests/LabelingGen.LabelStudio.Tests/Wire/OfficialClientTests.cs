using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>The official client's surface, method by method: each has a public method of ours that takes all that it takes.</summary>
public sealed class OfficialClientTests
{
    public static TheoryData<string> Methods => [.. OfficialClient.Methods.Select(method => method.FullName)];

    public static TheoryData<string> MethodsWithoutFiles => [.. OfficialClient.Methods
        .Where(method => method.Parameters.All(p => p.Place != OfficialPlace.File)).Select(method => method.FullName)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_is_one_of_ours_with_all_its_parameters(string name)
    {
        OfficialMethod official = Method(name);
        OurMethod ours = OurMethod.ByRoute.GetValueOrDefault(official.Route).ShouldNotBeNull($"nothing calls {official.Call}");
        OfficialCall.Homeless(official, ours).ShouldBeEmpty($"{ours.FullName} does not take them");
    }

    /// <summary>With nothing but what must be given: the call, its path and query, and the body where there is one.</summary>
    [Theory]
    [MemberData(nameof(MethodsWithoutFiles))]
    public async Task A_method_sends_the_call(string name)
    {
        OfficialMethod official = Method(name);
        string folder = Directory.CreateTempSubdirectory("label-studio-wire-").FullName;
        string file = Path.Combine(folder, "case.json");
        await File.WriteAllTextAsync(file, CaseOf(official).ToJsonString());

        WireResult result = await WireSuite.RunAsync(LabelStudioWire.Vendor, file);

        Directory.Delete(folder, recursive: true);
        result.Verdict.ShouldBe(WireVerdict.Passed, result.Difference);
    }

    [Fact]
    public void The_surface_is_whole() => OfficialClient.Methods.Count.ShouldBe(423);

    private static OfficialMethod Method(string name) => OfficialClient.Methods.Single(method => method.FullName == name);

    private static JsonObject CaseOf(OfficialMethod official)
    {
        IEnumerable<OfficialParameter> required = official.Parameters.Where(parameter => parameter.IsRequired);
        IEnumerable<string> arguments = required.Select(
            p => $"{p.Name}={(ValueOf(official, p) is "true" ? "True" : ValueOf(official, p))}");
        string call = $"client.{official.FullName}({string.Join(", ", arguments)})";
        string[] words = official.Call.Split(' ');
        string path = required.Where(p => p.Place == OfficialPlace.Path).Aggregate(
            words[1], (text, p) => text.Replace("{" + p.Name + "}", ValueOf(official, p).Trim('"'), StringComparison.Ordinal));
        JsonObject thing = new() { ["id"] = 7, ["results"] = new JsonArray(), ["tasks"] = new JsonArray() };
        (string program, JsonNode answer) = official.Gives switch
        {
            "bytes" => ($"len(b\"\".join({call}))", thing),
            ['[', ..] => ($"len({call})", new JsonArray()),
            _ when IsPaged(official) => ($"len(list({call}))", thing),
            _ => ($"len(str({call}))", (JsonNode)thing),
        };
        JsonObject response = new() { ["method"] = words[0], ["path"] = path, ["status"] = 200, ["json"] = answer };
        JsonArray query = [.. required.Where(p => p.Place == OfficialPlace.Query)
            .Select(p => new JsonArray(p.WireName, ValueOf(official, p).Trim('"')))];
        if (IsPaged(official))
            query.Add(new JsonArray("page", "1"));
        JsonObject request = new()
        {
            ["method"] = words[0],
            ["path"] = path,
            ["query"] = query,
            ["headers"] = new JsonObject { ["authorization"] = new JsonObject { ["scheme"] = "Token", ["value"] = "test_key_0001" } },
            ["body"] = BodyOf(official),
        };
        return new JsonObject
        {
            ["case"] = official.FullName,
            ["vendor"] = "labelstudio",
            ["sdk_call"] = new JsonArray($"{program} * 0"),
            ["responses"] = new JsonArray(response),
            ["requests"] = new JsonArray(request),
            ["outcome"] = new JsonObject { ["result"] = 0 },
        };
    }

    private static bool IsPaged(OfficialMethod official) => official.Gives.StartsWith("pages ", StringComparison.Ordinal);

    private static JsonObject? BodyOf(OfficialMethod official)
    {
        if (official.Parameters.FirstOrDefault(p => p.Place == OfficialPlace.WholeBody) is { } whole)
            return new JsonObject { ["kind"] = "json", ["json"] = JsonNode.Parse(ValueOf(official, whole)) };
        return official.Parameters.Any(p => p.Place == OfficialPlace.Member)
            ? new JsonObject
            {
                ["kind"] = "json",
                ["json"] = new JsonObject(official.Parameters.Where(p => p.IsRequired && p.Place == OfficialPlace.Member)
                    .Select(p => KeyValuePair.Create(p.WireName, JsonNode.Parse(ValueOf(official, p))))),
            }
            : null;
    }

    /// <summary>A value as the program writes it, which is JSON too, of the type that ours has.</summary>
    private static string ValueOf(OfficialMethod official, OfficialParameter parameter) => parameter.Place switch
    {
        OfficialPlace.WholeBody => """[{"task": 7, "result": [], "data": {}}]""",
        _ when OfficialCall.TypeOf(OurMethod.ByRoute[official.Route], parameter) is { } type => type switch
        {
            _ when type == typeof(bool) => "true",
            _ when type.IsPrimitive => "7",
            _ when type == typeof(DateTimeOffset) => "\"2024-01-02T03:04:05Z\"",
            _ when type == typeof(Uri) => "\"https://example.com/\"",
            _ when type.IsValueType || type == typeof(string) => "\"some\"",
            { IsGenericType: true } => parameter.Place == OfficialPlace.Query ? "7" : "[]",
            _ => "{}",
        },
        _ => "7",
    };
}
