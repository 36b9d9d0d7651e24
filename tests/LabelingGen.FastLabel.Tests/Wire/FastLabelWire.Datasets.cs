using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.FastLabel.Tests.Wire;

/// <summary>Datasets and their objects.</summary>
internal static partial class FastLabelWire
{
    private const string ObjectFilter = "version=None, tags=[], licenses=[], types=[], offset=None, limit=1000, revision_id=None";

    private static void MapDatasets(WireVendor vendor) => vendor
        .Method("Client.create_dataset(name, tags=[], visibility=None)",
            c => Plain(c.FastLabel().Datasets.CreateAsync(Model<CreateDatasetRequest>(
                c.Body(("name", "name"), ("tags", "tags"), ("visibility", "visibility"))))))
        .Method("Client.find_dataset(dataset_id)", c => Plain(c.FastLabel().Datasets.GetAsync(c.Text("dataset_id"))))
        .Method("Client.get_datasets(keyword=None, tags=[], license=None, visibility=None)",
            c => Plain(c.FastLabel().Datasets.ListAsync(new()
            {
                Keyword = c.Filter("keyword"),
                Tags = c.Filters("tags"),
                License = c.Filter("license"),
                Visibility = c.Filter("visibility") is { } visibility ? (DatasetVisibility?)visibility : null,
            })))
        .Method("Client.update_dataset(dataset_id, name=None, tags=None)",
            c => Plain(c.FastLabel().Datasets.UpdateAsync(c.Text("dataset_id"), Model<UpdateDatasetRequest>(
                new JsonObject().Always(c, ("name", "name")).Unless(c, ("tags", "tags"))))))
        .Method("Client.delete_dataset(dataset_id)", c => Nothing(c.FastLabel().Datasets.DeleteAsync(c.Text("dataset_id"))))
        .Method("Client.find_dataset_object(dataset_id, object_name, version=None, revision_id=None)",
            c => Plain(c.FastLabel().Datasets.GetObjectAsync(
                c.Text("dataset_id"), c.Text("object_name"), c.Filter("revision_id"), c.Filter("version"))))
        .Method($"Client.get_dataset_objects(dataset, {ObjectFilter})",
            c => Page(c.FastLabel().Datasets.ListObjectsAsync(c.Text("dataset"), new()
            {
                Version = c.Filter("version"),
                RevisionId = c.Filter("revision_id"),
                Tags = c.Filters("tags"),
                Licenses = c.Filters("licenses"),
                Types = Types(c),
                Offset = c.Integer("offset"),
                Limit = c.Limit(),
            })))
        .Method($"Client.download_dataset_objects(dataset, path, {ObjectFilter})", DownloadAsync)
        .Method("Client.create_dataset_object(dataset, name, file_path, tags=[], licenses=[], annotations=[], custom_metadata=None)",
            c =>
            {
                CreateDatasetObjectRequest body = Model<CreateDatasetObjectRequest>(c.Body(
                    ("dataset", "datasetName"), ("name", "objectName"), ("tags", "tags"), ("licenses", "licenses"),
                    ("annotations", "annotations"), ("custom_metadata", "customMetadata")));
                body.FilePath = Base64Content.FromFile(c.Path("file_path")!);
                return Plain(c.FastLabel().Datasets.CreateObjectAsync(body));
            })
        .Method("Client.update_dataset_object(dataset_id, object_name, tags=None, licenses=None, annotations=None, custom_metadata=None)",
            c => Plain(c.FastLabel().Datasets.UpdateObjectAsync(Model<UpdateDatasetObjectRequest>(
                new JsonObject().Always(c, ("dataset_id", "datasetId"), ("object_name", "objectName")).Unless(c, ("tags", "tags"),
                    ("licenses", "licenses"), ("annotations", "annotations"), ("custom_metadata", "customMetadata"))))))
        .Method("Client.delete_dataset_object(dataset_id, object_name)",
            c => Nothing(c.FastLabel().Datasets.DeleteObjectAsync(c.Text("dataset_id"), c.Text("object_name"))));

    private static IReadOnlyList<DatasetObjectType>? Types(WireCall c) =>
        c.Filters("types")?.Select(type => (DatasetObjectType)type).ToList();

    /// <summary>The official client downloads one page.</summary>
    private static async Task<object?> DownloadAsync(WireCall c)
    {
        DatasetsClient datasets = c.FastLabel().Datasets;
        IReadOnlyList<DatasetObject> objects = [];
        var list = datasets.ListObjectDownloadsAsync(c.Text("dataset"), new()
        {
            Version = c.Filter("version"),
            RevisionId = c.Filter("revision_id"),
            Tags = c.Filters("tags"),
            Licenses = c.Filters("licenses"),
            Types = Types(c),
            Offset = c.Integer("offset"),
            Limit = c.Limit(),
        });
        await foreach (Page<DatasetObject> page in list.AsPagesAsync())
        {
            objects = page.Items;
            break;
        }

        IReadOnlyList<DatasetDownload> downloads =
            await datasets.DownloadObjectsAsync(c.Path("path")!, objects, byType: c.Filters("types") is not null);
        downloads.ShouldAllBe(download => download.IsComplete);
        return WireJson.ToNode(objects);
    }
}
