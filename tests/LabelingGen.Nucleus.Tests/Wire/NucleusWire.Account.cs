using System.ClientModel;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

internal static partial class NucleusWire
{
    private static void MapAccount(WireVendor vendor)
    {
        vendor
            .Attribute("NucleusClient.datasets", async c => (await Value(c.Nucleus().Datasets.ListAsync()))
                .Select(d => Handle(d.Id, d.Name, null, null)).ToList())
            .Method("NucleusClient.list_datasets()", c => c.Nucleus().RequestAsync(HttpMethod.Get, "dataset/"))
            .Method("NucleusClient.get_dataset(dataset_id)", c => new DatasetHandle(c.Text("dataset_id")))
            .Method(
                "NucleusClient.create_dataset(name, is_scene=False, use_privacy_mode=False, item_metadata_schema=None, "
                    + "annotation_metadata_schema=None)",
                CreateDatasetAsync)
            .Method("NucleusClient.create_dataset_from_project(project_id, last_n_tasks=None, name=None)", async c =>
                new DatasetHandle((await Value(c.Nucleus().Datasets.CreateFromProjectAsync(
                    c.Text("project_id"), c.Integer("last_n_tasks"), c.OptionalText("name")))).Id))
            .Method(
                $"NucleusClient.create_dataset_from_dir(dirname, dataset_name=None, use_privacy_mode=False, {OfFolder})",
                async c =>
                {
                    DatasetHandle made = new("") { UsePrivacyMode = c.Flag("use_privacy_mode") ?? false };
                    AppendResult result = await ClientForFiles(c).Datasets.CreateFromFolderAsync(
                        c.Text("dirname"), c.OptionalText("dataset_name"), FolderOptions(c, made));
                    result.ThrowIfFailed();
                    return new DatasetHandle(result.DatasetId);
                })
            .Method("NucleusClient.valid_dirname(dirname)", c =>
            {
                string folder = LocalFolder.Resolve(c.Text("dirname"), c.Session.Folder);
                return Path.IsPathFullyQualified(c.Text("dirname")) || c.Text("dirname").StartsWith('~')
                    ? folder
                    : Path.GetRelativePath(c.Session.Folder, folder);
            })
            .Method("NucleusClient.delete_dataset(dataset_id)", async c =>
                Json(await c.Nucleus().Datasets.DeleteAsync(c.Text("dataset_id"))))
            .Method("NucleusClient.dataset_info(dataset_id)", c => c.Nucleus().Datasets.GetInfoAsync(c.Text("dataset_id")))
            .Method("NucleusClient.dataitem_ref_id(dataset_id, reference_id)", c =>
                c.Nucleus().Datasets.GetItemByReferenceIdAsync(c.Text("dataset_id"), c.Text("reference_id")))
            .Method("NucleusClient.dataitem_iloc(dataset_id, i)", c =>
                c.Nucleus().Datasets.GetItemByIndexAsync(c.Text("dataset_id"), c.Integer("i")!.Value))
            .Method("NucleusClient.dataitem_loc(dataset_id, dataset_item_id)", c =>
                c.Nucleus().Datasets.GetItemByIdAsync(c.Text("dataset_id"), c.Text("dataset_item_id")))
            .Method("NucleusClient.delete_dataset_item(dataset_id, reference_id)", c =>
                c.Nucleus().Datasets.DeleteItemAsync(c.Text("dataset_id"), c.Text("reference_id")))
            .Method("NucleusClient.get_dataset_items(dataset_id)", async c =>
                (await Value(c.Nucleus().Datasets.GetAllItemsAsync(c.Text("dataset_id")))).DatasetItems)
            .Method("NucleusClient.populate_dataset(dataset_id, dataset_items, batch_size=20, update=False)", async c =>
            {
                AppendResult result = await c.Nucleus().Datasets.AppendAsync(
                    c.Text("dataset_id"), c.Values<DatasetItem>("dataset_items")!, AppendOptions(c, new DatasetHandle("ds")));
                result.ThrowIfFailed();
                return result;
            })
            .Method("NucleusClient.delete_autotag(autotag_id)", async c =>
                await Value(c.Nucleus().Autotags.DeleteAsync(c.Text("autotag_id"))))
            .Method("NucleusClient.get_autotag_refinement_metrics(autotag_id)", c =>
                c.Nucleus().Autotags.GetRefinementMetricsAsync(c.Text("autotag_id")))
            .Method("NucleusClient.download_pointcloud_task(task_id, frame_num)", async c =>
                Points(await c.Nucleus().PointClouds.DownloadTaskAsync(c.Text("task_id"), c.Integer("frame_num")!.Value)))
            .Method("NucleusClient.download_pointcloud_tasks(task_ids, frame_num)", async c =>
            {
                Dictionary<object, object?> clouds = [];
                await foreach (ItemOutcome<string, IReadOnlyList<LidarPoint>> cloud in c.Nucleus().PointClouds.DownloadTasksAsync(
                    c.Texts("task_ids")!, c.Integer("frame_num")!.Value))
                    clouds[cloud.Item] = Points(cloud.Result ?? throw cloud.Error!).Select(p => new WireInstance(
                        p is LidarPoint ? "LidarPoint" : "Point3D", p)).ToList<object?>();
                return clouds;
            });
        MapRequests(vendor);
    }

    private static void MapRequests(WireVendor vendor) => vendor
        .Method("NucleusClient.make_request(payload, route, requests_command='post', return_raw_response=False)", c =>
            c.Nucleus().RequestAsync(
                MethodOf(c), c.Text("route"), MethodOf(c) == HttpMethod.Get ? null : c.Json("payload") ?? new JsonObject()))
        .Method("NucleusClient.get(route)", c => c.Nucleus().RequestAsync(HttpMethod.Get, c.Text("route")))
        .Method("NucleusClient.delete(route)", c => c.Nucleus().RequestAsync(HttpMethod.Delete, c.Text("route"), new JsonObject()))
        .Method("NucleusClient.post(payload, route)", c =>
            c.Nucleus().RequestAsync(HttpMethod.Post, c.Text("route"), c.Json("payload")))
        .Method("NucleusClient.put(payload, route)", c =>
            c.Nucleus().RequestAsync(HttpMethod.Put, c.Text("route"), c.Json("payload")));

    /// <summary>The program passes a function of the HTTP library; its name tells the method.</summary>
    private static HttpMethod MethodOf(WireCall c) => new(c.Text("requests_command").ToUpperInvariant());

    /// <summary>The official client decides by the first point whether all have an intensity.</summary>
    private static IReadOnlyList<object> Points(IReadOnlyList<LidarPoint> points) => points[0].I is null
        ? [.. points.Select(p => new Point3D(p.X, p.Y, p.Z))]
        : points;

    private static async Task<object?> CreateDatasetAsync(WireCall c)
    {
        bool isScene = c.Flag("is_scene") ?? false;
        bool usePrivacyMode = c.Flag("use_privacy_mode") ?? false;
        ClientResult<DatasetId> created = await c.Nucleus().Datasets.CreateAsync(new CreateDatasetRequest
        {
            Name = c.Text("name"),
            IsScene = isScene,
            UsePrivacyMode = usePrivacyMode,
            ItemMetadataSchema = Schema(c.Object("item_metadata_schema")),
            AnnotationMetadataSchema = Schema(c.Object("annotation_metadata_schema")),
        });
        return Handle(created.Value.Id, c.Text("name"), isScene, usePrivacyMode);
    }

    private static Dictionary<string, MetadataField>? Schema(JsonObject? schema) =>
        schema?.ToDictionary(p => p.Key, p => Model<MetadataField>(p.Value));

    private static WireInstance Handle(string id, string name, bool? isScene, bool? usePrivacyMode)
    {
        WireInstance handle = new("Dataset", new DatasetHandle(id) { IsScene = isScene, UsePrivacyMode = usePrivacyMode });
        handle.Attributes["name"] = name;
        handle.Attributes["is_scene"] = isScene;
        handle.Attributes["use_privacy_mode"] = usePrivacyMode;
        return handle;
    }
}
