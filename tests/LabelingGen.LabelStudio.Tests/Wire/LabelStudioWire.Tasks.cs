using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

internal static partial class LabelStudioWire
{
    private static readonly string[] TaskFields =
        ["data", "project", "meta", "overlap", "is_labeled", "allow_skip", "inner_id", "file_upload", "total_annotations",
            "cancelled_annotations",
         "total_predictions", "comment_count", "unresolved_comment_count", "last_comment_updated_at", "comment_authors", "updated_by"];

    private static void MapTasks(WireVendor vendor) => vendor
        .Method("tasks.list(fields=None, include=None, only_annotated=None, page=None, page_size=None, project=None, query=None, "
            + "resolve_uri=None, review=None, selected_items=None, view=None)",
            c => c.Studio().Tasks.ListAsync(new()
            {
                Fields = c.OptionalText("fields") is { } fields ? (TaskFields?)fields : null,
                Include = c.OptionalText("include"),
                OnlyAnnotated = c.Flag("only_annotated"),
                Page = c.Integer("page"),
                PageSize = c.Integer("page_size"),
                Project = c.Integer("project"),
                Query = c.OptionalText("query"),
                ResolveUri = c.Flag("resolve_uri"),
                Review = c.Flag("review"),
                SelectedItems = c.OptionalText("selected_items"),
                View = c.Integer("view"),
            }))
        .Method($"tasks.create({Optional(TaskFields)})", c => c.Studio().Tasks.CreateAsync(c.Body<CreateTaskRequest>(TaskFields)))
        .Method($"tasks.update(id, {Optional(TaskFields)})", c =>
            c.Studio().Tasks.UpdateAsync(c.Id(), c.Body<UpdateTaskRequest>(TaskFields)))
        .Method("tasks.get(id)", c => c.Studio().Tasks.GetAsync(c.Id()))
        .Method("tasks.delete(id)", c => Nothing(c.Studio().Tasks.DeleteAsync(c.Id())))
        .Method("tasks.delete_all_tasks(id)", c => Nothing(c.Studio().Tasks.DeleteAllAsync(c.Id())))
        .Method("tasks.create_many_status(id, import_pk)", c => c.Studio().Imports.GetAsync(c.Id(), c.Id("import_pk")))
        .Method("files.list(id, all_=None, ids=None, ordering=None)", c => c.Studio().Files.ListAsync(c.Id(), new()
        {
            All = c.Flag("all_"),
            Ids = c.Texts("ids"),
            Ordering = c.OptionalText("ordering"),
        }))
        .Method("files.get(id)", c => c.Studio().Files.GetAsync(c.Id()))
        .Method("files.delete(id)", c => Nothing(c.Studio().Files.DeleteAsync(c.Id())));
}
