using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

/// <summary>What the official client still has beside the methods that took its place.</summary>
internal static partial class NucleusWire
{
    private static void MapDeprecated(WireVendor vendor) => vendor
        .Method("NucleusClient.get_model_run(model_run_id, dataset_id)", c => new RunHandle(c.Text("model_run_id"), c.Text("dataset_id")))
        .Method("NucleusClient.delete_model_run(model_run_id)", async c =>
            Json(await c.Nucleus().ModelRuns.DeleteAsync(c.Text("model_run_id"))))
        .Method("NucleusClient.model_run_info(model_run_id)", c => c.Nucleus().ModelRuns.GetInfoAsync(c.Text("model_run_id")))
        .Method("NucleusClient.commit_model_run(model_run_id, payload=None)", c => c.Nucleus().ModelRuns.CommitAsync(
            c.Text("model_run_id"), c.Object("payload") is { } options ? Model<EvaluationMetricsOptions>(options) : new()))
        .Method("NucleusClient.create_model_run(dataset_id, payload)", c =>
            CreateRunAsync(c, c.Text("dataset_id"), c.Object("payload")!))
        .Method(
            "Dataset.create_model_run(name, reference_id=None, model_id=None, metadata=None, annotation_metadata_schema=None)",
            c => CreateRunAsync(c, c.DatasetOf(), new JsonObject
            {
                ["name"] = c.Text("name"),
                ["reference_id"] = c.OptionalText("reference_id"),
                ["metadata"] = c.Object("metadata") ?? [],
                ["annotation_metadata_schema"] = c.Object("annotation_metadata_schema"),
            }))
        .Method("NucleusClient.predictions_iloc(model_run_id, i)", c =>
            c.Nucleus().ModelRuns.GetByIndexAsync(c.Text("model_run_id"), c.Integer("i")!.Value))
        .Method("NucleusClient.predictions_loc(model_run_id, dataset_item_id)", c =>
            c.Nucleus().ModelRuns.GetByItemIdAsync(c.Text("model_run_id"), c.Text("dataset_item_id")))
        .Method("NucleusClient.predictions_ref_id(model_run_id, ref_id, dataset_id=None)", async c => Grouped(
            (await Value(c.Nucleus().ModelRuns.GetByReferenceIdAsync(c.Text("model_run_id"), c.Text("ref_id")))).Annotations, true))
        .Method("NucleusClient.ingest_tasks(dataset_id, payload)", c => c.Nucleus().Datasets.IngestTasksAsync(
            c.Text("dataset_id"), Model<IngestTasksRequest>(c.Json("payload"))))
        .Method("NucleusClient.create_slice(dataset_id, payload)", async c =>
        {
            JsonObject payload = c.Object("payload")!;
            return new SliceHandle((await Value(c.Nucleus().Slices.CreateAsync(
                c.Text("dataset_id"), (string)payload["name"]!, [.. payload["reference_ids"]!.AsArray().Select(id => (string)id!)]))).Id);
        })
        .Method("NucleusClient.delete_annotations(dataset_id, reference_ids=None, keep_history=True)", c =>
            DeleteLabels(c, c.Text("dataset_id")))
        .Method("NucleusClient.list_autotags(dataset_id)", async c =>
            await Value(c.Nucleus().Autotags.ListForDatasetAsync(c.Text("dataset_id"))));

    /// <summary>The program gives the body itself, with nulls or without.</summary>
    private static async Task<object?> CreateRunAsync(WireCall c, string dataset, JsonObject payload)
    {
        ModelRunId created = await Value(c.Nucleus().ModelRuns.CreateAsync(dataset, Model<CreateModelRunRequest>(payload)));
        return new RunHandle(created.Id ?? throw new ModelCreationException((string)payload["name"]!, created.Error), dataset);
    }
}
