using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Scale.Tests.Wire;

internal static partial class ScaleWire
{
    private const string TaskFilter =
        "project_name=None, batch_name=None, task_type=None, status=None, review_status=None, unique_id=None, completed_after=None, "
        + "completed_before=None, updated_after=None, updated_before=None, created_after=None, created_before=None, tags=None, "
        + "include_attachment_url=True, limited_response=None, limit=None";

    private static void MapTasks(WireVendor vendor) => vendor
        .Method("ScaleClient.create_task(task_type, **kwargs)",
            c => c.Scale().Tasks.CreateAsync(c.Text("task_type"), c.Object("kwargs")!))
        .Method("ScaleClient.get_task(task_id)", c => c.Scale().Tasks.GetAsync(c.Text("task_id")))
        .Method("ScaleClient.cancel_task(task_id, clear_unique_id=False)",
            c => c.Scale().Tasks.CancelAsync(c.Text("task_id"), c.Flag("clear_unique_id") is true ? true : null))
        .Method("ScaleClient.audit_task(task_id, accepted, comments=None)",
            c => Nothing(c.Scale().Tasks.AuditAsync(c.Text("task_id"), c.Flag("accepted") ?? false, c.OptionalText("comments"))))
        .Method("ScaleClient.update_task_unique_id(task_id, unique_id)",
            c => c.Scale().Tasks.UpdateUniqueIdAsync(c.Text("task_id"), c.Text("unique_id")))
        .Method("ScaleClient.clear_task_unique_id(task_id)", c => c.Scale().Tasks.ClearUniqueIdAsync(c.Text("task_id")))
        .Method("ScaleClient.set_task_metadata(task_id, metadata)",
            c => c.Scale().Tasks.SetMetadataAsync(c.Text("task_id"), c.Object("metadata")!))
        .Method("ScaleClient.set_task_tags(task_id, tags)", c => c.Scale().Tasks.SetTagsAsync(c.Text("task_id"), c.Texts("tags")!))
        .Method("ScaleClient.add_task_tags(task_id, tags)", c => c.Scale().Tasks.AddTagsAsync(c.Text("task_id"), c.Texts("tags")!))
        .Method("ScaleClient.delete_task_tags(task_id, tags)", c => c.Scale().Tasks.DeleteTagsAsync(c.Text("task_id"), c.Texts("tags")!))
        .Method(
            "ScaleClient.tasks(start_time=None, end_time=None, status=None, type=None, project=None, batch=None, limit=None, "
                + "completed_before=None, completed_after=None, next_token=None, customer_review_status=None, tags=None, "
                + "updated_before=None, updated_after=None, unique_id=None, include_attachment_url=None, limited_response=None)",
            c => c.Scale().Tasks.GetPageAsync(RawFilter(c)))
        .Method($"ScaleClient.get_tasks({TaskFilter})", c => c.Scale().Tasks.ListAsync(Filter(c)))
        .Method($"ScaleClient.get_tasks_count({TaskFilter})", c => c.Scale().Tasks.GetCountAsync(Filter(c)))
        .Attribute("Tasklist.docs", c => c.On<TaskPage>().Docs)
        .Method("Tasklist.__iter__()", c => c.On<TaskPage>().Docs)
        .Method("Tasklist.__getitem__(index)", c => c.On<TaskPage>().Docs[c.Integer("index") ?? 0])
        .Attribute("Task.id", c => c.On<ScaleTask>().TaskId)
        .Method("Task.as_dict()", c => WireJson.ToNode(c.On<ScaleTask>()))
        .Method("Task.refresh()", async c =>
        {
            c.Instance.Value = (await c.Scale().Tasks.GetAsync(c.On<ScaleTask>().TaskId)).Value;
            return null;
        })
        .Method("Task.cancel(clear_unique_id=False)",
            c => Nothing(c.Scale().Tasks.CancelAsync(c.On<ScaleTask>().TaskId, c.Flag("clear_unique_id") is true ? true : null)))
        .Method("Task.audit(accepted, comments=None)",
            c => Nothing(c.Scale().Tasks.AuditAsync(c.On<ScaleTask>().TaskId, c.Flag("accepted") ?? false, c.OptionalText("comments"))))
        .Method("Task.update_unique_id(unique_id)",
            c => Nothing(c.Scale().Tasks.UpdateUniqueIdAsync(c.On<ScaleTask>().TaskId, c.Text("unique_id"))))
        .Method("Task.clear_unique_id()", c => Nothing(c.Scale().Tasks.ClearUniqueIdAsync(c.On<ScaleTask>().TaskId)))
        .Method("Task.set_metadata(metadata)",
            c => Nothing(c.Scale().Tasks.SetMetadataAsync(c.On<ScaleTask>().TaskId, c.Object("metadata")!)))
        .Method("Task.set_tags(tags)", c => Nothing(c.Scale().Tasks.SetTagsAsync(c.On<ScaleTask>().TaskId, c.Texts("tags")!)))
        .Method("Task.add_tags(tags)", c => Nothing(c.Scale().Tasks.AddTagsAsync(c.On<ScaleTask>().TaskId, c.Texts("tags")!)))
        .Method("Task.delete_tags(tags)", c => Nothing(c.Scale().Tasks.DeleteTagsAsync(c.On<ScaleTask>().TaskId, c.Texts("tags")!)));

    private static ListTasksOptions Filter(WireCall c) => new()
    {
        Project = c.OptionalText("project_name"),
        Batch = c.OptionalText("batch_name"),
        Type = Known<TaskType>(c, "task_type"),
        Status = Known<ScaleTaskStatus>(c, "status"),
        ReviewStatuses = c.Texts("review_status")?.Select(s => (TaskReviewStatus)s).ToList(),
        UniqueIds = c.Texts("unique_id"),
        Tags = c.Texts("tags"),
        CompletedAfter = c.Time("completed_after"),
        CompletedBefore = c.Time("completed_before"),
        UpdatedAfter = c.Time("updated_after"),
        UpdatedBefore = c.Time("updated_before"),
        CreatedAfter = c.Time("created_after"),
        CreatedBefore = c.Time("created_before"),
        IncludeAttachmentUrl = c.Flag("include_attachment_url"),
        LimitedResponse = c.Flag("limited_response"),
        PageSize = c.Integer("limit"),
    };

    private static ListTasksOptions RawFilter(WireCall c) => new()
    {
        Project = c.OptionalText("project"),
        Batch = c.OptionalText("batch"),
        Type = Known<TaskType>(c, "type"),
        Status = Known<ScaleTaskStatus>(c, "status"),
        ReviewStatuses = c.Texts("customer_review_status")?.Select(s => (TaskReviewStatus)s).ToList(),
        UniqueIds = c.Texts("unique_id"),
        Tags = c.Texts("tags"),
        CompletedAfter = c.Time("completed_after"),
        CompletedBefore = c.Time("completed_before"),
        UpdatedAfter = c.Time("updated_after"),
        UpdatedBefore = c.Time("updated_before"),
        CreatedAfter = c.Time("start_time"),
        CreatedBefore = c.Time("end_time"),
        IncludeAttachmentUrl = c.Flag("include_attachment_url"),
        LimitedResponse = c.Flag("limited_response"),
        PageSize = c.Integer("limit"),
        NextToken = c.OptionalText("next_token"),
    };
}
