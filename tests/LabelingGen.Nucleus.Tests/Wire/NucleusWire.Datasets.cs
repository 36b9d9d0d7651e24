using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

internal static partial class NucleusWire
{
    private static readonly string[] GroupedTypes =
        ["box", "line", "polygon", "keypoints", "segmentation", "cuboid", "category", "multicategory"];

    private static Task<AnnotationDeletionJob> DeleteLabels(WireCall c, string dataset)
    {
        bool keepHistory = c.Flag("keep_history") ?? true;
        return c.Texts("reference_ids") is { Count: > 0 } references
            ? c.Nucleus().Datasets.DeleteAnnotationsAsync(dataset, references, keepHistory)
            : c.Nucleus().Datasets.DeleteAllAnnotationsAsync(dataset, keepHistory);
    }

    private static void MapDatasets(WireVendor vendor) => vendor
        .Attribute("Dataset.id", c => c.DatasetOf())
        .Attribute("Dataset.name", async c =>
            c.On<DatasetHandle>().Name ??= (await Value(c.Nucleus().Datasets.GetNameAsync(c.DatasetOf()))).Name)
        .Attribute("Dataset.is_scene", async c => await IsSceneAsync(c))
        .Attribute("Dataset.use_privacy_mode", async c => c.On<DatasetHandle>().UsePrivacyMode
            ??= (await Value(c.Nucleus().Datasets.GetPrivacyModeAsync(c.DatasetOf()))).UsePrivacyMode)
        .Attribute("Dataset.size", async c => (long)(await Value(c.Nucleus().Datasets.GetSizeAsync(c.DatasetOf()))).Count)
        .Attribute("Dataset.model_runs", async c => await Value(c.Nucleus().Datasets.ListModelRunsAsync(c.DatasetOf())))
        .Attribute("Dataset.items", async c => (await Value(c.Nucleus().Datasets.GetAllItemsAsync(c.DatasetOf()))).DatasetItems)
        .Attribute("Dataset.scenes", async c => (await Value(c.Nucleus().Datasets.ListScenesAsync(c.DatasetOf()))).Scenes)
        .Attribute("Dataset.tracks", async c => (await Value(c.Nucleus().Datasets.ListTracksAsync(c.DatasetOf()))).Tracks)
        .Method("Dataset.info()", c => c.Nucleus().Datasets.GetInfoAsync(c.DatasetOf()))
        .Method("Dataset.get_tags()", async c => (await Value(c.Nucleus().Datasets.GetTagsAsync(c.DatasetOf()))).Tags)
        .Method("Dataset.add_tags(tags)", async c =>
            (await Value(c.Nucleus().Datasets.AddTagsAsync(c.DatasetOf(), TagsOf(c)))).Tags)
        .Method("Dataset.remove_tags(tags)", async c =>
            (await Value(c.Nucleus().Datasets.RemoveTagsAsync(c.DatasetOf(), TagsOf(c)))).Tags)
        .Method("Dataset.ingest_tasks(task_ids)", c => c.Nucleus().Datasets.IngestTasksAsync(
            c.DatasetOf(), new IngestTasksRequest { Tasks = c.Texts("task_ids")! }))
        .Method("Dataset.export_class_labels(slice_id=None)", async c =>
            (await Value(c.Nucleus().Datasets.ExportClassLabelsAsync(c.DatasetOf(), c.OptionalText("slice_id")))).Data)
        .Method("Dataset.add_taxonomy(taxonomy_name, taxonomy_type, labels, update=False)", c =>
            c.Nucleus().Datasets.AddTaxonomyAsync(c.DatasetOf(), new AddTaxonomyRequest
            {
                TaxonomyName = c.Text("taxonomy_name"),
                Type = c.Text("taxonomy_type"),
                Labels = c.Texts("labels")!,
                Update = c.Flag("update") ?? false,
            }))
        .Method("Dataset.delete_taxonomy(taxonomy_name)", c =>
            c.Nucleus().Datasets.DeleteTaxonomyAsync(c.DatasetOf(), c.Text("taxonomy_name")))
        .Method("Dataset.iloc(i)", async c =>
            Found(await Value(c.Nucleus().Datasets.GetItemByIndexAsync(c.DatasetOf(), c.Integer("i")!.Value))))
        .Method("Dataset.refloc(reference_id)", async c =>
            Found(await Value(c.Nucleus().Datasets.GetItemByReferenceIdAsync(c.DatasetOf(), c.Text("reference_id")))))
        .Method("Dataset.loc(dataset_item_id)", async c =>
            Found(await Value(c.Nucleus().Datasets.GetItemByIdAsync(c.DatasetOf(), c.Text("dataset_item_id")))))
        .Method("Dataset.ground_truth_loc(reference_id, annotation_id)", c => c.Nucleus().Datasets.GetGroundTruthAsync(
            c.DatasetOf(), c.Text("reference_id"), c.Text("annotation_id")))
        .Method("Dataset.delete_item(reference_id)", c =>
            c.Nucleus().Datasets.DeleteItemAsync(c.DatasetOf(), c.Text("reference_id")))
        .Method("Dataset.get_scene(reference_id)", async c =>
            SceneOf(await Value(c.Nucleus().Datasets.GetSceneAsync(c.DatasetOf(), c.Text("reference_id")))))
        // The official client answers nothing for a dataset that holds items.
        .Method("Dataset.get_scene_from_item_ref_id(item_reference_id)", async c => !await IsSceneAsync(c)
            ? null
            : SceneOf(await Value(c.Nucleus().Datasets.GetSceneOfItemAsync(c.DatasetOf(), c.Text("item_reference_id")))))
        .Method("Dataset.delete_scene(reference_id)", async c =>
        {
            await c.Nucleus().Datasets.DeleteSceneAsync(c.DatasetOf(), c.Text("reference_id"));
            return null;
        })
        .Method("Dataset.delete_tracks(track_reference_ids)", async c =>
        {
            await c.Nucleus().Datasets.DeleteTracksAsync(
                c.DatasetOf(), new DeleteTracksRequest { TrackReferenceIds = c.Texts("track_reference_ids")! });
            return null;
        })
        .Method("Dataset.delete_annotations(reference_ids=None, keep_history=True)", c => DeleteLabels(c, c.DatasetOf()))
        .Method("Dataset.update_item_metadata(mapping, asynchronous=False)", c => c.Flag("asynchronous") == true
            ? c.Nucleus().Datasets.StartUpdateItemMetadataAsync(c.DatasetOf(), Mapping(c))
            : c.Nucleus().Datasets.UpdateItemMetadataAsync(c.DatasetOf(), Mapping(c)))
        .Method("Dataset.update_scene_metadata(mapping, asynchronous=False)", c => c.Flag("asynchronous") == true
            ? c.Nucleus().Datasets.StartUpdateSceneMetadataAsync(c.DatasetOf(), Mapping(c))
            : c.Nucleus().Datasets.UpdateSceneMetadataAsync(c.DatasetOf(), Mapping(c)))
        .Method("Dataset.list_autotags()", async c => await Value(c.Nucleus().Autotags.ListForDatasetAsync(c.DatasetOf())))
        .Method("Dataset.update_autotag(autotag_id)", c => c.Nucleus().Autotags.UpdateAsync(c.Text("autotag_id")))
        .Method("Dataset.autotag_items(autotag_name, for_scores_greater_than=0)", c => c.Nucleus().Autotags.ListItemsAsync(
            c.DatasetOf(), c.Text("autotag_name"), c.Number("for_scores_greater_than") ?? 0))
        .Method("Dataset.autotag_training_items(autotag_name)", c =>
            c.Nucleus().Autotags.ListTrainingItemsAsync(c.DatasetOf(), c.Text("autotag_name")))
        .Method("Dataset.deduplicate(threshold, reference_ids=None)", c => c.Nucleus().Datasets.DeduplicateAsync(
            c.DatasetOf(), c.Integer("threshold")!.Value, c.Texts("reference_ids")))
        .Method("Dataset.deduplicate_by_ids(threshold, dataset_item_ids)", c => c.Nucleus().Datasets.DeduplicateAsync(
            c.DatasetOf(), c.Integer("threshold")!.Value, null, c.Texts("dataset_item_ids")));

    private static async Task<bool> IsSceneAsync(WireCall c) =>
        (c.On<DatasetHandle>().IsScene ??= (await Value(c.Nucleus().Datasets.GetIsSceneAsync(c.DatasetOf()))).IsScene);

    private static TagList TagsOf(WireCall c) =>
        new() { Tags = c.Items("tags") is null ? throw new WireRefusedException("tags is a list") : c.Texts("tags")! };

    private static Dictionary<string, JsonObject> Mapping(WireCall c) =>
        c.Object("mapping")!.ToDictionary(p => p.Key, p => p.Value!.DeepClone().AsObject());

    private static Dictionary<object, object?> Found(ItemWithAnnotations found) => new()
    {
        ["item"] = new WireInstance("DatasetItem", found.Item),
        ["annotations"] = Grouped(found.Annotations, keepEmpty: true),
    };

    /// <summary>Annotations or predictions by type, as the official client hands them out.</summary>
    private static Dictionary<object, object?> Grouped(object byType, bool keepEmpty)
    {
        Dictionary<object, object?> groups = [];
        foreach (string type in GroupedTypes)
        {
            object? value = byType.GetType().GetProperty(Name(type))?.GetValue(byType);
            if (value is JsonNode)
            {
                value = byType is AnnotationsByType annotations
                    ? annotations.ReadSegmentations()
                    : ((PredictionsByType)byType).ReadSegmentations();
            }

            if (value is System.Collections.ICollection list ? keepEmpty || list.Count > 0 : value is not null)
                groups[type] = value;
        }

        return groups;

        static string Name(string type) => char.ToUpperInvariant(type[0]) + type[1..];
    }
}
