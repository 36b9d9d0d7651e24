using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

internal static partial class NucleusWire
{
    private const string OfFolder = "privacy_mode_proxy='', allowed_file_types=None, skip_size_warning=False";

    private const string Sizes = "remote_files_per_upload_request=20, local_files_per_upload_request=10";

    private static void MapUploads(WireVendor vendor) => vendor
        .Class<AppendResult>("UploadResponse")
        .Attribute("UploadResponse.dataset_id", c => c.On<AppendResult>().DatasetId)
        .Attribute("UploadResponse.new_items", c => c.On<AppendResult>().NewItems)
        .Attribute("UploadResponse.updated_items", c => c.On<AppendResult>().UpdatedItems)
        .Attribute("UploadResponse.ignored_items", c => c.On<AppendResult>().IgnoredItems)
        .Attribute("UploadResponse.upload_errors", c => c.On<AppendResult>().UploadErrors)
        .Attribute("UploadResponse.error_payload", c => c.On<AppendResult>().ErrorPayload)
        // A set of statuses that the official client fills itself, of batches after whose failure it has thrown already.
        .Attribute("UploadResponse.error_codes", _ => new List<object?>())
        .Method("Dataset.append(items, update=False, batch_size=20, asynchronous=False, local_files_per_upload_request=10)", AppendAsync)
        .Method("Dataset.append_scenes(scenes, update=False, asynchronous=False)", c => c.Flag("asynchronous") == true
            ? c.Nucleus().Datasets.StartAppendScenesAsync(
                c.DatasetOf(), c.Values<LidarScene>("scenes")!, c.Flag("update") ?? false, c.On<DatasetHandle>().IsScene)
            : c.Nucleus().Datasets.AppendScenesAsync(
                c.DatasetOf(), c.Values<LidarScene>("scenes")!, c.Flag("update") ?? false, c.On<DatasetHandle>().IsScene))
        .Method(
            $"Dataset.add_items_from_dir(dirname=None, existing_dirname=None, {OfFolder}, update_items=False)",
            async c =>
            {
                AppendResult result = await ClientForFiles(c).Datasets.AppendFolderAsync(
                    c.DatasetOf(), c.OptionalText("existing_dirname") ?? c.Text("dirname"), FolderOptions(c, c.On<DatasetHandle>()));
                result.ThrowIfFailed();
                return null;
            })
        .Method($"Dataset.annotate(annotations, update=False, batch_size=5000, asynchronous=False, {Sizes})", AnnotateAsync)
        .Method(
            $"Dataset.upload_predictions(model, predictions, update=False, asynchronous=False, batch_size=5000, {Sizes}, "
                + "trained_slice_id=None)",
            async c => await PredictionsAsync(c, c.ModelOf()))
        .Method("Dataset.upload_lidar_semseg_predictions(model, pointcloud_ref_id, predictions_s3_path)", c =>
            c.Nucleus().Models.UploadLidarSegmentationAsync(
                c.DatasetOf(), c.ModelOf(), c.Text("pointcloud_ref_id"),
                new LidarSegmentationUpload { PointsSegmentationUrl = c.Text("predictions_s3_path") }));

    private static async Task<object?> AppendAsync(WireCall c)
    {
        const string name = "items";
        DatasetHandle dataset = c.On<DatasetHandle>();
        IReadOnlyList<object?> given = c.Items(name)!;
        bool isAsynchronous = c.Flag("asynchronous") ?? false;
        bool update = c.Flag("update") ?? false;
        if (given.Any(g => g is WireInstance { Value: LidarScene or VideoScene }))
        {
            if (!isAsynchronous)
                throw new WireRefusedException("Scenes are only added in a background job.");
            return given.All(g => g is WireInstance { Value: LidarScene })
                ? await c.Nucleus().Datasets.StartAppendScenesAsync(dataset.Id, c.Values<LidarScene>(name)!, update, dataset.IsScene)
                : await c.Nucleus().Datasets.StartAppendScenesAsync(
                    dataset.Id, c.Values<VideoScene>(name)!, update, dataset.IsScene, dataset.UsePrivacyMode);
        }

        // The official client sends all local files before all remote ones.
        List<DatasetItem> items = [.. c.Values<DatasetItem>(name)!.OrderBy(item => !item.IsLocal)];
        AppendOptions options = AppendOptions(c, dataset);
        if (isAsynchronous)
            return await c.Nucleus().Datasets.StartAppendAsync(dataset.Id, items, options);
        NucleusClient client = items.Exists(item => item.IsLocal) ? ClientForFiles(c) : c.Nucleus();
        AppendResult result = await client.Datasets.AppendAsync(dataset.Id, items, options);
        result.ThrowIfFailed();
        return result;
    }

    private static AppendOptions AppendOptions(WireCall c, DatasetHandle dataset)
    {
        AppendOptions options = new()
        {
            Update = c.Flag("update") ?? false,
            BaseFolder = c.Session.Folder,
            MaxConcurrency = 1,
            IsScene = dataset.IsScene,
            UsePrivacyMode = dataset.UsePrivacyMode,
        };
        if (c.Gives("batch_size"))
            options.BatchSize = c.Integer("batch_size")!.Value;
        if (c.Gives("local_files_per_upload_request"))
            options.FilesPerRequest = c.Integer("local_files_per_upload_request")!.Value;
        return options;
    }

    private static FolderUploadOptions FolderOptions(WireCall c, DatasetHandle dataset)
    {
        FolderUploadOptions options = new()
        {
            AllowLargeFolder = c.Flag("skip_size_warning") ?? false,
            PrivacyModeProxy = c.OptionalText("privacy_mode_proxy"),
            Append = new AppendOptions
            {
                Update = c.Gives("update_items") && c.Flag("update_items") == true,
                BaseFolder = c.Session.Folder,
                MaxConcurrency = 1,
                IsScene = dataset.IsScene,
                UsePrivacyMode = dataset.UsePrivacyMode,
            },
        };
        if (c.Gives("allowed_file_types"))
            options.FileTypes = c.Texts("allowed_file_types")!;
        return options;
    }

    private static async Task<object?> AnnotateAsync(WireCall c)
    {
        IReadOnlyList<GroundTruthAnnotation> annotations = c.Values<GroundTruthAnnotation>("annotations")!;
        if (c.Flag("asynchronous") == true)
            return await c.Nucleus().Datasets.StartAnnotateAsync(c.DatasetOf(), annotations, c.Flag("update") ?? false);
        NucleusClient client = annotations.OfType<SegmentationAnnotation>().Any(m => IsLocal(m.MaskUrl)) ? ClientForFiles(c) : c.Nucleus();
        return Sums(
            await client.Datasets.AnnotateAsync(c.DatasetOf(), InOrder(annotations), LabelOptions(c, new LabelUploadOptions())),
            "annotations");
    }

    private static async Task<object?> PredictionsAsync(WireCall c, string model)
    {
        IReadOnlyList<Prediction> predictions = c.Values<Prediction>("predictions")!;
        if (c.Flag("asynchronous") == true)
        {
            return await c.Nucleus().Models.StartUploadPredictionsAsync(
                c.DatasetOf(), model, predictions, c.Flag("update") ?? false, c.OptionalText("trained_slice_id"));
        }

        NucleusClient client = predictions.OfType<SegmentationPrediction>().Any(m => IsLocal(m.MaskUrl)) ? ClientForFiles(c) : c.Nucleus();
        PredictionUploadOptions options = new() { TrainedSliceId = c.OptionalText("trained_slice_id") };
        return Sums(
            await client.Models.UploadPredictionsAsync(c.DatasetOf(), model, InOrder(predictions), LabelOptions(c, options)),
            "predictions");
    }

    private static T LabelOptions<T>(WireCall c, T options)
        where T : LabelUploadOptions
    {
        options.Update = c.Gives("update") && c.Flag("update") == true;
        options.BaseFolder = c.Session.Folder;
        options.MaxConcurrency = 1;
        Sized(c, options);
        return options;
    }

    private static void Sized(WireCall c, LabelUploadOptions options)
    {
        if (c.Gives("batch_size"))
            options.BatchSize = c.Integer("batch_size")!.Value;
        if (c.Gives("remote_files_per_upload_request"))
            options.MasksPerRequest = c.Integer("remote_files_per_upload_request")!.Value;
        if (c.Gives("local_files_per_upload_request"))
            options.FilesPerRequest = c.Integer("local_files_per_upload_request")!.Value;
    }

    private static bool IsLocal(string location) => !location.Contains("://", StringComparison.Ordinal);

    /// <summary>The official client sends local masks, then remote ones, then all else.</summary>
    private static List<T> InOrder<T>(IReadOnlyList<T> labels) => [.. labels.OrderBy(label => label switch
    {
        SegmentationAnnotation mask => IsLocal(mask.MaskUrl) ? 0 : 1,
        SegmentationPrediction mask => IsLocal(mask.MaskUrl) ? 0 : 1,
        _ => 2,
    })];

    private static JsonObject Sums<T>(LabelUploadResult<T> result, string what)
        where T : class
    {
        result.ThrowIfFailed();
        JsonObject sums = [];
        if (result.DatasetId is null)
            return sums;
        sums["dataset_id"] = result.DatasetId;
        if (result.ModelRunId is not null)
            sums["model_run_id"] = result.ModelRunId;
        sums[what + "_processed"] = result.Processed;
        sums[what + "_ignored"] = result.Ignored;
        if (result.Errors.Count > 0)
            sums["errors"] = new JsonArray([.. result.Errors.Select(e => (JsonNode)e)]);
        if (result.CustomObjectIndexingJobId is { } job)
            sums["customObjectIndexingJobId"] = job;
        return sums;
    }
}
