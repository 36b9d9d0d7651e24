using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

internal static partial class NucleusWire
{
    private static void MapLists(WireVendor vendor) => vendor
        .Class<EvaluationMatch>("EvaluationMatch")
        .Attribute("EvaluationMatch.confusion_category", c => c.On<EvaluationMatch>().Category switch
        {
            ConfusionCategory.TruePositive => "true_positive",
            ConfusionCategory.FalsePositive => "false_positive",
            _ => "false_negative",
        })
        .Method("Dataset.items_generator(page_size=100000)", c =>
            c.Nucleus().Datasets.ListItemsAsync(c.DatasetOf(), c.Integer("page_size")!.Value))
        .Method("Dataset.query_items(query)", c => c.Nucleus().Datasets.QueryItemsAsync(c.DatasetOf(), c.Text("query")))
        .Method("Dataset.query_scenes(query)", c => c.Nucleus().Datasets.QueryScenesAsync(c.DatasetOf(), c.Text("query")))
        .Method("Dataset.query_objects(query, query_type, model_run_id=None)", c =>
        {
            ObjectQueryType mode = c.Text("query_type");
            string? run = c.OptionalText("model_run_id");
            if (mode == ObjectQueryType.GroundTruthOnly)
                return c.Nucleus().Datasets.QueryAnnotationsAsync(c.DatasetOf(), c.Text("query"));
            return mode == ObjectQueryType.PredictionsOnly
                ? c.Nucleus().Datasets.QueryPredictionsAsync(c.DatasetOf(), c.Text("query"), run)
                : c.Nucleus().Datasets.QueryMatchesAsync(c.DatasetOf(), c.Text("query"), mode, run);
        })
        .Method("Dataset.items_and_annotations()", async c =>
            (await Value(c.Nucleus().Datasets.GetAllItemsAndAnnotationsAsync(c.DatasetOf()))).ExportedRows.Select(Row).ToList())
        .Method(
            "Dataset.items_and_annotation_generator(query=None, use_mirrored_images=False, only_most_recent_tasks=True, page_size=10000)",
            async c => (await All(c.Nucleus().Datasets.ExportItemsAndAnnotationsAsync(
                c.DatasetOf(), c.OptionalText("query"), c.Flag("use_mirrored_images") ?? false, c.Flag("only_most_recent_tasks"),
                c.Integer("page_size")!.Value))).Select(Row).ToList())
        .Method(
            "Dataset.items_and_annotation_chip_generator(chip_size, stride_size, cache_directory, query=None, num_processes=0)",
            ExportChipsAsync)
        .Method("Dataset.scene_and_annotation_generator(slice_id=None, page_size=10, only_most_recent_tasks=True)", c =>
            c.Nucleus().Datasets.ExportScenesAndAnnotationsAsync(
                c.DatasetOf(), c.OptionalText("slice_id"), c.Flag("only_most_recent_tasks") ?? true, c.Integer("page_size")!.Value))
        .Method("Dataset.export_scale_task_info()", async c =>
            (await Value(c.Nucleus().Datasets.ExportTaskInfoAsync(c.DatasetOf()))).ExportedScaleTaskInfoRows.Select(TaskRow).ToList())
        .Method("Dataset.export_embeddings(asynchronous=True)", async c => c.Flag("asynchronous") == false
            ? await Value(c.Nucleus().Datasets.ListEmbeddingsAsync(c.DatasetOf()))
            : (object)await c.Nucleus().Datasets.ExportEmbeddingsAsync(c.DatasetOf()))
        .Method("Dataset.export_predictions(model)", async c => Grouped(
            await Value(c.Nucleus().Models.ExportPredictionsAsync(c.DatasetOf(), c.ModelOf())), keepEmpty: true))
        .Method("Dataset.predictions_iloc(model, index)", async c => Grouped(
            (await Value(c.Nucleus().Models.GetPredictionsByIndexAsync(c.DatasetOf(), c.ModelOf(), c.Integer("index")!.Value))).Annotations,
            keepEmpty: true))
        .Method("Dataset.predictions_refloc(model, reference_id)", async c => Grouped(
            (await Value(c.Nucleus().Models.GetPredictionsByReferenceIdAsync(c.DatasetOf(), c.ModelOf(), c.Text("reference_id"))))
                .Annotations,
            keepEmpty: true))
        .Method("Dataset.prediction_loc(model, reference_id, annotation_id)", c => c.Nucleus().Models.GetPredictionAsync(
            c.DatasetOf(), c.ModelOf(), c.Text("reference_id"), c.Text("annotation_id")))
        .Method("Dataset.calculate_evaluation_metrics(model, options=None)", c => c.Nucleus().Models.CalculateEvaluationMetricsAsync(
            c.DatasetOf(), c.ModelOf(), c.Object("options") is { } options ? Model<EvaluationMetricsOptions>(options) : new()));

    /// <summary>The official client copies the item's reference id to its annotations, and leaves empty types out.</summary>
    private static Dictionary<object, object?> Row(ExportRow row) => new()
    {
        ["item"] = new WireInstance("DatasetItem", row.Item),
        ["annotations"] = Grouped(row.WithReferenceIds(), keepEmpty: false),
    };

    private static Dictionary<object, object?> PredictionRow(PredictionExportRow row) => new()
    {
        ["item"] = new WireInstance("DatasetItem", row.Item),
        ["predictions"] = Grouped(row.WithReferenceIds(), keepEmpty: false),
    };

    private static Dictionary<object, object?> TaskRow(TaskInfoRow row)
    {
        Dictionary<object, object?> pairs = new() { ["scale_task_info"] = WireJson.ToPython(WireJson.ToNode(row.ScaleTaskInfo)) };
        if (row.Item is not null)
            pairs["item"] = new WireInstance("DatasetItem", row.Item);
        if (row.Scene is not null)
            pairs["scene"] = WireJson.ToPython(WireJson.ToNode(row.Scene));
        return pairs;
    }

    private static async Task<object?> ExportChipsAsync(WireCall c)
    {
        List<object?> chips = [];
        await foreach (ImageChip chip in ImageChips.ExportAsync(
            c.Nucleus().Datasets.ExportItemsAndAnnotationsAsync(
                c.DatasetOf(), c.OptionalText("query"), useMirroredImages: true, onlyMostRecentTask: null),
            c.Session.Locate(c.Text("cache_directory")),
            c.Nucleus().Pipeline,
            new ImageChipOptions { Size = c.Integer("chip_size")!.Value, Stride = c.Integer("stride_size")!.Value }))
        {
            Dictionary<object, object?> places = new() { ["image_location"] = chip.ImagePath };
            if (chip.AnnotationPath is not null)
                places["annotation_location"] = chip.AnnotationPath;
            chips.Add(places);
        }

        return chips;
    }
}
