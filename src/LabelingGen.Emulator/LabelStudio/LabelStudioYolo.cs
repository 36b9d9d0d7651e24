using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>
/// Rectangles as a YOLO archive: <c>classes.txt</c>, <c>notes.json</c>, a text of each task in <c>labels</c>, and pictures in
/// <c>images</c>. Pictures that were not uploaded are left out, as the vendor's server leaves out what it cannot fetch.
/// </summary>
internal static class LabelStudioYolo
{
    /// <summary>Fixed, so that equal exports are equal bytes.</summary>
    private static readonly DateTimeOffset EntryTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(LabelStudioEmulator vendor, IReadOnlyList<JsonObject> tasks, bool withPictures)
    {
        List<string> classes = [.. tasks.SelectMany(Rectangles).Select(Label).Distinct().Order(StringComparer.Ordinal)];
        using MemoryStream archive = new();
        using (ZipArchive zip = new(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "classes.txt", Encoding.UTF8.GetBytes(string.Concat(classes.Select(name => name + "\n"))));
            Add(zip, "notes.json", Encoding.UTF8.GetBytes(Notes(classes).ToJsonString()));
            foreach (JsonObject task in tasks)
            {
                string picture = task["data"]!.AsObject().First().Value?.ToString() ?? "";
                string name = Path.GetFileName(picture);
                Add(zip, $"labels/{Path.GetFileNameWithoutExtension(name)}.txt", Encoding.UTF8.GetBytes(Lines(task, classes)));
                if (withPictures && vendor.Files.TryGetValue(picture.Replace("/data/", "", StringComparison.Ordinal), out byte[]? content))
                    Add(zip, $"images/{name}", content);
            }
        }

        return archive.ToArray();
    }

    private static IEnumerable<JsonObject> Rectangles(JsonObject task) => task["annotations"]!.AsArray().OfType<JsonObject>()
        .SelectMany(annotation => annotation["result"]!.AsArray().OfType<JsonObject>())
        .Where(region => region.Text("type") == "rectanglelabels");

    private static string Label(JsonObject region) => region["value"]!["rectanglelabels"]![0]!.ToString();

    /// <summary>Class, centre and size as shares of the picture.</summary>
    private static string Lines(JsonObject task, List<string> classes)
    {
        StringBuilder lines = new();
        foreach (JsonObject region in Rectangles(task))
        {
            double Share(string name) => double.Parse(region["value"]![name]!.ToString(), CultureInfo.InvariantCulture) / 100;
            (double x, double y, double width, double height) = (Share("x"), Share("y"), Share("width"), Share("height"));
            lines.Append(CultureInfo.InvariantCulture,
                $"{classes.IndexOf(Label(region))} {x + (width / 2)} {y + (height / 2)} {width} {height}\n");
        }

        return lines.ToString();
    }

    private static JsonObject Notes(List<string> classes) => new()
    {
        ["categories"] = classes.Select((name, id) => (JsonNode?)new JsonObject { ["id"] = id, ["name"] = name }).ToJson(),
        ["info"] = new JsonObject { ["version"] = "1.0", ["contributor"] = "Label Studio" },
    };

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name);
        entry.LastWriteTime = EntryTime;
        using Stream stream = entry.Open();
        stream.Write(content);
    }
}
