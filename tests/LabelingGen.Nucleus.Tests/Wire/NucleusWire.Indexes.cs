using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

internal static partial class NucleusWire
{
    private static void MapIndexes(WireVendor vendor)
    {
        vendor.Class<EmbeddingIndex>("EmbeddingIndex")
            .Attribute("Dataset.embedding_indexes", async c =>
                (await Value(c.Nucleus().Indexes.ListEmbeddingIndexesAsync(c.DatasetOf()))).Indexes)
            .Method("Dataset.get_image_indexing_status()", c => c.Nucleus().Indexes.GetImageStatusAsync(c.DatasetOf()))
            .Method("Dataset.get_object_indexing_status(model_run_id=None)", c =>
                c.Nucleus().Indexes.GetObjectStatusAsync(c.DatasetOf(), c.OptionalText("model_run_id")))
            .Method("Dataset.create_custom_index(embeddings_urls, embedding_dim)", c => CreateIndex(c, c.DatasetOf()))
            .Method("Dataset.delete_custom_index(image=True)", c => DeleteIndex(c, c.DatasetOf()))
            .Method("Dataset.set_primary_index(image=True, custom=False)", c => SetPrimary(c, c.DatasetOf()))
            .Method("Dataset.set_continuous_indexing(enable=True)", c => SetContinuousAsync(c, c.DatasetOf()))
            .Method("Dataset.create_image_index()", c => c.Nucleus().Indexes.CreateImageIndexAsync(c.DatasetOf()))
            .Method("Dataset.create_object_index(model_run_id=None, gt_only=None)", c =>
                c.Nucleus().Indexes.CreateObjectIndexAsync(c.DatasetOf(), IndexObjects(c)));
        MapOlderIndexes(vendor);
    }

    /// <summary>
    /// The older methods of the client hand the server's answer out as it is, whether it names a job or not: those that would be a job in
    /// ours go by the route.
    /// </summary>
    private static void MapOlderIndexes(WireVendor vendor) => vendor
        .Method("NucleusClient.create_custom_index(dataset_id, embeddings_urls, embedding_dim)", c => CreateIndex(c, c.Text("dataset_id")))
        .Method("NucleusClient.delete_custom_index(dataset_id, image)", c => DeleteIndex(c, c.Text("dataset_id")))
        .Method("NucleusClient.set_primary_index(dataset_id, image, custom)", c => SetPrimary(c, c.Text("dataset_id")))
        .Method("NucleusClient.set_continuous_indexing(dataset_id, enable=True)", c => SetContinuousAsync(c, c.Text("dataset_id")))
        .Method("NucleusClient.create_image_index(dataset_id)", c => c.Nucleus().RequestAsync(
            HttpMethod.Post, $"indexing/{c.Text("dataset_id")}/internal/image", new JsonObject()))
        .Method("NucleusClient.create_object_index(dataset_id, model_run_id=None, gt_only=None)", c => c.Nucleus().RequestAsync(
            HttpMethod.Post, $"indexing/{c.Text("dataset_id")}/internal/object", WireJson.ToNode(IndexObjects(c))));

    private static object CreateIndex(WireCall c, string dataset) => c.Nucleus().Indexes.CreateCustomIndexAsync(
        dataset,
        new CreateCustomIndexRequest
        {
            EmbeddingsUrls = c.Texts("embeddings_urls")!,
            EmbeddingDimension = c.Integer("embedding_dim")!.Value,
        });

    private static object DeleteIndex(WireCall c, string dataset) =>
        c.Nucleus().Indexes.DeleteCustomIndexAsync(dataset, c.Flag("image") ?? true);

    private static object SetPrimary(WireCall c, string dataset) => c.Nucleus().Indexes.SetPrimaryIndexAsync(
        dataset, c.Flag("image") ?? true, c.Flag("custom") ?? false);

    private static async Task<object?> SetContinuousAsync(WireCall c, string dataset)
    {
        ContinuousIndexingResponse answer = await Value(c.Nucleus().Indexes.SetContinuousIndexingAsync(dataset, c.Flag("enable") ?? true));
        Dictionary<object, object?> result = [];
        if (answer.DatasetId is not null)
            result["dataset_id"] = answer.DatasetId;
        if (answer.Message is not null)
            result["message"] = answer.Message;
        if (answer.JobId is { } id)
        {
            result["backfill_job"] = new WireInstance("AsyncJob", new JobSummary
            {
                JobId = id,
                JobLastKnownStatus = answer.JobLastKnownStatus,
                JobType = answer.JobType,
                JobCreationTime = answer.JobCreationTime,
            });
        }

        return result;
    }

    private static CreateObjectIndexRequest IndexObjects(WireCall c) => c.OptionalText("model_run_id") is { } run
        ? new() { ModelRunId = run }
        : new() { IngestGtOnly = c.Flag("gt_only") == true ? true : null };
}
