using System.ClientModel;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Scale.Tests.Wire;

internal static partial class ScaleWire
{
    private const string Project = "project_id=None, project_name=None";
    private const string Paging = "limit=None, next_token=None, expand=None";

    private static void MapV2(WireVendor vendor)
    {
        vendor
            // The official v2 client does not repeat a request because of a status.
            .Attribute("ScaleClient.v2", c => Client(c.Session, "test_key_0001", o => o.Retry.Statuses = StatusSet.None).V2)
            .Class<V2Client>("V2Api")
            .Class<GenerativeTask>("Task")
            .Class<GenerativeBatch>("Batch")
            .Class<GenerativeProject>("Project")
            .Class<GenerativeTaskPage>("GetTasksResponse")
            .Class<GenerativeBatchPage>("GetBatchesResponse")
            .Class<GenerativeProjectList>("GetProjectsResponse")
            .Class<BatchOperationResult>("PauseBatch200Response")
            .Class<BatchOperationResult>("ResumeBatch200Response")
            .Class<BatchOperationResult>("CancelBatch200Response")
            .Class<GenerativeAnnotation>("Annotation")
            .Class<DeliveryList>("GetDeliveriesResponse")
            .Class<DeliveryPage>("GetDeliveryResponse")
            .Class<DeliveredTaskPage>("GetDeliveryTasksResponse")
            .Class<DatasetList>("GetDatasetsResponse")
            .Class<DatasetDeliveryList>("GetDatasetDeliveriesResponse")
            .Class<DatasetDeliveryPage>("GetDatasetDeliveryResponse")
            .Class<DatasetTask>("DatasetTask")
            .Class<DatasetTaskPage>("GetDatasetTasksResponse")
            .Class<ResponseSchemaResult>("GetSchemaResponse");
        foreach (string name in (string[])["Task", "Batch", "Delivery", "DeliveryTask", "DatasetTask", "DatasetDelivery"])
            vendor.Constants("ExpandableEnum" + name, member => member.ToLowerInvariant());
        foreach (string name in (string[])["TaskOptsEnum", "OptsEnumTask", "OptionalEnumTask", "GetTaskOptsEnum"])
            vendor.Constants(name, member => member.ToLowerInvariant());
        vendor.Constants("BatchStatusV2", member => member.ToLowerInvariant());
        MapBodies(vendor);
        MapV2Tasks(vendor);
        MapV2Batches(vendor);
        MapV2Data(vendor);
    }

    /// <summary>Bodies are made of keywords or of a dictionary; the official client fills in "merge": false.</summary>
    private static void MapBodies(WireVendor vendor)
    {
        Body("BatchOperationRequest", Model<BatchReference>);
        Body("CreateBatchRequest", Model<GenerativeBatchCreation>);
        Body("CreateChatTaskRequest", Model<ChatTaskCreation>);
        Body("SetTaskMetadataRequest", json => Model<TaskMetadataUpdate>(Merging(json)));
        Body("SetBatchMetadataRequest", json => Model<BatchMetadataUpdate>(Merging(json)));

        void Body(string name, Func<JsonNode?, object> create) => vendor
            .Method(name + "(**values)", c => new WireInstance(name, create(c.Object("values"))))
            .Method(name + ".from_dict(obj)", c => new WireInstance(name, create(c.Object("obj"))));
    }

    private static JsonNode? Merging(JsonNode? json)
    {
        json!.AsObject().TryAdd("merge", false);
        return json;
    }

    private static void MapV2Tasks(WireVendor vendor) => vendor
        .Method("V2Api.get_task(task_id, expand=None, opts=None)",
            c => c.On<V2Client>().GetTaskAsync(c.Text("task_id"), List<ExpandableTaskMember>(c, "expand"), List<TaskDetail>(c, "opts")))
        .Method(
            $"V2Api.get_tasks({Project}, batch_id=None, batch_name=None, status=None, completed_after=None, completed_before=None, "
                + $"{Paging}, opts=None)",
            c => FirstPage<GenerativeTaskPage>(c.On<V2Client>().ListTasksAsync(TaskOptions(c))))
        .Method(
            $"ScaleClient.v2_get_tasks({Project}, batch_id=None, batch_name=None, status=None, completed_after=None, "
                + $"completed_before=None, {Paging}, opts=None)",
            c => c.Scale().V2.ListTasksAsync(TaskOptions(c)))
        .Method("V2Api.create_chat_task(create_chat_task_request)",
            c => c.On<V2Client>().CreateChatTaskAsync(c.Value<ChatTaskCreation>("create_chat_task_request")))
        .Method("V2Api.set_task_metadata(set_task_metadata_request)",
            c => c.On<V2Client>().SetTaskMetadataAsync(c.Value<TaskMetadataUpdate>("set_task_metadata_request")));

    private static ListGenerativeTasksOptions TaskOptions(WireCall c) => new()
    {
        ProjectId = c.OptionalText("project_id"),
        ProjectName = c.OptionalText("project_name"),
        BatchId = c.OptionalText("batch_id"),
        BatchName = c.OptionalText("batch_name"),
        Status = Known<GenerativeTaskStatus>(c, "status"),
        CompletedAfter = Instant(c, "completed_after"),
        CompletedBefore = Instant(c, "completed_before"),
        Expand = List<ExpandableTaskMember>(c, "expand"),
        Details = List<TaskDetail>(c, "opts"),
        PageSize = c.Integer("limit"),
        NextToken = c.OptionalText("next_token"),
    };
}
