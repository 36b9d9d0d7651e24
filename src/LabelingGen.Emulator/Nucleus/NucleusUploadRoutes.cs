using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Uploads of items, scenes and labels: as JSON, as multipart with files, or by a signed address and a job.</summary>
internal static class NucleusUploadRoutes
{
    private const int MaxFileBytes = 80 << 20;
    private const int MaxLinesBytes = 0x1FFFFFE8;
    private const int MostItems = 30;

    public static void Map(NucleusEmulator vendor)
    {
        string root = vendor.BasePath + "/";
        vendor.Routes.MapStreaming("POST", root + "dataset/{datasetId}/append", (request, ct) => AppendAsync(vendor, request, ct));
        vendor.Map("POST", "{datasetId}/upload_scenes", request => UploadScenes(vendor, request, isVideo: false));
        vendor.Map("POST", "{datasetId}/upload_video_scenes", request => UploadScenes(vendor, request, isVideo: true));
        vendor.Routes.MapStreaming("POST", root + "dataset/{datasetId}/annotate", (request, ct) => LabelAsync(
            vendor, request, () => (vendor.Dataset(request), null), ct));
        vendor.Routes.MapStreaming("POST", root + "dataset/{datasetId}/model/{modelId}/uploadPredictions", (request, ct) => LabelAsync(
            vendor, request, () =>
                (vendor.Dataset(request), NucleusRunRoutes.RunFor(vendor, vendor.Dataset(request), vendor.Model(request))), ct));
        vendor.Routes.MapStreaming("POST", root + "modelRun/{runId}/predict", (request, ct) => LabelAsync(
            vendor, request, () => (vendor.Run(request).Dataset, vendor.Run(request)), ct));
        vendor.Map("DELETE", "annotation/{datasetId}", request => DeleteAnnotations(vendor, request));
        vendor.Map("GET", "dataset/{datasetId}/signedUrl/{requestId}", request => SignedUrl(vendor, request));
        vendor.Routes.Map("GET", "/files/{fileId}", request => Download(vendor, request), anonymous: true);
        vendor.Routes.MapStreaming(
            "PUT", "/signed/{datasetId}/{requestId}", (request, ct) => PutLinesAsync(vendor, request, ct), anonymous: true);
    }

    private static EmulatorResponse Download(NucleusEmulator vendor, EmulatorRequest request)
    {
        (string type, byte[] content) = NucleusEmulator.Find(vendor.Files, request["fileId"], "File");
        return EmulatorResponse.Stored(request, content, type);
    }

    private static JsonObject SignedUrl(NucleusEmulator vendor, EmulatorRequest request)
    {
        string path = $"/signed/{vendor.Dataset(request).Id}/{Uri.EscapeDataString(request["requestId"])}?X-Amz-Signature=emulated";
        return new() { ["signed_url"] = new Uri(vendor.Endpoint, path).AbsoluteUri };
    }

    private static async ValueTask<EmulatorResponse> AppendAsync(
        NucleusEmulator vendor, EmulatorRequest request, CancellationToken cancellationToken)
    {
        (JsonNode? body, List<MultipartPart> images) = await ReadBodyAsync(request, "items", "image", cancellationToken)
            .ConfigureAwait(false);
        lock (vendor.Gate)
        {
            Attach(vendor, (body as JsonArray)?.OfType<JsonObject>(), images, "image_url");
            NucleusDataset dataset = vendor.Dataset(request);
            if (dataset.IsScene)
                throw new VendorErrorException(400, "Items cannot be added to a dataset of scenes.");
            if (body is JsonArray files)
                return EmulatorResponse.Json(AddItems(vendor, dataset, files, update: false));
            JsonObject upload = body as JsonObject ?? throw JsonMembers.Missing("items");
            bool update = upload.Flag("update");
            if (IsAsynchronous(request))
            {
                string id = upload.RequiredText("requestId");
                return EmulatorResponse.Json(vendor.StartJobJson("uploadDatasetItems", dataset.Id, _ =>
                    AddItems(vendor, dataset, Lines(dataset, id), update)));
            }

            JsonArray items = upload.Array("items") ?? throw JsonMembers.Missing("items");
            if (items.Count >= MostItems)
                throw new VendorErrorException(400, $"Fewer than {MostItems} items can be uploaded in one request.");
            return EmulatorResponse.Json(AddItems(vendor, dataset, items, update));
        }
    }

    private static JsonObject AddItems(NucleusEmulator vendor, NucleusDataset dataset, IEnumerable<JsonNode?> items, bool update)
    {
        JsonArray failed = [];
        Dictionary<NucleusUpload, int> counts = [];
        foreach (JsonObject item in items.OfType<JsonObject>())
        {
            try
            {
                NucleusUpload result = NucleusItemRoutes.Add(vendor, dataset, item, update || item.Flag("update"));
                counts[result] = counts.GetValueOrDefault(result) + 1;
            }
            catch (VendorErrorException)
            {
                failed.Add(item.DeepClone());
            }
        }

        JsonObject answer = Counts(dataset, counts);
        answer["upload_errors"] = failed.Count;
        if (failed.Count > 0)
            answer["error_payload"] = failed;
        return answer;
    }

    private static JsonObject UploadScenes(NucleusEmulator vendor, EmulatorRequest request, bool isVideo)
    {
        NucleusDataset dataset = vendor.Dataset(request);
        JsonObject body = request.JsonObject();
        bool update = body.Flag("update");
        if (!dataset.IsScene)
            throw new VendorErrorException(400, "Scenes can only be added to a dataset of scenes.");
        if (IsAsynchronous(request))
        {
            string id = body.RequiredText("requestId");
            return vendor.StartJobJson(isVideo ? "uploadVideoScene" : "uploadLidarScene", dataset.Id, _ =>
                AddScenes(vendor, dataset, Lines(dataset, id), isVideo, update));
        }

        return AddScenes(vendor, dataset, body.Array("scenes") ?? throw JsonMembers.Missing("scenes"), isVideo, update);
    }

    private static JsonObject AddScenes(
        NucleusEmulator vendor, NucleusDataset dataset, IEnumerable<JsonNode?> scenes, bool isVideo, bool update)
    {
        Dictionary<NucleusUpload, int> counts = [];
        foreach (JsonObject scene in scenes.OfType<JsonObject>())
        {
            NucleusUpload result = NucleusItemRoutes.AddScene(vendor, dataset, scene, isVideo, update);
            counts[result] = counts.GetValueOrDefault(result) + 1;
        }

        JsonObject answer = Counts(dataset, counts);
        answer["upload_errors"] = 0;
        return answer;
    }

    private static async ValueTask<EmulatorResponse> LabelAsync(
        NucleusEmulator vendor, EmulatorRequest request, Func<(NucleusDataset Dataset, NucleusRun? Run)> target,
            CancellationToken cancellationToken)
    {
        (JsonNode? body, List<MultipartPart> masks) =
            await ReadBodyAsync(request, "serialized_request", "mask", cancellationToken).ConfigureAwait(false);
        lock (vendor.Gate)
        {
            Attach(vendor, (body?["segmentations"] as JsonArray)?.OfType<JsonObject>(), masks, "mask_url");
            (NucleusDataset dataset, NucleusRun? run) = target();
            JsonObject upload = body as JsonObject ?? throw JsonMembers.Missing("annotations");
            bool update = upload.Flag("update");
            if (IsAsynchronous(request))
            {
                string id = upload.RequiredText("requestId");
                return EmulatorResponse.Json(vendor.StartJobJson(run is null ? "uploadAnnotations" : "uploadPredictions", dataset.Id, job =>
                    AddLabels(dataset, run, Lines(dataset, id), update, job.Errors)));
            }

            IEnumerable<JsonNode?> labels = [.. upload.Array("annotations") ?? [], .. upload.Array("segmentations") ?? []];
            return EmulatorResponse.Json(AddLabels(dataset, run, labels, update, []));
        }
    }

    private static JsonObject AddLabels(
        NucleusDataset dataset, NucleusRun? run, IEnumerable<JsonNode?> labels, bool update, List<string> errors)
    {
        int processed = 0;
        int ignored = 0;
        foreach (JsonObject label in labels.OfType<JsonObject>())
        {
            try
            {
                string reference = label.RequiredText("reference_id");
                if (!dataset.ItemsByReference.ContainsKey(reference) && !dataset.Scenes.ContainsKey(reference))
                    throw new VendorErrorException(404, $"Item with reference id {reference} does not exist.");
                if ((run?.Predictions ?? dataset.Annotations).Add(label, update))
                    processed++;
                else
                    ignored++;
                dataset.Track(label.Text("track_reference_id"));
            }
            catch (VendorErrorException error)
            {
                errors.Add(error.Message);
            }
        }

        string what = run is null ? "annotations" : "predictions";
        JsonObject answer = new() { ["dataset_id"] = dataset.Id, [what + "_processed"] = processed, [what + "_ignored"] = ignored };
        if (run is not null)
            answer["model_run_id"] = run.Id;
        if (errors.Count > 0)
            answer["errors"] = errors.ToJson();
        return answer;
    }

    private static JsonObject DeleteAnnotations(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusDataset dataset = vendor.Dataset(request);
        List<string> references = request.JsonObject().Array("reference_ids") is { } given ? JsonMembers.Texts(given, "reference_ids") : [];
        return vendor.StartJobJson(
            "annotationDeletion", dataset.Id, _ => new JsonObject { ["deleted"] = dataset.Annotations.Remove(references) });
    }

    private static async ValueTask<EmulatorResponse> PutLinesAsync(
        NucleusEmulator vendor, EmulatorRequest request, CancellationToken cancellationToken)
    {
        byte[] lines = await MultipartForm.ReadAsync(request.Context.Request.Body, MaxLinesBytes, cancellationToken).ConfigureAwait(false);
        lock (vendor.Gate)
        {
            if (request.Query("X-Amz-Signature") != "emulated")
                return EmulatorResponse.Text("<Error><Code>AccessDenied</Code></Error>", 403, "application/xml");
            vendor.Dataset(request).Uploads[request["requestId"]] = lines;
        }

        return EmulatorResponse.Empty(200);
    }

    private static List<JsonNode?> Lines(NucleusDataset dataset, string requestId)
    {
        if (!dataset.Uploads.Remove(requestId, out byte[]? text))
            throw new VendorErrorException(404, $"Nothing was uploaded for the request {requestId}.");
        List<JsonNode?> lines = [];
        foreach (string line in System.Text.Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                lines.Add(JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(line)));
            }
            catch (JsonException exception)
            {
                throw new VendorErrorException(400, $"Line {lines.Count + 1} is not JSON: {exception.Message}");
            }
        }

        return lines;
    }

    private static async Task<(JsonNode? Body, List<MultipartPart> Files)> ReadBodyAsync(
        EmulatorRequest request, string part, string filePart, CancellationToken cancellationToken)
    {
        byte[] json;
        List<MultipartPart> files = [];
        if (MultipartForm.IsMultipart(request))
        {
            List<MultipartPart> parts = await MultipartForm.ReadAsync(request, MaxFileBytes, cancellationToken).ConfigureAwait(false);
            json = (parts.Find(p => p.Name == part) ?? throw JsonMembers.Missing(part)).Content;
            files = parts.FindAll(p => p.Name == filePart && p.FileName is not null);
        }
        else
        {
            json = await MultipartForm.ReadAsync(request.Context.Request.Body, MaxFileBytes, cancellationToken).ConfigureAwait(false);
        }

        return (new EmulatorRequest(request.Context, new Dictionary<string, string>(), json).Json(), files);
    }

    /// <summary>Files come in the order of the payloads they belong to; the payload then names where the file can be read.</summary>
    private static void Attach(NucleusEmulator vendor, IEnumerable<JsonObject>? payloads, List<MultipartPart> files, string member)
    {
        foreach ((JsonObject payload, MultipartPart file) in (payloads ?? []).Zip(files))
            payload[member] = vendor.Publish(MediaTypes.Of(file.ContentType, file.FileName!, file.Content), file.Content);
    }

    private static bool IsAsynchronous(EmulatorRequest request) => request.Query("async") is "1" or "true";

    private static JsonObject Counts(NucleusDataset dataset, Dictionary<NucleusUpload, int> counts) => new()
    {
        ["dataset_id"] = dataset.Id,
        ["new_items"] = counts.GetValueOrDefault(NucleusUpload.New),
        ["updated_items"] = counts.GetValueOrDefault(NucleusUpload.Updated),
        ["ignored_items"] = counts.GetValueOrDefault(NucleusUpload.Ignored),
    };
}
