using System.Text;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.OpenApi;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>
/// Every diagnostic of the reader and of planning is reported at its file, line and column, in YAML and in JSON. The place is marked «so» in
/// the sample; the JSON sample is the YAML one written as indented JSON, in which the mark's place is a quote.
/// </summary>
public class DiagnosticPositionTests
{
    private const string Empty = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n";

    /// <summary>Rules whose samples are too large to write down; <see cref="BombTests"/> and the tests below make them.</summary>
    private static readonly string[] MadeElsewhere = ["LG1006", "LG1007", "LG1009", "LG1010", "LG1017", "LG1025", "LG9001"];

    /// <summary>Range of the protobuf reader.</summary>
    private const string Protobuf = "LG13";

    public static TheoryData<string> Ids() => [.. DiagnosticSamples.Ids(".yaml")];

    public static TheoryData<string> OverlayIds() => [.. DiagnosticSamples.Ids(".overlay.yaml")];

    [Fact]
    public void Every_rule_has_a_sample()
    {
        IEnumerable<string> own = DiagnosticCatalog.All.Select(r => r.Id)
            .Where(id => !id.StartsWith(Protobuf, StringComparison.Ordinal));
        own.Except(DiagnosticSamples.Ids(".yaml")).Except(DiagnosticSamples.Ids(".overlay.yaml")).Except(MadeElsewhere).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_diagnostic_names_its_place_in_yaml(string id)
    {
        (string text, int line, int column) = Unmark(DiagnosticSamples.Read(id + ".yaml"));
        ShouldReport(SpecReading.Read(text), id, "/specs/openapi.yaml", line, column);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_diagnostic_names_its_place_in_json(string id)
    {
        string? json = DiagnosticSamples.Find(id + ".json") ?? ToJson(DiagnosticSamples.Read(id + ".yaml"));
        if (json is null)
            return;
        (string text, int line, int column) = Unmark(json);
        ShouldReport(SpecReading.Read(text), id, "/specs/openapi.yaml", line, column);
    }

    [Theory]
    [MemberData(nameof(OverlayIds))]
    public void A_diagnostic_of_an_overlay_names_its_place_there(string id)
    {
        (string text, int line, int column) = Unmark(DiagnosticSamples.Read(id + ".overlay.yaml"));
        ReadResult result = SpecReading.Read(Empty, new SpecFile("/specs/sdk.yaml", text));
        ShouldReport(result, id, "/specs/sdk.yaml", line, column);
    }

    [Fact]
    public void What_an_overlay_adds_is_reported_in_the_overlay()
    {
        (string text, int line, int column) = Unmark("""
            overlay: 1.0.0
            actions:
              - target: $.components.schemas
                update:
                  A:
                    «type»: strange
            """);
        ReadResult result = SpecReading.Read(Empty + "components:\n  schemas: {}\n", new SpecFile("/specs/sdk.yaml", text));
        ShouldReport(result, "LG2001", "/specs/sdk.yaml", line, column);
    }

    [Fact]
    public void What_is_wrong_in_another_file_is_reported_there()
    {
        (string text, int line, int column) = Unmark("Pet:\n  properties:\n    name:\n      «$ref»: '#/Nowhere'\n");
        ReadResult result = OpenApiReader.Read(
            new SpecSet(
                new SpecFile("/specs/openapi.yaml", Empty
                    + "components:\n  schemas:\n    P: {properties: {p: {$ref: 'common/pet.yaml#/Pet'}}}\n"),
                EquatableArray<SpecFile>.Empty,
                EquatableArray.Create(new SpecFile("/specs/common/pet.yaml", text))),
            ReadOptions.Default,
            CancellationToken.None);
        ShouldReport(result, "LG1020", "/specs/common/pet.yaml", line, column);
    }

    [Fact]
    public void The_position_index_finds_operations_schemas_and_what_is_below_them()
    {
        ReadResult result = SpecReading.Read("""
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths:
              /pets:
                get:
                  responses: { '200': { description: ok } }
            components:
              schemas:
                Pet:
                  properties:
                    name: { type: string }
            """);

        result.Positions.Locate(Rules.InternalFault, "GET /pets").Span.StartLine.ShouldBe(4);
        result.Positions.Locate(Rules.InternalFault, "#/components/schemas/Pet").Span.StartLine.ShouldBe(8);
        SpecDiagnostic below = result.Positions.Locate(Rules.InternalFault, "#/components/schemas/Pet/properties/name/items");
        (below.Span.StartLine, below.Span.StartColumn, below.File).ShouldBe((10, 8, "/specs/openapi.yaml"));
    }

    private static void ShouldReport(ReadResult result, string id, string file, int line, int column)
    {
        ClientPlan? plan = result.Model is { } model
            ? ClientPlanner.Plan(model, new PlanOptions("Test.Api", "TestClient", EquatableArray<HandWrittenType>.Empty), CancellationToken.None)
            : null;
        EquatableArray<SpecDiagnostic> found = Generation.Locate(result, plan);
        found.Select(d => (d.Id, d.File, d.Span.StartLine, d.Span.StartColumn))
            .ShouldContain((id, file, line, column), string.Join("\n", found.Select(d => d.Describe())));
    }

    private static (string Text, int Line, int Column) Unmark(string sample)
    {
        int mark = sample.IndexOf('«', StringComparison.Ordinal);
        mark.ShouldBeGreaterThanOrEqualTo(0);
        int lineStart = sample.LastIndexOf('\n', mark) + 1;
        string text = sample.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
        int column = mark - lineStart;
        // In JSON the place is the quote in front of the mark.
        if (mark > 0 && sample[mark - 1] == '"')
            column--;
        return (text, sample.Take(mark).Count(c => c == '\n'), column);
    }

    /// <summary>The sample as indented JSON, or null where its fault has no form in JSON.</summary>
    private static string? ToJson(string yaml)
    {
        if (yaml.Contains("# yaml only", StringComparison.Ordinal))
            return null;
        SpecNode root = SpecParser.Parse("sample.yaml", yaml, CancellationToken.None).Root!;
        return Indent(SpecJson.Write(root)!);
    }

    private static string Indent(string json)
    {
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(
            json, new System.Text.Json.JsonDocumentOptions { MaxDepth = 512 });
        using MemoryStream stream = new();
        using (System.Text.Json.Utf8JsonWriter writer = new(stream, new System.Text.Json.JsonWriterOptions
        {
            Indented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            document.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
