using LabelingGen.Testing.Wire;

namespace LabelingGen.Scale.Tests.Wire;

internal static partial class ScaleWire
{
    private static void MapV2Data(WireVendor vendor) => vendor
        .Method("V2Api.get_annotation(annotation_id)", c => c.On<V2Client>().GetAnnotationAsync(c.Text("annotation_id")))
        .Method($"V2Api.get_deliveries({Project}, delivered_after=None, delivered_before=None, expand=None)",
            c => c.On<V2Client>().ListDeliveriesAsync(new ListDeliveriesOptions
            {
                ProjectId = c.OptionalText("project_id"),
                ProjectName = c.OptionalText("project_name"),
                DeliveredAfter = Instant(c, "delivered_after"),
                DeliveredBefore = Instant(c, "delivered_before"),
                Expand = List<ExpandableDeliveryMember>(c, "expand"),
            }))
        .Method($"V2Api.get_delivery(delivery_id=None, delivery_name=None, {Project}, {Paging}, opts=None)",
            c => c.On<V2Client>().GetDeliveryAsync(new GetDeliveryOptions
            {
                DeliveryId = c.OptionalText("delivery_id"),
                DeliveryName = c.OptionalText("delivery_name"),
                ProjectId = c.OptionalText("project_id"),
                ProjectName = c.OptionalText("project_name"),
                Expand = List<ExpandableDeliveredTaskMember>(c, "expand"),
                Details = List<TaskDetail>(c, "opts"),
                PageSize = c.Integer("limit"),
                NextToken = c.OptionalText("next_token"),
            }))
        .Method(
            $"V2Api.get_delivery_tasks(delivery_id=None, {Project}, status=None, completed_after=None, completed_before=None, limit=None, "
                + "next_token=None)",
            c => FirstPage<DeliveredTaskPage>(c.On<V2Client>().ListDeliveredTasksAsync(new ListDeliveredTasksOptions
            {
                DeliveryId = c.OptionalText("delivery_id"),
                ProjectId = c.OptionalText("project_id"),
                ProjectName = c.OptionalText("project_name"),
                Status = Known<GenerativeTaskStatus>(c, "status"),
                CompletedAfter = Instant(c, "completed_after"),
                CompletedBefore = Instant(c, "completed_before"),
                PageSize = c.Integer("limit"),
                NextToken = c.OptionalText("next_token"),
            })))
        .Method("V2Api.get_datasets()", c => c.On<V2Client>().ListDatasetsAsync())
        .Method("V2Api.get_dataset_deliveries(dataset_id=None, delivered_after=None, delivered_before=None, expand=None)",
            c => c.On<V2Client>().ListDatasetDeliveriesAsync(new ListDatasetDeliveriesOptions
            {
                DatasetId = c.OptionalText("dataset_id"),
                DeliveredAfter = Instant(c, "delivered_after"),
                DeliveredBefore = Instant(c, "delivered_before"),
                Expand = List<ExpandableDatasetDeliveryMember>(c, "expand"),
            }))
        .Method($"V2Api.get_dataset_delivery(delivery_id=None, {Paging})",
            c => c.On<V2Client>().GetDatasetDeliveryAsync(new GetDatasetDeliveryOptions
            {
                DeliveryId = c.OptionalText("delivery_id"),
                Expand = List<ExpandableDatasetTaskMember>(c, "expand"),
                PageSize = c.Integer("limit"),
                NextToken = c.OptionalText("next_token"),
            }))
        .Method("V2Api.get_dataset_task(task_id, expand=None)",
            c => c.On<V2Client>().GetDatasetTaskAsync(c.Text("task_id"), List<ExpandableDatasetTaskMember>(c, "expand")))
        .Method($"V2Api.get_dataset_tasks(dataset_id=None, delivery_id=None, delivered_after=None, delivered_before=None, {Paging})",
            c => FirstPage<DatasetTaskPage>(c.On<V2Client>().ListDatasetTasksAsync(new ListDatasetTasksOptions
            {
                DatasetId = c.OptionalText("dataset_id"),
                DeliveryId = c.OptionalText("delivery_id"),
                DeliveredAfter = Instant(c, "delivered_after"),
                DeliveredBefore = Instant(c, "delivered_before"),
                Expand = List<ExpandableDatasetTaskMember>(c, "expand"),
                PageSize = c.Integer("limit"),
                NextToken = c.OptionalText("next_token"),
            })))
        .Method("V2Api.get_dataset_task_response_url(task_id, attachment_id)",
            c => Nothing(c.On<V2Client>().GetDatasetTaskResponseUrlAsync(c.Text("task_id"), c.Text("attachment_id"))))
        .Method("V2Api.get_schema(schema_id)", c => c.On<V2Client>().GetResponseSchemaAsync(c.Text("schema_id")));
}
