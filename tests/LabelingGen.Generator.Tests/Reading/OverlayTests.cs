using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.Overlays;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>Overlay 1.0 and the JSONPath subset its targets are written in.</summary>
public class OverlayTests
{
    private const string Document = """{"a":{"b":[{"n":1,"t":"x"},{"n":2,"t":"y"},{"n":3}],"c.d":{"n":4}},"e":{"n":5}}""";

    [Theory]
    [InlineData("$", Document)]
    [InlineData("$.e", """{"n":5}""")]
    [InlineData("$.a['c.d'].n", "4")]
    [InlineData("$[\"a\"].b[0].n", "1")]
    [InlineData("$.a.b[-1].n", "3")]
    [InlineData("$.a.b[*].n", "1 2 3")]
    [InlineData("$.a.b[0,2].n", "1 3")]
    [InlineData("$..n", "1 2 3 4 5")]
    [InlineData("$.*.n", "5")]
    [InlineData("$.a.b[?@.t == 'x'].n", "1")]
    [InlineData("$.a.b[?(@.t != 'x')].n", "2 3")]
    [InlineData("$.a.b[?@.t].n", "1 2")]
    [InlineData("$.a.b[?!@.t].n", "3")]
    [InlineData("$.a.b[?@.n == 2 || @.n == 3].n", "2 3")]
    [InlineData("$.a.b[?@.n == 2 && @.t == 'y'].t", "\"y\"")]
    [InlineData("$..[?@.n == 5].n", "5")]
    [InlineData("$.nowhere", "")]
    public void A_path_selects(string path, string expected) => string.Join(" ", Evaluate(path)).ShouldBe(expected);

    [Theory]
    [InlineData("a.b")]
    [InlineData("$.")]
    [InlineData("$['a")]
    [InlineData("$[")]
    [InlineData("$[?@.a =~ /x/]")]
    [InlineData("$[?length(@.a) > 1]")]
    [InlineData("$ x")]
    public void What_is_not_supported_is_said(string path)
    {
        JsonPath.TryParse(path, out string? problem).ShouldBeNull();
        problem.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Actions_update_append_and_remove_in_their_order()
    {
        ReadResult result = SpecReading.Read(
            """
            openapi: 3.1.0
            info: { title: T, version: '1' }
            tags: [{name: old}]
            paths:
              /a:
                get: {summary: Old., operationId: a, responses: {}}
                post: {responses: {}}
            """,
            new SpecFile("/specs/sdk.yaml", """
                overlay: 1.0.0
                info: { title: O, version: '1' }
                actions:
                  - target: $.paths['/a'].get
                    update: {summary: New., x-csharp-name: Fetch}
                  - target: $.paths['/a'].post
                    remove: true
                  - target: $.tags
                    update: [{name: new}]
                  - target: $.paths['/a'].get.operationId
                    update: b
                """));

        result.Diagnostics.ShouldBeEmpty();
        Model.Operation operation = result.Model!.Operations.ShouldHaveSingleItem();
        (operation.Summary, operation.PreferredName, operation.OperationId).ShouldBe(("New.", "Fetch", "b"));
        result.Model.Tags.Select(t => t.Name).ShouldBe(["old", "new"]);
    }

    [Fact]
    public void An_action_changes_one_place_of_a_node_that_aliases_share()
    {
        ReadResult result = SpecReading.Read(
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a: &p {get: {responses: {}}}\n  /b: *p\n",
            new SpecFile("/specs/sdk.yaml", "overlay: 1.0.0\nactions:\n  - {target: \"$.paths['/b'].get\", update: {summary: Only b.}}\n"));

        result.Model!.Operations.Select(o => o.Summary).ShouldBe([null, "Only b."]);
    }

    private static IEnumerable<string?> Evaluate(string path)
    {
        SpecNode root = SpecParser.Parse("a.json", Document, CancellationToken.None).Root!;
        JsonPath parsed = JsonPath.TryParse(path, out string? problem).ShouldNotBeNull(problem);
        return parsed.Evaluate(new TreePlace(root), CancellationToken.None).Select(p => SpecJson.Write(p.Node));
    }
}
