using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Cli;

/// <summary>
/// One operation of Label Studio as its document described it in version 1.11 and describes it today: what <c>labelinggen diff</c> tells of
/// the step.
/// </summary>
internal static class VendorUpdate
{
    private const string Old = """
        openapi: 3.0.3
        info: { title: Label Studio, version: 1.11.0 }
        paths:
          /api/ml/{id}/versions:
            get:
              operationId: api_ml_versions_read
              tags: [Machine Learning]
              parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
              responses: { '200': { description: Versions. } }
        """;

    private const string New = """
        openapi: 3.0.3
        info: { title: Label Studio, version: 1.23.0 }
        paths:
          /api/ml/{id}/versions:
            get:
              operationId: api_ml_versions_read
              tags: [Machine Learning]
              parameters: [ { name: id, in: path, required: true, schema: { type: integer, format: int64 } } ]
              responses:
                '200':
                  description: Versions.
                  content:
                    application/json: { schema: { type: object, properties: { versions: { type: array, items: { type: string } } } } }
        """;

    /// <summary>The changes, breaking ones first.</summary>
    public static IReadOnlyList<SurfaceChange> Compare(CancellationToken cancellationToken) =>
        SurfaceComparer.Compare(Surface(Old, cancellationToken), Surface(New, cancellationToken));

    private static ClientSurface Surface(string document, CancellationToken cancellationToken)
    {
        SpecItem item = new("Spec", "label-studio.yaml", document) { Namespace = "Studio", Client = "StudioClient" };
        SpecInput input = SpecInputs.Of([item]).Single();
        ReadResult read = Generator.Hosting.Generation.Read(input, cancellationToken);
        ApiModel model = read.Model ?? throw new DemoFailedException("The document cannot be read.");
        PlanOptions options = new(input.Namespace, input.ClientName, EquatableArray<HandWrittenType>.Empty);
        return ClientSurface.Of(read, model, options, cancellationToken);
    }
}
