using System.ClientModel;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

internal static partial class LabelStudioWire
{
    private static readonly string[] BulkFields = ["ids", "project"];

    private static readonly string[] DuplicateFields = ["mode", "title", "description", "include_members", "workspace"];

    /// <summary>Calls of enterprise servers that the community client has no method for: they go through its pipeline.</summary>
    private static void MapEnterprise(WireVendor vendor) => vendor
        .Method($"annotations.delete_bulk({Optional(BulkFields)})", c => SendAsync(
            c, "DeleteBulkAnnotationsResponse", new ApiOperation("Annotations.DeleteBulk", "POST", "/api/annotations/bulk-delete/"), null,
                BulkFields))
        .Method($"projects.duplicate(id, {Optional(DuplicateFields)})", c => SendAsync(
            c, "DuplicateProjectsResponse", new ApiOperation("Projects.Duplicate", "POST", "/api/projects/{id}/duplicate/"), c.Id(),
                DuplicateFields));

    private static async Task<object?> SendAsync(WireCall call, string resultClass, ApiOperation operation, long? id, string[] fields)
    {
        ApiPipeline pipeline = call.Studio().Pipeline;
        ApiRequest request = pipeline.CreateRequest(operation)
            .JsonBody(call.ObjectOf(keepNulls: true, [.. fields.Where(call.Gives)]), static (writer, body) => body.WriteTo(writer));
        if (id is { } value)
            request.Path("id", value);
        ClientResult<string> answer = await pipeline.SendForTextAsync(request, CancellationToken.None);
        return new WireInstance(resultClass, JsonNode.Parse(answer.Value)!);
    }
}
