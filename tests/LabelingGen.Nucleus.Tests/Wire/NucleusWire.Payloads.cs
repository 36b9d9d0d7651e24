using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

/// <summary>What the official client's classes are as JSON, and made of it.</summary>
internal static partial class NucleusWire
{
    private static void MapPayloads(WireVendor vendor)
    {
        MapJson<Point2D>(vendor, null, "Point");
        MapJson<Point3D>(vendor, null, "Point3D");
        MapJson<LidarPoint>(vendor, null, "LidarPoint");
        MapJson<Keypoint2D>(vendor, null, "Keypoint");
        MapJson<Segment>(vendor, null, "Segment");
        MapJson<Quaternion>(vendor, null, "Quaternion");
        MapJson<BoxAnnotation>(vendor, null, "BoxAnnotation");
        MapJson<LineAnnotation>(vendor, null, "LineAnnotation");
        MapJson<PolygonAnnotation>(vendor, null, "PolygonAnnotation");
        MapJson<KeypointsAnnotation>(vendor, null, "KeypointsAnnotation");
        MapJson<CuboidAnnotation>(vendor, null, "CuboidAnnotation");
        MapJson<CategoryAnnotation>(vendor, null, "CategoryAnnotation");
        MapJson<CategoryAnnotation>(vendor, OfScene, "SceneCategoryAnnotation");
        MapJson<MultiCategoryAnnotation>(vendor, null, "MultiCategoryAnnotation");
        MapJson<SegmentationAnnotation>(vendor, null, "SegmentationAnnotation");
        MapJson<BoxPrediction>(vendor, null, "BoxPrediction");
        MapJson<LinePrediction>(vendor, null, "LinePrediction");
        MapJson<PolygonPrediction>(vendor, null, "PolygonPrediction");
        MapJson<KeypointsPrediction>(vendor, null, "KeypointsPrediction");
        MapJson<CuboidPrediction>(vendor, null, "CuboidPrediction");
        MapJson<CategoryPrediction>(vendor, null, "CategoryPrediction");
        MapJson<CategoryPrediction>(vendor, OfScene, "SceneCategoryPrediction");
        MapJson<SegmentationPrediction>(vendor, null, "SegmentationPrediction");
        vendor.Class<CameraParameters>("CameraParams")
            .Method("CameraParams.to_payload()", c => WireJson.ToNode(c.On<CameraParameters>()))
            .Method("CameraParams.from_json(payload)", c => CameraParameters.InMetadata(
                null, new JsonObject { [CameraParameters.MetadataKey] = c.Json("payload")?.DeepClone() }))
            .Method("deduplicate_by_phash(objects, threshold, sort_key=None)", Deduplicate)
            .Method("Annotation.from_json(payload)", c => Model<GroundTruthAnnotation>(c.Json("payload")))
            .Method("Point3D.to_list()", c => Numbers(c.On<Point3D>()))
            .Method("Point3D.to_numpy()", c => Numbers(c.On<Point3D>()))
            .Method("LidarPoint.to_list()", c => Numbers(c.On<LidarPoint>()))
            .Method("LidarPoint.to_numpy()", c => Numbers(c.On<LidarPoint>()))
            .Method("Model.from_json(payload, client)", c => Model<Model>(c.Json("payload")));
        MapItemJson(vendor);
        MapInfo(vendor);
    }

    private static WireInstance Deduplicate(WireCall c)
    {
        if (c["sort_key"] is not null)
            throw new WireUnmappedException("Ours keeps the least reference id.");
        IReadOnlyList<DatasetItem> items = c.Values<DatasetItem>("objects")!;
        IReadOnlyList<DatasetItem> kept = PerceptualHash.Deduplicate(items, c.Integer("threshold")!.Value);
        WireInstance result = new("LocalDeduplicationResult", kept);
        result.Attributes["unique"] = kept;
        result.Attributes["unique_dataset_items"] = kept;
        result.Attributes["unique_reference_ids"] = kept.Select(item => item.Reference).ToList();
        result.Attributes["stats"] = new WireInstance("DeduplicationStats", new DeduplicationResult(
            [], [], c.Integer("threshold")!.Value, items.Count, kept.Count));
        return result;
    }

    private static void MapItemJson(WireVendor vendor)
    {
        MapPayload(vendor, "Track", c => WireJson.ToNode(c.On<Track>()));
        MapPayload(vendor, "LidarScene", c => WireJson.ToNode(c.On<LidarScene>().ToUpload()));
        MapPayload(vendor, "VideoScene", c => WireJson.ToNode(c.On<VideoScene>().ToUpload()));
        vendor
            .Method("Track.from_json(payload, connection)", c => Model<Track>(c.Json("payload")))
            .Method("DatasetItem.from_json(payload)", c => Model<DatasetItem>(c.Json("payload")))
            .Method("DatasetItem.to_payload(is_scene=False)", c => ItemPayload(c, c.Flag("is_scene") == true))
            .Method("DatasetItem.to_json()", c => WireJson.ToText(ItemPayload(c, isScene: false)))
            .Method("Frame.from_json(payload)", c => new Frame(c.Object("payload")!.Select(item =>
                KeyValuePair.Create(item.Key, Model<DatasetItem>(item.Value)))))
            .Method("Frame.to_payload()", c => new JsonObject(c.On<Frame>().Items.Select(item =>
                KeyValuePair.Create(item.Key, WireJson.ToNode(item.Value.ToSceneUpload())))))
            .Method("LidarScene.from_json(payload, client=None, skip_validate=False)", c => Model<Scene>(c.Json("payload")).ToLidarScene())
            .Method("VideoScene.from_json(payload, client=None)", c => Model<Scene>(c.Json("payload")).ToVideoScene());
    }

    /// <summary>The model helpers that the official client's information inherits: JSON both ways, and copies.</summary>
    private static void MapInfo(WireVendor vendor)
    {
        vendor.Class<DatasetInfo>("DatasetInfo").Attribute("DatasetInfo.tags", c => c.On<DatasetInfo>().Tags ?? []);
        foreach (string method in (string[])["dict()", "model_dump()"])
            vendor.Method("DatasetInfo." + method, c => WithTags(WireJson.ToNode(c.On<DatasetInfo>())!.AsObject()));
        foreach (string method in (string[])["json()", "model_dump_json()"])
            vendor.Method("DatasetInfo." + method, c => WireJson.ToText(c.On<DatasetInfo>()));
        foreach (string method in (string[])["copy()", "model_copy()"])
            vendor.Method("DatasetInfo." + method, c => Model<DatasetInfo>(WireJson.ToNode(c.On<DatasetInfo>())));
        foreach (string method in (string[])["parse_obj", "validate", "model_validate"])
            vendor.Method($"DatasetInfo.{method}(obj)", c => Model<DatasetInfo>(c.Json("obj")));
        foreach (string method in (string[])["parse_raw", "model_validate_json"])
            vendor.Method($"DatasetInfo.{method}(json_data)", c => Model<DatasetInfo>(JsonNode.Parse(c.Text("json_data"))));
        foreach (string method in (string[])["DatasetInfo", "DatasetInfo.construct", "DatasetInfo.model_construct"])
            vendor.Method($"{method}(**values)", c => Model<DatasetInfo>(new JsonObject(
                c.Keywords("values").Select(member => KeyValuePair.Create(member.Key, WireJson.ToNode(member.Value))))));
    }

    /// <summary>The official client makes a list of what the server leaves out.</summary>
    private static JsonObject WithTags(JsonObject info)
    {
        info["tags"] ??= new JsonArray();
        return info;
    }

    private static JsonNode? ItemPayload(WireCall c, bool isScene) => isScene
        ? WireJson.ToNode(c.On<DatasetItem>().ToSceneUpload())
        : WireJson.ToNode(c.On<DatasetItem>().ToUpload());

    /// <summary>Annotations as an upload writes them: with what the official client fills in, without the server's id.</summary>
    private static JsonNode? Completed(object value)
    {
        if (value is not ILabel label)
            return WireJson.ToNode(value);
        label.Complete();
        JsonObject json = WireJson.ToNode(value)!.AsObject();
        json.Remove("id");
        return json;
    }

    private static JsonArray Numbers(object point) =>
        new([.. WireJson.ToNode(point)!.AsObject().Select(member => member.Value?.DeepClone())]);

    private static void MapPayload(WireVendor vendor, string name, Func<WireCall, JsonNode?> write) => vendor
        .Method($"{name}.to_payload()", write)
        .Method($"{name}.to_json()", c => WireJson.ToText(write(c)));

    private static CategoryAnnotation OfScene(CategoryAnnotation read)
    {
        CategoryAnnotation made = CategoryAnnotation.ForScene(read.Label!, read.ReferenceId!, read.TaxonomyName);
        made.Metadata = read.Metadata ?? [];
        made.TaskId = read.TaskId;
        return made;
    }

    private static CategoryPrediction OfScene(CategoryPrediction read)
    {
        CategoryPrediction made = CategoryPrediction.ForScene(read.Label!, read.ReferenceId!, read.TaxonomyName, read.Confidence);
        made.Metadata = read.Metadata ?? [];
        return made;
    }

    private static void MapJson<T>(WireVendor vendor, Func<T, T>? change, string name)
        where T : class
    {
        MapPayload(vendor, name, c => Completed(c.On<T>()));
        vendor.Method($"{name}.from_json(payload)", c =>
        {
            T read = Model<T>(c.Json("payload"));
            return change is null ? read : change(read);
        });
        if (typeof(ILabel).IsAssignableFrom(typeof(T)))
        {
            vendor.Method($"{name}.has_local_files_to_upload()", c => ((ILabel)(object)c.On<T>()).MaskUrl is { } mask
                && !RemoteLocation.IsRemote(mask) && RemoteLocation.Resolve(mask, c.Session.Folder, null).Length > 0);
        }
    }
}
