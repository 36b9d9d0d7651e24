using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>
/// Tasks as files: JSON, JSON_MIN, CSV and TSV, and COCO and YOLO of rectangles. The vendor's other formats are listed as disabled.
/// </summary>
internal static class LabelStudioExport
{
    private static readonly (string Name, string Title)[] Known =
    [
        ("JSON", "JSON"), ("JSON_MIN", "JSON-MIN"), ("CSV", "CSV"), ("TSV", "TSV"), ("COCO", "COCO"), ("VOC", "Pascal VOC XML"),
            ("YOLO", "YOLO"),
        ("BRUSH_TO_PNG", "Brush labels to PNG"), ("CONLL2003", "CONLL2003"), ("ASR_MANIFEST", "ASR Manifest"),
    ];

    public static JsonArray Formats(JsonObject project) => Known
        .Select(format => (format, Enabled: IsEnabled(project, format.Name))).OrderByDescending(f => f.Enabled)
        .Select(f =>
        {
            JsonObject json = new()
            {
                ["title"] = f.format.Title,
                ["description"] = f.format.Title + " export",
                ["link"] = "",
                ["name"] = f.format.Name
            };
            if (!f.Enabled)
                json["disabled"] = true;
            return (JsonNode?)json;
        }).ToJson();

    /// <exception cref="VendorErrorException">The format is not known, or the config does not allow it.</exception>
    public static void Check(JsonObject project, string format)
    {
        if (!IsEnabled(project, format))
            throw new VendorErrorException(400, $"\"{format}\" is not a valid choice.", "export_type");
    }

    public static ExportedFile Write(
        LabelStudioEmulator vendor, JsonObject project, IReadOnlyList<JsonObject> tasks, string format, bool withResources)
    {
        Check(project, format);
        string stem = $"project-{project.Id()}-at-{vendor.Clock.GetUtcNow():yyyy-MM-dd-HH-mm}";
        return format switch
        {
            "JSON" => new(stem + ".json", "application/json", Json(tasks.Copies())),
            "JSON_MIN" => new(stem + ".json", "application/json", Json(tasks.SelectMany(Minimal).Copies())),
            "COCO" => new(stem + ".json", "application/json", Json(Coco(tasks))),
            "YOLO" => new(stem + ".zip", "application/zip", LabelStudioYolo.Write(vendor, tasks, withResources)),
            _ => new(stem + ".csv", "application/csv", Encoding.UTF8.GetBytes(Table(tasks, format == "TSV" ? '\t' : ','))),
        };
    }

    private static bool IsEnabled(JsonObject project, string format)
    {
        LabelStudioConfig config = LabelStudioConfig.Parse(project.Text("label_config"));
        return format is "JSON" or "JSON_MIN" or "CSV" or "TSV"
            || (format is "COCO" or "YOLO" && config.DataKeys.Count <= 1
                && config.Controls.Any(tag => tag.Name.LocalName == "RectangleLabels"));
    }

    private static byte[] Json(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    /// <summary>One item for each annotation: data, id, a member for each control tag, and whose it is.</summary>
    private static IEnumerable<JsonObject> Minimal(JsonObject task)
    {
        foreach (JsonObject annotation in task["annotations"]!.AsArray().OfType<JsonObject>().Where(a => !a.IsTrue("was_cancelled")))
        {
            JsonObject item = task["data"]!.AsObject().Copy();
            item["id"] = task["id"]!.DeepClone();
            IEnumerable<JsonObject> regions = annotation["result"]!.AsArray().OfType<JsonObject>();
            foreach (IGrouping<string, JsonObject> tag in regions.GroupBy(region => region.Text("from_name") ?? ""))
                item[tag.Key] = Values([.. tag]);
            item["annotator"] = annotation["completed_by"]?.DeepClone();
            item["annotation_id"] = annotation["id"]!.DeepClone();
            item["created_at"] = annotation["created_at"]!.DeepClone();
            item["updated_at"] = annotation["updated_at"]!.DeepClone();
            item["lead_time"] = annotation["lead_time"]?.DeepClone();
            yield return item;
        }
    }

    private static JsonNode? Values(IReadOnlyList<JsonObject> regions)
    {
        if (regions is [{ } only] && only["value"] is JsonObject value
            && (value["choices"] ?? value["text"]) is JsonArray { Count: 1 } single)
            return single[0]!.DeepClone();
        return regions.Select(region =>
        {
            JsonObject item = (region["value"] as JsonObject)?.Copy() ?? [];
            item.Take(region, "original_width", "original_height");
            return item;
        }).Copies();
    }

    private static string Table(IReadOnlyList<JsonObject> tasks, char separator)
    {
        List<JsonObject> rows = [.. tasks.SelectMany(Minimal)];
        List<string> columns = [.. rows.SelectMany(row => row.Select(p => p.Key)).Distinct().Order(StringComparer.Ordinal)];
        StringBuilder text = new();
        text.AppendJoin(separator, columns).Append("\r\n");
        foreach (JsonObject row in rows)
            text.AppendJoin(separator, columns.Select(column => Cell(row[column]))).Append("\r\n");
        return text.ToString();
    }

    private static string Cell(JsonNode? node) => node switch
    {
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => value.ToJsonString(),
        JsonValue value => Quote(value.ToString()),
        null => Quote(""),
        _ => Quote(node.ToJsonString()),
    };

    private static string Quote(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static JsonObject Coco(IReadOnlyList<JsonObject> tasks)
    {
        JsonArray images = [], annotations = [];
        List<string> names = [];
        foreach (JsonObject task in tasks)
        {
            List<JsonObject> regions = [.. task["annotations"]!.AsArray().OfType<JsonObject>()
                .SelectMany(a => a["result"]!.AsArray().OfType<JsonObject>()).Where(r => r.Text("type") == "rectanglelabels")];
            double width = regions.FirstOrDefault()?.Whole("original_width") ?? 0;
            double height = regions.FirstOrDefault()?.Whole("original_height") ?? 0;
            images.Add((JsonNode)new JsonObject
            {
                ["width"] = width,
                ["height"] = height,
                ["id"] = images.Count,
                ["file_name"] = task["data"]!.AsObject().First().Value?.ToString()
            });
            foreach (JsonObject region in regions)
            {
                string label = region["value"]!["rectanglelabels"]![0]!.ToString();
                if (!names.Contains(label))
                    names.Add(label);
                double Percent(string name, double of) =>
                    double.Parse(region["value"]![name]!.ToString(), CultureInfo.InvariantCulture) / 100 * of;
                (double x, double y, double w, double h) = (Percent("x", width), Percent("y", height), Percent("width", width),
                    Percent("height", height));
                annotations.Add((JsonNode)new JsonObject
                {
                    ["id"] = annotations.Count,
                    ["image_id"] = images.Count - 1,
                    ["category_id"] = names.IndexOf(label),
                    ["segmentation"] = new JsonArray(),
                    ["bbox"] = new JsonArray(x, y, w, h),
                    ["ignore"] = 0,
                    ["iscrowd"] = 0,
                    ["area"] = w * h,
                });
            }
        }

        return new JsonObject
        {
            ["images"] = images,
            ["categories"] = names.Select((name, id) => (JsonNode?)new JsonObject { ["id"] = id, ["name"] = name }).ToJson(),
            ["annotations"] = annotations,
            ["info"] = new JsonObject { ["version"] = "1.0", ["contributor"] = "Label Studio" },
        };
    }
}
