using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.OpenApi;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>Short ways to read a document in a test.</summary>
internal static class SpecReading
{
    public static ReadResult Read(string text, params SpecFile[] overlays) => Read(text, null, overlays);

    public static ReadResult Read(string text, ReadOptions? options, params SpecFile[] overlays) => OpenApiReader.Read(
        new SpecSet(new SpecFile("/specs/openapi.yaml", text), EquatableArray.Create(overlays), EquatableArray<SpecFile>.Empty),
        options ?? ReadOptions.Default,
        CancellationToken.None);

    public static ReadResult ReadFile(string path, IEnumerable<string>? others = null) => OpenApiReader.Read(
        new SpecSet(
            new SpecFile(path, File.ReadAllText(path)),
            EquatableArray<SpecFile>.Empty,
            (others ?? []).Select(o => new SpecFile(o, File.ReadAllText(o))).ToEquatableArray()),
        ReadOptions.Default,
        CancellationToken.None);

    /// <summary>A document of one version around the given schemas (indented by four).</summary>
    public static ReadResult ReadSchemas(string schemas, string version = "3.1.0") => Read($$"""
        openapi: {{version}}
        info: { title: T, version: '1' }
        paths: {}
        components:
          schemas:
        """ + "\n" + schemas);

    public static Schema Schema(this ReadResult result, string name) =>
        result.Model.ShouldNotBeNull().Schemas.SingleOrDefault(s => s.Name == name).ShouldNotBeNull($"no schema '{name}'").Schema;

    public static Operation Operation(this ReadResult result, string id) =>
        result.Model.ShouldNotBeNull().Operations.SingleOrDefault(o => o.Id == id).ShouldNotBeNull($"no operation '{id}'");

    public static Schema Property(this Schema schema, string name) =>
        schema.ShouldBeOfType<ObjectSchema>().Properties.Single(p => p.Name == name).Schema;

    public static IEnumerable<SpecDiagnostic> Errors(this ReadResult result) =>
        result.Diagnostics.Where(d => d.Severity == DiagnosticRuleSeverity.Error);

    public static string Describe(this SpecDiagnostic diagnostic) =>
        $"{Path.GetFileName(diagnostic.File)}({diagnostic.Span.StartLine + 1},{diagnostic.Span.StartColumn + 1}): {diagnostic.Id} {diagnostic.Message} [{diagnostic.Pointer}]";
}
