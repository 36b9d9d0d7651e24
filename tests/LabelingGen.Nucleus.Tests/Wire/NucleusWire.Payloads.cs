using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

/// <summary>What the official client's classes are as JSON, and made of it.</summary>
internal static partial class NucleusWire
{
    private static void MapPayloads(WireVendor vendor)
    {
        MapJson<Point2D>(vendor, "Point");
        MapJson<Point3D>(vendor, "Point3D");
        MapJson<LidarPoint>(vendor, "LidarPoint");
        MapJson<Keypoint>(vendor, "Keypoint");
        MapJson<Segment>(vendor, "Segment");
        MapJson<Quaternion>(vendor, "Quaternion");
        MapJson<BoxAnnotation>(vendor, "BoxAnnotation");
        MapJson<LineAnnotation>(vendor, "LineAnnotation");
        MapJson<PolygonAnnotation>(vendor, "PolygonAnnotation");
        MapJson<KeypointsAnnotation>(vendor, "KeypointsAnnotation");
        MapJson<CuboidAnnotation>(vendor, "CuboidAnnotation");
        MapJson<CategoryAnnotation>(vendor, "CategoryAnnotation", "SceneCategoryAnnotation");
        MapJson<MultiCategoryAnnotation>(vendor, "MultiCategoryAnnotation");
        MapJson<SegmentationAnnotation>(vendor, "SegmentationAnnotation");
        MapJson<BoxPrediction>(vendor, "BoxPrediction");
        MapJson<LinePrediction>(vendor, "LinePrediction");
        MapJson<PolygonPrediction>(vendor, "PolygonPrediction");
        MapJson<KeypointsPrediction>(vendor, "KeypointsPrediction");
        MapJson<CuboidPrediction>(vendor, "CuboidPrediction");
        MapJson<CategoryPrediction>(vendor, "CategoryPrediction", "SceneCategoryPrediction");
        MapJson<SegmentationPrediction>(vendor, "SegmentationPrediction");
        MapJson<CameraParameters>(vendor, "CameraParams");
        vendor.Class<CameraParameters>("CameraParams")
            .Method("Track.to_payload()", c => WireJson.ToNode(c.On<Track>()))
            .Method("Track.from_json(payload, connection)", c => Model<Track>(c.Json("payload")))
            .Method("DatasetItem.to_payload(is_scene=False)", c => c.Flag("is_scene") == true
                ? WireJson.ToNode(c.On<DatasetItem>().ToSceneUpload())
                : WireJson.ToNode(c.On<DatasetItem>().ToUpload()))
            .Method("DatasetItem.from_json(payload)", c => Model<DatasetItem>(c.Json("payload")))
            .Method("Frame.to_payload()", c => new JsonObject(c.On<Frame>().Items.Select(item =>
                KeyValuePair.Create(item.Key, WireJson.ToNode(item.Value.ToSceneUpload())))))
            .Method("LidarScene.to_payload()", c => WireJson.ToNode(c.On<LidarScene>().ToUpload()))
            .Method("VideoScene.to_payload()", c => WireJson.ToNode(c.On<VideoScene>().ToUpload()));
    }

    private static void MapJson<T>(WireVendor vendor, params string[] names)
        where T : class
    {
        foreach (string name in names)
        {
            vendor.Method($"{name}.to_payload()", c => WireJson.ToNode(c.On<T>()))
                .Method($"{name}.from_json(payload)", c => Model<T>(c.Json("payload")));
        }

        if (typeof(ILabel).IsAssignableFrom(typeof(T)))
        {
            foreach (string name in names)
                vendor.Method($"{name}.has_local_files_to_upload()", c => ((ILabel)(object)c.On<T>()).MaskUrl is { } mask
                    && !RemoteLocation.IsRemote(mask));
        }
    }
}
