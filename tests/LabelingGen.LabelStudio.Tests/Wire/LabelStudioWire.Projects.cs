using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

internal static partial class LabelStudioWire
{
    private static readonly string[] ProjectFields =
    [
        "title", "description", "label_config", "expert_instruction", "show_instruction", "show_skip_button", "enable_empty_annotation",
        "show_annotation_history", "color", "maximum_annotations", "is_published", "model_version", "is_draft",
        "min_annotations_to_start_training", "show_collab_predictions", "sampling", "show_ground_truth_first", "show_overlap_first",
        "overlap_cohort_percentage", "task_data_login", "task_data_password", "control_weights", "evaluate_predictions_automatically",
        "skip_queue", "reveal_preannotations_interactively", "pinned_at", "organization", "created_by", "workspace",
    ];

    private static readonly string[] ProjectFilters =
        ["filter", "ids", "include", "ordering", "page", "page_size", "search", "state", "title", "workspaces", "members_limit",
            "archived"];

    private static void MapProjects(WireVendor vendor) => vendor
        .Method($"projects.list({Optional(ProjectFilters)})", c => c.Studio().Projects.ListAsync(new()
        {
            Filter = c.OptionalText("filter"),
            Ids = c.OptionalText("ids"),
            Include = c.OptionalText("include"),
            Ordering = c.OptionalText("ordering"),
            Page = c.Integer("page"),
            PageSize = c.Integer("page_size"),
            Search = c.OptionalText("search"),
            State = c.OptionalText("state"),
            Title = c.OptionalText("title"),
            Workspaces = c.Number("workspaces"),
            MembersLimit = c.Integer("members_limit"),
            Archived = c.Flag("archived"),
        }))
        .Method($"projects.list_counts({Optional(ProjectFilters)})", c => FirstPage<PaginatedLseProjectCountsList>(
            c.Studio().Projects.ListCountsAsync(new()
            {
                Filter = c.OptionalText("filter"),
                Ids = c.OptionalText("ids"),
                Include = c.OptionalText("include"),
                Ordering = c.OptionalText("ordering"),
                Page = c.Integer("page"),
                PageSize = c.Integer("page_size"),
                Search = c.OptionalText("search"),
                State = c.OptionalText("state"),
                Title = c.OptionalText("title"),
                Workspaces = c.Number("workspaces"),
                Archived = c.Flag("archived"),
            })))
        .Method($"projects.create({Optional(ProjectFields)})", c =>
            c.Studio().Projects.CreateAsync(c.Body<CreateProjectRequest>(ProjectFields)))
        .Method($"projects.update(id, {Optional(ProjectFields)})",
            c => c.Studio().Projects.UpdateAsync(c.Id(), c.Body<UpdateProjectRequest>(ProjectFields)))
        .Method("projects.get(id, members_limit=None)", c => c.Studio().Projects.GetAsync(c.Id(), c.Integer("members_limit")))
        .Method("projects.delete(id)", c => Nothing(c.Studio().Projects.DeleteAsync(c.Id())))
        .Method("projects.validate_label_config(id, label_config)", c => c.Studio().Projects.ValidateConfigChangeAsync(
            c.Id(), new() { LabelConfig = c.Text("label_config") }))
        .Method("projects.import_predictions(id, request)", c => c.Studio().Imports.ImportPredictionsAsync(
            c.Id(), Model<List<PredictionForTask>>(c.Json("request"))))
        .Method("projects.import_tasks(id, request, commit_to_project=None, preannotated_from_fields=None, return_task_ids=None)",
            c => c.Studio().Imports.ImportAsync(c.Id(), Model<List<ImportTask>>(c.Json("request")), new()
            {
                CommitToProject = c.Flag("commit_to_project"),
                PreannotatedFromFields = c.Texts("preannotated_from_fields"),
                ReturnTaskIds = c.Flag("return_task_ids"),
            }))
        .Method("exports.list(id, ordering=None)", c => c.Studio().Exports.ListAsync(c.Id(), c.OptionalText("ordering")))
        .Method("exports.get(id, export_pk)", c => c.Studio().Exports.GetAsync(c.Id(), c.Id("export_pk")))
        .Method("exports.delete(id, export_pk)", c => Nothing(c.Studio().Exports.DeleteAsync(c.Id(), c.Id("export_pk"))))
        .Method("exports.convert(id, export_pk, export_type, download_resources=None)", c => c.Studio().Exports.ConvertAsync(
            c.Id(), c.Id("export_pk"), c.Body<ExportConvertRequest>("export_type", "download_resources")))
        .Method("exports.list_formats(id)", async c =>
            (object?)(await c.Studio().Exports.ListFormatsAsync(c.Id())).Value.Select(format => WireJson.ToNode(format)).ToList())
        .Method("exports.download(id, export_pk, export_type=None)", async c =>
            await BytesAsync(await c.Studio().Exports.OpenDownloadAsync(c.Id(), c.Id("export_pk"), c.OptionalText("export_type"))))
        .Method("exports.download_sync(id, download_all_tasks=None, download_resources=None, export_type=None, ids=None)", async c =>
            await BytesAsync(await c.Studio().Exports.OpenAsync(c.Id(), new()
            {
                DownloadAllTasks = c.Flag("download_all_tasks"),
                DownloadResources = c.Flag("download_resources"),
                ExportType = c.OptionalText("export_type"),
                Ids = c.Texts("ids"),
            })));

    /// <summary>The official client gives chunks; here all is one of them.</summary>
    private static async Task<object?> BytesAsync(Stream content)
    {
        using MemoryStream buffer = new();
        await using (content)
            await content.CopyToAsync(buffer);
        return new List<object?> { buffer.ToArray() };
    }
}
