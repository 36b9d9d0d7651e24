using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LabelingGen.Testing.Wire;

namespace LabelingGen.FastLabel.Tests.Wire;

/// <summary>What is common to tasks of all kinds.</summary>
internal static partial class FastLabelWire
{
    private static readonly (string Argument, string Member)[] TaskMembers =
    [
        ("status", "status"), ("external_status", "externalStatus"), ("tags", "tags"), ("metadatas", "metadatas"),
    ];

    private static void MapTasks(WireVendor vendor) => vendor
        .Method("Client.update_task(task_id, status=None, external_status=None, priority=None, tags=[], metadatas=[], **people)",
            c => Plain(c.FastLabel().Tasks.UpdateAsync(c.Text("task_id"), Model<UpdateTaskRequest>(TaskBody(c)))))
        .Method("Client.delete_task(task_id)", c => Nothing(c.FastLabel().Tasks.DeleteAsync(c.Text("task_id"))))
        .Method("Client.delete_task_annotations(task_id)",
            c => Nothing(c.FastLabel().Tasks.DeleteAnnotationsAsync(c.Text("task_id"))))
        .Method("Client.count_tasks(project, status=None, external_status=None, tags=[])",
            c => Plain(c.FastLabel().Tasks.CountAsync(
                c.Text("project"), new() { Status = c.Status(), ExternalStatus = c.ExternalStatus(), Tags = c.Filters("tags") })))
        .Method("Client.get_task_id_name_map(project, offset=None, limit=1000)",
            c => Plain(c.FastLabel().Tasks.GetIdNameMapAsync(c.Text("project"), c.Offset(), c.Limit())))
        .Method("Client.get_task_appendix_data(project, task_name=None, offset=None, limit=10000)",
            c => Page(c.FastLabel().Tasks.ListAppendicesAsync(
                c.Text("project"), new() { TaskName = c.Filter("task_name"), Offset = c.Offset(), Limit = c.Limit() })))
        .Method(
            "Client.get_appendix_data(project, status=None, external_status=None, tags=[], task_name=None, offset=None, limit=10000)",
            c => Page(c.FastLabel().Appendices.ListAsync(c.Text("project"), new()
            {
                Status = c.Status(),
                ExternalStatus = c.ExternalStatus(),
                Tags = c.Filters("tags"),
                TaskName = c.Filter("task_name"),
                Offset = c.Offset(),
                Limit = c.Limit(),
            })))
        .Method("Client.import_appendix_file(project, file_path)",
            c => Plain(c.FastLabel().Appendices.ImportAsync(c.Text("project"), c.Path("file_path")!)))
        .Method("Client.import_robotics_contents_file(project, file_path)",
            c => Plain(c.FastLabel().RoboticsTasks.ImportContentsAsync(c.Text("project"), c.Path("file_path")!)))
        .Method("Client.find_integrated_image_task_by_prefix(project, prefix)",
            c => Plain(c.FastLabel().ImageTasks.GetIntegratedByPrefixAsync(c.Text("project"), c.Text("prefix"))))
        .Method("Client.find_integrated_video_task_by_prefix(project, prefix)",
            c => Plain(c.FastLabel().VideoTasks.GetIntegratedByPrefixAsync(c.Text("project"), c.Text("prefix"))))
        .Method("Client.find_integrated_audio_task_by_prefix(project, prefix)",
            c => Plain(c.FastLabel().AudioTasks.GetIntegratedByPrefixAsync(c.Text("project"), c.Text("prefix"))))
        .Method("Client.find_history(history_id)", c => Plain(c.FastLabel().Histories.GetAsync(c.Text("history_id"))))
        .Method("Client.get_histories(project, offset=None, limit=100)",
            c => Page(c.FastLabel().Histories.ListAsync(c.Text("project"), c.Offset(), c.Limit())))
        .Method("Client.update_aws_s3_storage(project, bucket_name, bucket_region, prefix=None)",
            c => Plain(c.FastLabel().Storages.UpdateAwsS3StorageAsync(c.Text("project"), Model<UpdateAwsS3StorageRequest>(
                c.Body(("bucket_name", "bucketName"), ("bucket_region", "bucketRegion"), ("prefix", "prefix"))))))
        .Method("Client.create_task_from_aws_s3(project, status='registered', tags=[], priority=0)",
            c => Begun(c.FastLabel().Storages.ImportFromAwsS3Async(Model<CreateTaskFromAwsS3Request>(new JsonObject()
                .Always(c, ("project", "project"), ("status", "status"), ("tags", "tags"), ("priority", "priority"))))))
        .Method("Client.get_aws_s3_import_status_by_project(project)",
            c => Plain(c.FastLabel().Storages.GetAwsS3ImportStatusAsync(c.Text("project"))));

    /// <summary>The members of a body that creates or changes a task; a priority of zero counts, people even as <c>None</c>.</summary>
    private static JsonObject TaskBody(WireCall c, params (string Argument, string Member)[] more)
    {
        JsonObject body = c.Body([.. TaskMembers, .. more]).Unless(c, ("priority", "priority"));
        foreach ((string keyword, object? value) in c.Keywords("people"))
        {
            if (PersonWord().IsMatch(keyword))
                body[Camel(keyword)] = WireJson.ToNode(value);
        }

        return body;
    }

    [GeneratedRegex("^(external_)?(assignee|reviewer|approver)$|^workflow_[1-6]_user$")]
    private static partial Regex PersonWord();

    private static string Camel(string snake) =>
        Regex.Replace(snake, "_(.)", match => match.Groups[1].Value.ToUpperInvariant());
}
