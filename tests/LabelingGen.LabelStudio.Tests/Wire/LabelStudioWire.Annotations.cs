using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

internal static partial class LabelStudioWire
{
    private static readonly string[] AnnotationFields =
    [
        "result", "was_cancelled", "ground_truth", "lead_time", "completed_by", "draft_created_at", "unique_id", "import_id", "last_action",
        "bulk_created", "task", "project", "updated_by", "parent_prediction", "parent_annotation", "last_created_by",
    ];

    private static readonly string[] PredictionFields =
        ["task", "result", "score", "model_version", "model", "model_run", "cluster", "neighbors", "mislabeling", "project"];

    private static string Optional(params string[] names) => string.Join(", ", names.Select(name => name + "=None"));

    private static void MapAnnotations(WireVendor vendor) => vendor
        .Method("annotations.list(id, ordering=None)", c => c.Studio().Annotations.ListAsync(c.Id(), c.OptionalText("ordering")))
        .Method($"annotations.create(id, {Optional(AnnotationFields)})",
            c => c.Studio().Annotations.CreateAsync(c.Id(), c.Body<CreateAnnotationRequest>(AnnotationFields)))
        .Method($"annotations.update(id, {Optional(AnnotationFields)})",
            c => c.Studio().Annotations.UpdateAsync(c.Id(), c.Body<UpdateAnnotationRequest>(AnnotationFields)))
        .Method("annotations.get(id)", c => c.Studio().Annotations.GetAsync(c.Id()))
        .Method("annotations.delete(id)", c => Nothing(c.Studio().Annotations.DeleteAsync(c.Id())))
        .Method("predictions.list(task=None, project=None)",
            c => c.Studio().Predictions.ListAsync(new() { Task = c.Integer("task"), Project = c.Integer("project") }))
        .Method($"predictions.create({Optional(PredictionFields)})",
            c => c.Studio().Predictions.CreateAsync(c.Body<CreatePredictionRequest>(PredictionFields)))
        .Method($"predictions.update(id, {Optional(PredictionFields)})",
            c => c.Studio().Predictions.UpdateAsync(c.Id(), c.Body<UpdatePredictionRequest>(PredictionFields)))
        .Method("predictions.get(id)", c => c.Studio().Predictions.GetAsync(c.Id()))
        .Method("predictions.delete(id)", c => Nothing(c.Studio().Predictions.DeleteAsync(c.Id())));
}
