using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Scale.Tests.Wire;

internal static partial class ScaleWire
{
    private static void MapV2Batches(WireVendor vendor) => vendor
        .Method("V2Api.get_batch(batch_id=None, batch_name=None, expand=None)",
            c => c.On<V2Client>().GetBatchAsync(new GetGenerativeBatchOptions
            {
                BatchId = c.OptionalText("batch_id"),
                BatchName = c.OptionalText("batch_name"),
                Expand = List<ExpandableBatchMember>(c, "expand"),
            }))
        .Method("V2Api.create_batch(create_batch_request)",
            c => c.On<V2Client>().CreateBatchAsync(c.Value<GenerativeBatchCreation>("create_batch_request")))
        .Method(
            $"V2Api.get_batches({Project}, status=None, created_after=None, created_before=None, completed_after=None, "
                + $"completed_before=None, {Paging})",
            c => FirstPage<GenerativeBatchPage>(c.On<V2Client>().ListBatchesAsync(BatchOptions(c))))
        .Method(
            $"ScaleClient.v2_get_batches({Project}, status=None, created_after=None, created_before=None, completed_after=None, "
                + $"completed_before=None, {Paging})",
            c => c.Scale().V2.ListBatchesAsync(BatchOptions(c)))
        .Method("V2Api.finalize_batch(batch_operation_request)",
            c => c.On<V2Client>().FinalizeBatchAsync(c.Value<BatchReference>("batch_operation_request")))
        .Method("V2Api.pause_batch(batch_operation_request)",
            c => c.On<V2Client>().PauseBatchAsync(c.Value<BatchReference>("batch_operation_request")))
        .Method("V2Api.resume_batch(batch_operation_request)",
            c => c.On<V2Client>().ResumeBatchAsync(c.Value<BatchReference>("batch_operation_request")))
        .Method("V2Api.cancel_batch(batch_operation_request)",
            c => c.On<V2Client>().CancelBatchAsync(c.Value<BatchReference>("batch_operation_request")))
        .Method("V2Api.set_batch_metadata(set_batch_metadata_request)",
            c => c.On<V2Client>().SetBatchMetadataAsync(c.Value<BatchMetadataUpdate>("set_batch_metadata_request")))
        .Method($"V2Api.get_project({Project})",
            c => c.On<V2Client>().GetProjectAsync(c.OptionalText("project_id"), c.OptionalText("project_name")))
        .Method("V2Api.get_projects(created_after=None, created_before=None)",
            c => c.On<V2Client>().ListProjectsAsync(Instant(c, "created_after"), Instant(c, "created_before")));

    private static ListGenerativeBatchesOptions BatchOptions(WireCall c) => new()
    {
        ProjectId = c.OptionalText("project_id"),
        ProjectName = c.OptionalText("project_name"),
        Status = Known<GenerativeBatchStatus>(c, "status"),
        CreatedAfter = Instant(c, "created_after"),
        CreatedBefore = Instant(c, "created_before"),
        CompletedAfter = Instant(c, "completed_after"),
        CompletedBefore = Instant(c, "completed_before"),
        Expand = List<ExpandableBatchMember>(c, "expand"),
        PageSize = c.Integer("limit"),
        NextToken = c.OptionalText("next_token"),
    };

    private static DateTimeOffset? Instant(WireCall c, string name) => c[name] switch
    {
        null => null,
        DateTimeOffset time => time,
        _ => DateTimeOffset.Parse(c.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
    };

    private static List<T>? List<T>(WireCall c, string name)
        where T : struct => c.Texts(name)?.Select(text => JsonValue.Create(text).Deserialize<T>()).ToList();

    /// <summary>One page as the server sent it: the official v2 methods do not read on.</summary>
    private static async Task<object?> FirstPage<TPage>(System.ClientModel.Primitives.AsyncCollectionResult list)
    {
        await foreach (ClientResult page in list.GetRawPagesAsync())
            return JsonSerializer.Deserialize<TPage>(page.GetRawResponse().Content);
        return null;
    }
}
