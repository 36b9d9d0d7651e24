using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.Tree;
using LabelingGen.Testing;
using Microsoft.OpenApi;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>
/// Microsoft.OpenApi as a second opinion on the shared corpus: the same operations with the same parameters and answers, the same schemas.
/// </summary>
public class OracleTests
{
    /// <summary>Microsoft.OpenApi 3.11 throws an IndexOutOfRangeException on this 2.0 document's references into other files.</summary>
    private const string TheirFault = "oai-petstore-separate-20";

    [TheoryOverCorpus]
    [MemberData(nameof(CorpusTests.Documents), MemberType = typeof(CorpusTests))]
    public void Both_readers_see_the_same_document(string name, string file, int operations)
    {
        if (name == TheirFault)
            return;
        string path = RepositoryPaths.InShared("corpus", file)!;
        OpenApiDocument theirs = Parse(path);
        ApiModel ours = SpecReading.ReadFile(path, CorpusTests.OtherFiles(path)).Model.ShouldNotBeNull();

        ours.Operations.Count.ShouldBe(operations, name);
        ours.Operations.Select(Describe).Order(StringComparer.Ordinal).ShouldBe(theirs.Paths
            .SelectMany(p => (p.Value.Operations ?? []).Select(o => Describe(p.Key, p.Value, o.Key.Method, o.Value)))
            .Order(StringComparer.Ordinal));
        ours.Schemas.Where(s => s.Id.StartsWith("#/components/schemas/", StringComparison.Ordinal)
            || s.Id.StartsWith("#/definitions/", StringComparison.Ordinal))
            .Where(s => s.Id.Count(c => c == '/') <= 3)
            .Select(s => s.Name).Order(StringComparer.Ordinal)
            .ShouldBe((theirs.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
                .Where(s => s.Value is not OpenApiSchemaReference).Select(s => s.Key).Order(StringComparer.Ordinal));
    }

    private static OpenApiDocument Parse(string path)
    {
        SpecNode root = SpecParser.Parse(path, File.ReadAllText(path), CancellationToken.None).Root!;
        return OpenApiDocument.Parse(SpecJson.Write(root)!, OpenApiConstants.Json).Document.ShouldNotBeNull();
    }

    private static string Describe(Operation operation) => Describe(
        operation.Id,
        operation.Parameters.Where(p => p.Location != Model.ParameterLocation.Header).Select(p => p.Name),
        operation.Responses.Select(r => r.Status),
        operation.Body is not null,
        operation.Tags);

    private static string Describe(string path, IOpenApiPathItem item, string method, OpenApiOperation operation)
    {
        // References into other files have no target in their reader; the names are not to be had.
        IEnumerable<IOpenApiParameter> parameters = (item.Parameters ?? []).Concat(operation.Parameters ?? []);
        return Describe(
            method.ToUpperInvariant() + " " + path,
            parameters.Where(p => p.In != Microsoft.OpenApi.ParameterLocation.Header).Select(p => p.Name!).Where(n => n is not null)
                .Distinct(),
            (operation.Responses ?? []).Select(r => r.Key),
            operation.RequestBody is not null,
            (operation.Tags ?? new HashSet<OpenApiTagReference>()).Select(t => t.Reference.Id!));
    }

    private static string Describe(string id, IEnumerable<string> parameters, IEnumerable<string> statuses, bool hasBody,
        IEnumerable<string> tags) =>
        $"{id} ({string.Join(",", parameters.Order(StringComparer.Ordinal))}) -> {string.Join(",", statuses.Order(StringComparer.Ordinal))} body:{hasBody} [{string.Join(",", tags)}]";
}
