using System.Globalization;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

internal static partial class NucleusWire
{
    private static void MapSlices(WireVendor vendor)
    {
        vendor
            .Attribute("NucleusClient.slices", async c => (await Value(c.Nucleus().Slices.ListAsync())).Select(Slice).ToList())
            .Attribute("Dataset.slices", async c =>
                (await Value(c.Nucleus().Slices.ListForDatasetAsync(c.DatasetOf()))).Select(Slice).ToList())
            .Method("Dataset.get_slices(name=None, slice_type=None)", async c =>
            {
                IReadOnlyList<SliceSummary> found = await Value(c.Nucleus().Slices.ListForDatasetAsync(
                    c.DatasetOf(), c.OptionalText("name"), c.OptionalText("slice_type") is { } type ? (SliceType?)type : null));
                // The official client takes an empty list for an error; ours is the empty list.
                return found.Count == 0 ? throw new FileNotFoundException("No slice fits.") : found.Select(Slice).ToList();
            })
            .Method("NucleusClient.get_slice(slice_id)", c => new SliceHandle(c.Text("slice_id")))
            .Method("NucleusClient.slice_info(slice_id)", c => c.Nucleus().Slices.GetContentsAsync(c.Text("slice_id")))
            .Method("NucleusClient.delete_slice(slice_id)", async c => await Value(c.Nucleus().Slices.DeleteAsync(c.Text("slice_id"))))
            .Method("NucleusClient.append_to_slice(slice_id, reference_ids, dataset_id)", c => c.Nucleus().Slices.AppendAsync(
                c.Text("slice_id"), c.Text("dataset_id"), c.Texts("reference_ids")!))
            .Method("Dataset.create_slice(name, reference_ids=None)", async c => new SliceHandle(
                (await Value(c.Nucleus().Slices.CreateAsync(c.DatasetOf(), c.Text("name"), c.Texts("reference_ids") ?? []))).Id))
            .Method(
                "Dataset.create_slice_by_ids(name, dataset_item_ids=None, scene_ids=None, annotation_ids=None, prediction_ids=None)",
                async c => new SliceHandle((await Value(c.Nucleus().Slices.CreateByIdsAsync(
                    c.DatasetOf(), c.Text("name"), c.Texts("dataset_item_ids"), c.Texts("scene_ids"), c.Texts("annotation_ids"),
                    c.Texts("prediction_ids")))).Id))
            .Method("SliceBuilderFilterAutotag(autotag_id, score_range)", c =>
            {
                AutotagFilter filter = new() { AutotagId = c.Text("autotag_id"), Range = Numbers(c, "score_range")! };
                filter.Check();
                return filter;
            })
            .Method("SliceBuilderFilters(slice_id=None, autotag=None)", c => new SliceFilters
            {
                SliceId = c.OptionalText("slice_id"),
                Autotag = c["autotag"] is null ? null : c.Value<AutotagFilter>("autotag"),
            })
            .Class<AutotagFilter>("SliceBuilderFilterAutotag")
            .Class<SliceFilters>("SliceBuilderFilters")
            .Method("Dataset.build_slice(name, sample_size, sample_method, filters=None)", async c =>
            {
                BuiltSlice built = await Value(c.Nucleus().Slices.BuildAsync(
                    c.DatasetOf(), c.Text("name"), c.Integer("sample_size")!.Value, c.Text("sample_method"),
                    c["filters"] is null ? null : c.Value<SliceFilters>("filters")));
                return built.Job is null
                    ? new Dictionary<object, object?> { ["sliceId"] = built.SliceId }
                    : new List<object?> { built.Job, built.SliceId ?? "" };
            });
        MapSlice(vendor);
    }

    private static void MapSlice(WireVendor vendor) => vendor
        .Attribute("Slice.id", c => c.SliceOf())
        .Attribute("Slice.slice_id", c => c.SliceOf())
        .Attribute("Slice.name", async c => c.On<SliceHandle>().Summary?.Name ?? (await InfoAsync(c)).Name)
        .Attribute("Slice.dataset_id", async c => c.On<SliceHandle>().Summary?.DatasetId ?? (await InfoAsync(c)).DatasetId)
        .Attribute("Slice.type", async c => (c.On<SliceHandle>().Summary?.Type ?? (await InfoAsync(c)).Type)?.Value)
        .Attribute("Slice.description", async c => c.On<SliceHandle>().Summary is null ? (await InfoAsync(c)).Description : null)
        .Attribute("Slice.created_at", async c =>
            c.On<SliceHandle>().Summary is { } summary ? Moment(summary.CreatedAt) : (await InfoAsync(c)).CreatedAt)
        .Attribute("Slice.pending_job_count", async c => (long?)(c.On<SliceHandle>().Summary is { } summary
            ? summary.PendingJobCount
            : (await InfoAsync(c)).PendingJobCount))
        .Attribute("Slice.tags", async c => (await Value(c.Nucleus().Slices.GetInfoAsync(c.SliceOf()))).Tags)
        .Attribute("Slice.items", async c => (await MembersAsync(c)).ToList())
        .Method("Slice.dataset_items()", async c => (await MembersAsync(c)).ToList())
        .Method("Slice.info()", c => c.Nucleus().Slices.GetInfoAsync(c.SliceOf()))
        .Method("Slice.append(reference_ids=None)", async c => await Value(c.Nucleus().Slices.AppendAsync(
            c.SliceOf(), c.On<SliceHandle>().Summary?.DatasetId ?? (await InfoAsync(c)).DatasetId!, c.Texts("reference_ids")!)))
        .Method("Slice.add_tags(tags)", c => c.Nucleus().Slices.AddTagsAsync(
            c.SliceOf(), new SliceTags { Tags = c.Texts("tags")! }))
        .Method("Slice.items_generator(page_size=100000)", c =>
            c.Nucleus().Slices.ListItemsAsync(c.SliceOf(), c.Integer("page_size")!.Value))
        .Method("Slice.items_and_annotation_generator(use_mirrored_images=False)", async c =>
            (await All(c.Nucleus().Slices.ExportItemsAndAnnotationsAsync(c.SliceOf(), c.Flag("use_mirrored_images") ?? false)))
                .Select(Row).ToList())
        .Method("Slice.items_and_annotations()", async c =>
            (await Value(c.Nucleus().Slices.GetAllSliceItemsAndAnnotationsAsync(c.SliceOf()))).ExportedRows.Select(Row).ToList())
        .Method("Slice.export_predictions(model)", async c =>
            (await Value(c.Nucleus().Slices.GetAllSlicePredictionsAsync(c.SliceOf(), c.ModelOf()))).ExportedRows
                .Select(PredictionRow).ToList())
        .Method("Slice.export_predictions_generator(model)", async c =>
            (await All(c.Nucleus().Slices.ExportPredictionsAsync(c.SliceOf(), c.ModelOf()))).Select(PredictionRow).ToList())
        .Method("Slice.export_raw_items()", c => c.Nucleus().Slices.ExportRawItemsAsync(c.SliceOf()))
        .Method("Slice.export_raw_json()", async c => await Value(c.Nucleus().Slices.ExportRawJsonAsync(c.SliceOf())))
        .Method("Slice.export_scale_task_info()", async c =>
            (await Value(c.Nucleus().Slices.ExportTaskInfoAsync(c.SliceOf()))).ExportedScaleTaskInfoRows.Select(TaskRow).ToList())
        .Method("Slice.export_class_labels()", async c => (await Value(c.Nucleus().Slices.ExportClassLabelsAsync(c.SliceOf()))).Data)
        .Method("Slice.export_embeddings(asynchronous=True)", async c => c.Flag("asynchronous") == false
            ? await Value(c.Nucleus().Slices.ListEmbeddingsAsync(c.SliceOf()))
            : (object)await c.Nucleus().Slices.ExportEmbeddingsAsync(c.SliceOf()))
        .Method("Slice.send_to_labeling(project_id)", c =>
            c.Nucleus().Slices.SendToLabelingAsync(c.SliceOf(), c.Text("project_id")));

    private static WireInstance Slice(SliceSummary summary) => new("Slice", new SliceHandle(summary.Id) { Summary = summary });

    private static async Task<SliceInfo> InfoAsync(WireCall c)
    {
        SliceHandle slice = c.On<SliceHandle>();
        return slice.Info ??= await Value(c.Nucleus().Slices.GetInfoAsync(slice.Id));
    }

    private static async Task<IEnumerable<object>> MembersAsync(WireCall c) =>
        (await Value(c.Nucleus().Slices.GetContentsAsync(c.SliceOf()))).ReadMembers()
            .Select(object (m) => m.Item ?? (object?)m.Annotation ?? (object?)m.Prediction ?? m.Scene!);

    /// <summary>The official client turns the times of a list into moments, which are written without trailing zeros and zone.</summary>
    private static string? Moment(string? time) => time is null
        ? null
        : DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
}
