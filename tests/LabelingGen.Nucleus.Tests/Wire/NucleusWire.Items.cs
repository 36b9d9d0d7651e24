using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

internal static partial class NucleusWire
{
    private static void MapItems(WireVendor vendor)
    {
        vendor
            .Class<DatasetItem>("DatasetItem")
            .Class<Frame>("Frame")
            .Class<LidarScene>("LidarScene")
            .Class<VideoScene>("VideoScene")
            .Class<Scene>("Scene")
            .Class<SceneSummary>("ScenesListEntry")
            .Method(
                "DatasetItem(image_location=None, reference_id=None, metadata=None, pointcloud_location=None, "
                    + "embedding_info=None, width=None, height=None, phash=None)",
                NewItem)
            .Method("DatasetItemEmbeddingInfo(index_id, embedding_vector)", c => Model<EmbeddingInfo>(
                c.ObjectOf(false, "index_id", "embedding_vector")))
            .Attribute("ScenesListEntry.metadata", c => c.On<SceneSummary>().Metadata ?? [])
            .Attribute("DatasetItem.image_location", c => c.On<DatasetItem>().ImageLocation)
            .Attribute("DatasetItem.pointcloud_location", c => c.On<DatasetItem>().PointCloudLocation)
            .Attribute("DatasetItem.reference_id", c => c.On<DatasetItem>().Reference)
            .Attribute("DatasetItem.metadata", c => c.On<DatasetItem>() is { } item && item.IsSet("metadata") ? item.Metadata : [])
            .Method("Track(_connection, dataset_id, reference_id, metadata=None)", c => new Track(
                c.Text("reference_id"), c.Object("metadata"), c.OptionalText("dataset_id")))
            .Method("Track.update(metadata=None, overwrite_metadata=False)", UpdateTrackAsync);
        MapScenes(vendor);
    }

    private static void MapScenes(WireVendor vendor) => vendor
        .Method("Frame(**items)", c => new Frame(c.Keywords("items").Select(
            p => KeyValuePair.Create(p.Key, (DatasetItem)((WireInstance)p.Value!).Value))))
        .Method("Frame.add_item(item, sensor_name)", c =>
        {
            c.On<Frame>().AddItem(c.Value<DatasetItem>("item"), c.Text("sensor_name"));
            return (object?)null;
        })
        .Method("Frame.get_item(sensor_name)", c => c.On<Frame>().GetItem(c.Text("sensor_name")))
        .Method("Frame.get_items()", c => c.On<Frame>().Items.Values.ToList())
        .Method("Frame.get_sensors()", c => c.On<Frame>().Sensors.ToList())
        .Method("LidarScene(reference_id, frames=[], metadata={}, tracks=[], skip_validate=False)", c =>
        {
            LidarScene scene = new(c.Text("reference_id"), c.Values<Frame>("frames"), c.Object("metadata"))
            {
                Tracks = c.Values<Track>("tracks") ?? [],
            };
            if (c.Flag("skip_validate") != true)
                scene.Validate();
            return scene;
        })
        .Method("LidarScene.tracks.set(value)", c => c.On<LidarScene>().Tracks = c.Values<Track>("value")!)
        .Method("LidarScene.add_frame(frame, index, update=False)", c =>
        {
            c.On<LidarScene>().AddFrame(c.Value<Frame>("frame"), c.Integer("index")!.Value, c.Flag("update") ?? false);
            return (object?)null;
        })
        .Method("LidarScene.add_item(index, sensor_name, item)", c =>
        {
            c.On<LidarScene>().AddItem(c.Integer("index")!.Value, c.Text("sensor_name"), c.Value<DatasetItem>("item"));
            return (object?)null;
        })
        .Method("LidarScene.get_frame(index)", c => c.On<LidarScene>().GetFrame(c.Integer("index")!.Value))
        .Method("LidarScene.get_frames()", c => c.On<LidarScene>().Frames)
        .Method("LidarScene.get_item(index, sensor_name)", c =>
            c.On<LidarScene>().GetItem(c.Integer("index")!.Value, c.Text("sensor_name")))
        .Method("LidarScene.get_items()", c => c.On<LidarScene>().Items)
        .Method("LidarScene.get_items_from_sensor(sensor_name)", c => c.On<LidarScene>().GetItemsOfSensor(c.Text("sensor_name")))
        .Method("LidarScene.get_sensors()", c => c.On<LidarScene>().Sensors.ToList())
        .Method("LidarScene.info()", c => new JsonObject
        {
            ["reference_id"] = c.On<LidarScene>().ReferenceId,
            ["length"] = c.On<LidarScene>().Length,
            ["num_sensors"] = c.On<LidarScene>().Sensors.Count,
        })
        .Attribute("Frame.items", c => c.On<Frame>().Items)
        .Attribute("LidarScene.frames", c => c.On<LidarScene>().Frames)
        .Attribute("LidarScene.skip_validate", _ => false)
        .Attribute("LidarScene.reference_id", c => c.On<LidarScene>().ReferenceId)
        .Attribute("LidarScene.length", c => (long)c.On<LidarScene>().Length)
        .Attribute("LidarScene.num_sensors", c => (long)c.On<LidarScene>().Sensors.Count)
        .Attribute("LidarScene.metadata", c => c.On<LidarScene>().Metadata ?? [])
        .Attribute("LidarScene.tracks", c => c.On<LidarScene>().Tracks)
        .Method(
            "VideoScene(reference_id, frame_rate=None, video_location=None, items=[], metadata={}, attachment_type=None, tracks=[], "
                + "use_privacy_mode=False)",
            c => new VideoScene(
                c.Text("reference_id"), c.Integer("frame_rate"), c.Values<DatasetItem>("items"), c.OptionalText("video_location"),
                c.Object("metadata"))
            {
                Tracks = c.Values<Track>("tracks") ?? [],
                UsePrivacyMode = c.Flag("use_privacy_mode") ?? false,
            })
        .Method("VideoScene.tracks.set(value)", c => c.On<VideoScene>().Tracks = c.Values<Track>("value")!)
        .Method("VideoScene.add_item(item, index=None, update=False)", c =>
        {
            c.On<VideoScene>().AddItem(c.Value<DatasetItem>("item"), c.Integer("index"), c.Flag("update") ?? false);
            return (object?)null;
        })
        .Method("VideoScene.get_item(index)", c => c.On<VideoScene>().GetItem(c.Integer("index")!.Value))
        .Method("VideoScene.get_items()", c => c.On<VideoScene>().Items)
        .Method("VideoScene.info()", c =>
        {
            VideoScene video = c.On<VideoScene>();
            JsonObject info = new() { ["reference_id"] = video.ReferenceId };
            if (video.FrameRate is { } rate)
                info["frame_rate"] = rate;
            if (video.VideoLocation is { } location)
                info["video_url"] = location;
            if (video.Length is { } length)
                info["length"] = length;
            return info;
        })
        .Attribute("VideoScene.reference_id", c => c.On<VideoScene>().ReferenceId)
        .Attribute("VideoScene.frame_rate", c => (long?)c.On<VideoScene>().FrameRate)
        .Attribute("VideoScene.video_location", c => c.On<VideoScene>().VideoLocation)
        .Attribute("VideoScene.items", c => c.On<VideoScene>().Items)
        .Attribute("VideoScene.length", c => (long?)c.On<VideoScene>().Length)
        .Attribute("VideoScene.metadata", c => c.On<VideoScene>().Metadata ?? [])
        .Attribute("VideoScene.attachment_type", _ => (object?)null)
        .Attribute("VideoScene.tracks", c => c.On<VideoScene>().Tracks)
        .Attribute("VideoScene.use_privacy_mode", c => c.On<VideoScene>().UsePrivacyMode)
        .Attribute("Scene.frames", c => c.On<Scene>() is { IsVideo: false } lidar
            ? lidar.ToLidarScene().Frames
            : (object?)c.On<Scene>().Frames ?? new List<object?>())
        .Attribute("Scene.metadata", c => c.On<Scene>().Metadata ?? [])
        .Attribute("Scene.tracks", c => c.On<Scene>().Tracks ?? [])
        .Attribute("Scene.skip_validate", _ => true);

    /// <summary>The official client checks where the item is made, also what only an initializer can say in ours.</summary>
    private static DatasetItem NewItem(WireCall c)
    {
        DatasetItem item = new()
        {
            ImageUrl = c.OptionalText("image_location"),
            PointcloudUrl = c.OptionalText("pointcloud_location"),
            ReferenceId = c.OptionalText("reference_id"),
            Metadata = c.Object("metadata"),
            EmbeddingInfo = c.Json("embedding_info") is { } info ? Model<EmbeddingInfo>(info) : null,
            Width = c.Integer("width"),
            Height = c.Integer("height"),
            Phash = c.OptionalText("phash"),
        };
        item.Check();
        return item;
    }

    private static object SceneOf(Scene scene) => scene.IsVideo ? scene.ToVideoScene() : scene.ToLidarScene();

    private static async Task<object?> UpdateTrackAsync(WireCall c)
    {
        Track track = c.On<Track>();
        bool overwrite = c.Flag("overwrite_metadata") ?? false;
        JsonObject? given = c.Object("metadata");
        await c.Nucleus().Datasets.UpdateTrackAsync(
            track.DatasetId!,
            new UpdateTrackRequest { ReferenceId = track.ReferenceId, Metadata = given, Overwrite = overwrite });
        if (overwrite || track.Metadata is null || given is null)
        {
            track.Metadata = given;
            return null;
        }

        JsonObject merged = track.Metadata.DeepClone().AsObject();
        foreach ((string name, JsonNode? value) in given)
            merged[name] = value?.DeepClone();
        track.Metadata = merged;
        return null;
    }
}
