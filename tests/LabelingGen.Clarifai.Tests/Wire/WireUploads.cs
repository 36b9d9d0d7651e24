using LabelingGen.Core;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>Uploads into a dataset, of which a recording tells only the kind.</summary>
internal static class WireUploads
{
    private static readonly byte[] Png = [0x89, .. "PNG123"u8];
    private static readonly InputDetails Prefixed = new() { ConceptIds = ConceptIds.Prefixed };
    private static readonly InputBulkOptions Once = new() { MaxRetries = 1, Bulk = new BulkOptions { MaxConcurrency = 1 } };

    public static Task FromCsv(ClarifaiClient client, WireCall call) => call.Note switch
    {
        "" or "raw text" => FromCsv(client, "texts.csv", WireFiles.Csv, CsvSource.Raw, InputType.Text),
        "url" => FromCsv(
            client, "urls.csv", WireFiles.PlacesCsv("https://x/y.jpg", "https://x/z.jpg"), CsvSource.Url, InputType.Image),
        "file_path" => FromCsv(
            client, "paths.csv", WireFiles.PlacesCsv(Picture("rows"), Picture("rows")), CsvSource.FilePath, InputType.Image),
        _ => throw call.NotMapped(),
    };

    public static Task FromFolder(ClarifaiClient client, WireCall call) => call.InputType switch
    {
        InputType.Text => Read(DatasetOf(client).UploadTextFolderAsync(
            WireFiles.Folder("texts", ("t1.txt", "hi there"u8.ToArray())), options: Once)),
        InputType.Image => Read(DatasetOf(client).UploadImageFolderAsync(
            WireFiles.Folder("cats", ("A b.png", Png), ("c.jpg", Png), ("d.txt", Png)), Prefixed, labelByFolder: true, Once)),
        _ => throw call.NotMapped(),
    };

    public static Task Items(ClarifaiClient client, WireCall call) => Read(DatasetOf(client).UploadAsync([call.Note switch
    {
        "visual_detection" => new DatasetItem
        {
            Id = "7",
            ImagePath = Picture("boxes"),
            Boxes = [("big cat", (0.1f, 0.2f, 0.3f, 0.4f)), ("dog", (0.5f, 0.5f, 0.6f, 0.6f))],
        },
        "visual_segmentation" => new DatasetItem
        {
            Id = "7",
            ImagePath = Picture("polygons"),
            Polygons = [("big cat", [(0.1f, 0.2f), (0.3f, 0.4f), (0.5f, 0.1f)])],
        },
        "text_classification" => new DatasetItem { Id = "c1", Text = "hi there", Labels = ["cat"] },
        "" or "visual_classification" => new DatasetItem { Id = "c1", ImagePath = Picture("labels"), Labels = ["cat"] },
        _ => throw call.NotMapped(),
    }], Once, ConceptIds.Prefixed));

    private static Task FromCsv(ClarifaiClient client, string name, string rows, CsvSource source, InputType type) =>
        Read(DatasetOf(client).UploadCsvAsync(WireFiles.Write(name, rows), source, type, Prefixed, options: Once));

    private static ClarifaiDataset DatasetOf(ClarifaiClient client) => client.App("a").Dataset("d");

    private static string Picture(string folder) => Path.Combine(WireFiles.Folder(folder, ("A b.png", Png)), "A b.png");

    private static async Task Read<T>(IAsyncEnumerable<T> items)
        where T : class
    {
        await foreach (T item in items)
            item.ShouldNotBeNull();
    }
}
