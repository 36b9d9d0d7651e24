using System.Text;
using System.Text.Json;
using LabelingGen.Annotations.Compatibility;

namespace LabelingGen.Annotations.Tests.Compatibility;

/// <summary>The profile <c>label-studio</c> gives what the vendor's converter gave, case by case.</summary>
public sealed class LabelStudioCaseTests : IDisposable
{
    private readonly string _work = Directory.CreateTempSubdirectory("labelinggen-labelstudio-").FullName;

    // Single encodings and decodings of brushes are cases of BrushRleTests.
    public static TheoryData<string> Cases => CaseFolder.Find("label-studio-converters") is { } folder
        ? [.. Directory.GetFiles(folder, "*.json").Select(path => Path.GetFileName(path))
            .Where(name => !name.Contains("rle-", StringComparison.Ordinal) || name.StartsWith("image2rle", StringComparison.Ordinal))
            .Where(name => !name.StartsWith("mask2rle", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
        : ["absent"];

    public void Dispose() => Directory.Delete(_work, recursive: true);

    [TheoryOverCases]
    [MemberData(nameof(Cases))]
    public async Task Converts_as_the_official_converter_does(string name)
    {
        string folder = CaseFolder.Find("label-studio-converters")!;
        JsonElement @case = FastLabelCase.Read(Path.Combine(folder, name));
        JsonElement input = @case.GetProperty("input");
        JsonElement expected = @case.GetProperty("expected");
        string kind = @case.GetProperty("kind").GetString()!;
        switch (kind)
        {
            case "convert.ASR_MANIFEST":
                await CompareManifest(input, expected);
                break;
            case "brush.convert_task numpy":
                await Export([Task(input.GetProperty("item"))], BrushConfig(input.GetProperty("item")),
                    LabelStudioExportFormat.BrushToNumpy);
                CompareFiles(expected.GetProperty("files"));
                break;
            case "brush.image2annotation":
                CaseFolder.ShouldBeJson(Annotation(input), expected, "$");
                break;
            case "brush.image2rle":
                Mask mask = Threshold(input.GetProperty("pixels_L"));
                BrushRle.EncodeMask(mask).ShouldBe(expected.GetProperty("rle").EnumerateArray().Select(item => item.GetByte()));
                break;
            case "convert_coco_to_ls":
                string coco = Path.Combine(_work, "coco.json");
                await File.WriteAllTextAsync(coco, input.GetProperty("coco").GetRawText());
                CompareTasks(await LabelStudioImport.FromCocoAsync(coco), expected);
                break;
            case "convert_yolo_to_ls":
                CompareTasks(await LabelStudioImport.FromYoloAsync(YoloFolder(input)), expected);
                break;
            case "extract_key_frames":
                CaseFolder.ShouldBeJson(LabelStudioVideo.Interpolate(input.GetProperty("result"))
                    .ToElement(), expected.GetProperty("result"), "$");
                break;
            case "Converter.rotated_rectangle":
                CompareNumbers(input.GetProperty("labels"), expected.GetProperty("xywh"),
                    label => LabelStudioGeometry.PercentBounds(Region(label))!);
                break;
            case "convert_annotation_to_yolo_obb":
                CompareNumbers(input.GetProperty("labels"), expected.GetProperty("corners"),
                    label => LabelStudioGeometry.OrientedCorners(Region(label))!);
                break;
            case "get_polygon_area/get_polygon_bounding_box":
                double[] ring = [.. input.GetProperty("x").EnumerateArray().Zip(input.GetProperty("y").EnumerateArray())
                    .SelectMany(pair => new[] { pair.First.GetDouble(), pair.Second.GetDouble() })];
                FastLabelGeometry.RingArea(ring).ShouldBe(expected.GetProperty("area").GetDouble());
                FastLabelGeometry.BoundingBox(ring)
                    .ShouldBe(expected.GetProperty("bbox").EnumerateArray().Select(item => item.GetDouble()));
                break;
            case "parse_config" or "Converter.supported_formats + parse_config":
                foreach (JsonProperty config in input.EnumerateObject())
                    CompareConfig(LabelStudioConfig.Parse(config.Value.GetString()!), expected.GetProperty(config.Name), config.Name);
                break;
            default:
                await Export(
                    input.GetProperty("tasks")
                        .EnumerateArray(), LabelStudioConfig.Parse(input.GetProperty("label_config").GetString()!), Format(kind));
                CompareFiles(expected.GetProperty("files"));
                break;
        }
    }

    private static LabelStudioExportFormat Format(string kind) => kind.Split('.')[^1] switch
    {
        "JSON" => LabelStudioExportFormat.Json,
        "JSON_MIN" => LabelStudioExportFormat.JsonMin,
        "CSV" => LabelStudioExportFormat.Csv,
        "TSV" => LabelStudioExportFormat.Tsv,
        "CONLL2003" => LabelStudioExportFormat.Conll2003,
        "COCO" => LabelStudioExportFormat.Coco,
        "YOLO" => LabelStudioExportFormat.Yolo,
        "YOLO_OBB" => LabelStudioExportFormat.YoloOrientedBoxes,
        "VOC" => LabelStudioExportFormat.PascalVoc,
        "BRUSH_TO_PNG" => LabelStudioExportFormat.BrushToPng,
        "BRUSH_TO_NUMPY" => LabelStudioExportFormat.BrushToNumpy,
        "BRUSH_TO_COCO" => LabelStudioExportFormat.BrushToCoco,
        _ => throw new NotSupportedException($"The kind {kind} is not mapped."),
    };

    private Task Export(IEnumerable<JsonElement> tasks, LabelStudioConfig config, LabelStudioExportFormat format,
        LabelStudioOptions? options = null) =>
        LabelStudioExport.WriteAsync(tasks, config, format, Path.Combine(_work, "out"), options);

    private async Task CompareManifest(JsonElement input, JsonElement expected)
    {
        string uploads = Directory.CreateDirectory(Path.Combine(_work, "uploads")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(uploads, "a.wav"), Wave(8000, 4000));
        await Export(
            input.GetProperty("tasks").EnumerateArray(), LabelStudioConfig.Parse(input.GetProperty("label_config").GetString()!),
            LabelStudioExportFormat.AsrManifest, new LabelStudioOptions { UploadFolder = uploads });
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(_work, "out", "manifest.json"));
        string[] wanted = expected.GetProperty("manifest.json").GetString()!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(wanted.Length);
        for (int i = 0; i < lines.Length; i++)
            CaseFolder.ShouldBeJson(Json(lines[i]), Json(wanted[i]), $"line {i}");
        Directory.GetFiles(Path.Combine(_work, "out", "audio")).Select(Path.GetFileName)
            .ShouldBe(expected.GetProperty("audio_files").EnumerateArray().Select(item => item.GetString()));
    }

    private void CompareFiles(JsonElement files)
    {
        string root = Path.Combine(_work, "out");
        string[] names = [.. files.EnumerateObject().Select(file => file.Name).Where(name => name != "dirs").Order(StringComparer.Ordinal)];
        Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file))
            .Order(StringComparer.Ordinal).ShouldBe(names);
        if (files.TryGetProperty("dirs", out JsonElement folders))
            Directory.GetDirectories(root).Select(Path.GetFileName)
                .ShouldBe(folders.EnumerateArray().Select(item => item.GetString()), ignoreOrder: true);
        foreach (string name in names)
        {
            JsonElement wanted = files.GetProperty(name);
            string path = Path.Combine(root, name);
            if (name.EndsWith(".png", StringComparison.Ordinal))
                Rows(PngImage.Decode(File.ReadAllBytes(path))).ShouldBe(Rows(wanted), name);
            else if (name.EndsWith(".npy", StringComparison.Ordinal))
                NumpyRows(File.ReadAllBytes(path)).ShouldBe(Rows(wanted), name);
            else if (wanted.ValueKind == JsonValueKind.String)
                File.ReadAllText(path).ShouldBe(wanted.GetString(), name);
            else
                CaseFolder.ShouldBeJson(FastLabelCase.Read(path), wanted, name);
        }
    }

    private static void CompareTasks(LabelStudioTasks actual, JsonElement expected)
    {
        CaseFolder.ShouldBeJson(actual.Tasks.ToElement(), expected.GetProperty("tasks"), "$");
        actual.Config.ShouldBe(expected.GetProperty("files").GetProperty("o.label_config.xml").GetString());
    }

    private static void CompareConfig(LabelStudioConfig config, JsonElement expected, string name)
    {
        if (expected.TryGetProperty("formats", out JsonElement formats))
        {
            config.SupportedFormats.ShouldBe(formats.EnumerateArray().Select(item => item.GetString()!), name);
            expected = expected.GetProperty("parsed");
        }

        Dictionary<string, object> parsed = config.Controls.ToDictionary(control => control.Name, control =>
        {
            Dictionary<string, object> members = new()
            {
                ["type"] = control.Type,
                ["to_name"] = control.ToNames.ToArray(),
                ["inputs"] = control.Inputs.Select(input => new { type = input.Type, value = input.DataKey }).ToArray(),
                ["labels"] = control.Labels.Keys.ToArray(),
                ["labels_attrs"] = control.Labels.ToDictionary(entry => entry.Key,
                    entry => entry.Value.ToDictionary(pair => pair.Key, pair => pair.Value)),
            };
            if (control.Condition is { } condition)
                members["conditionals"] = new { type = condition.Type, name = condition.Name };
            return (object)members;
        });
        CaseFolder.ShouldBeJson(JsonSerializer.SerializeToElement(parsed), expected, name);
    }

    private static void CompareNumbers(JsonElement labels, JsonElement expected, Func<JsonElement, double[]> convert)
    {
        int index = 0;
        foreach (JsonElement label in labels.EnumerateArray())
        {
            double[] wanted = [.. expected[index++].EnumerateArray().SelectMany(item => item.ValueKind == JsonValueKind.Array
                ? item.EnumerateArray().Select(number => number.GetDouble()) : [item.GetDouble()])];
            convert(label).ShouldBe(wanted, 1e-12);
        }
    }

    /// <summary>A region as a result would hold it.</summary>
    private static LabelStudioRegion Region(JsonElement value)
    {
        Dictionary<string, object> result = new() { ["value"] = value };
        foreach (string side in new[] { "original_width", "original_height" })
        {
            if (value.TryGetProperty(side, out JsonElement size))
                result[side] = size;
        }

        return new LabelStudioRegion(JsonSerializer.SerializeToElement(result), "RectangleLabels");
    }

    /// <summary>An item of the converter as the task it came from.</summary>
    private static JsonElement Task(JsonElement item) => JsonSerializer.SerializeToElement(new
    {
        id = item.GetProperty("id"),
        data = new { },
        annotations = new[]
        {
            new
            {
                id = item.GetProperty("annotation_id"),
                completed_by = item.GetProperty("completed_by"),
                result = item.GetProperty("output").EnumerateObject().SelectMany(tag => tag.Value.EnumerateArray().Select(region => new
                {
                    from_name = tag.Name,
                    type = "brushlabels",
                    original_width = region.GetProperty("original_width"),
                    original_height = region.GetProperty("original_height"),
                    value = region,
                })),
            },
        },
    });

    private static LabelStudioConfig BrushConfig(JsonElement item) => LabelStudioConfig.Parse(
        $"<View><Image name=\"i\" value=\"$i\"/>{string.Concat(item.GetProperty("output").EnumerateObject().Select(tag => $"<BrushLabels name=\"{tag.Name}\" toName=\"i\"/>"))}</View>");

    private static JsonElement Annotation(JsonElement input) => LabelStudioImport.FromMask(
        Threshold(input.GetProperty("pixels_L")), input.GetProperty("label_name").GetString()!, input.GetProperty("from_name").GetString()!,
        input.GetProperty("to_name").GetString()!,
        input.TryGetProperty("model_version", out JsonElement version) ? version.GetString() : null,
        input.TryGetProperty("score", out JsonElement score) ? score.GetDouble() : null,
        input.TryGetProperty("ground_truth", out JsonElement truth) && truth.GetBoolean()).ToElement();

    private static Mask Threshold(JsonElement rows)
    {
        byte[][] pixels = [.. rows.EnumerateArray()
            .Select(row => row.EnumerateArray().Select(item => item.GetByte() > 128 ? (byte)1 : (byte)0).ToArray())];
        return Mask.FromPixels(pixels[0].Length, pixels.Length, [.. pixels.SelectMany(row => row)]);
    }

    private string YoloFolder(JsonElement input)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_work, "yolo")).FullName;
        File.WriteAllText(Path.Combine(folder, "classes.txt"), input.GetProperty("classes.txt").GetString());
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        Directory.CreateDirectory(Path.Combine(folder, "labels"));
        foreach (JsonProperty image in input.GetProperty("images").EnumerateObject())
        {
            (int width, int height) = (image.Value[0].GetInt32(), image.Value[1].GetInt32());
            File.WriteAllBytes(Path.Combine(folder, "images", image.Name),
                new PngImage(width, height, PngColorType.Grey, 8, new byte[width * height]).Encode());
        }

        foreach (JsonProperty labels in input.GetProperty("labels").EnumerateObject())
            File.WriteAllText(Path.Combine(folder, "labels", labels.Name), labels.Value.GetString());
        return folder;
    }

    private static byte[] Wave(int rate, int frames)
    {
        MemoryStream stream = new();
        using (BinaryWriter writer = new(stream))
        {
            writer.Write("RIFF"u8);
            writer.Write(36 + 2 * frames);
            writer.Write("WAVEfmt "u8);
            writer.Write(16);
            writer.Write((short)1);
            writer.Write((short)1);
            writer.Write(rate);
            writer.Write(2 * rate);
            writer.Write((short)2);
            writer.Write((short)16);
            writer.Write("data"u8);
            writer.Write(2 * frames);
            writer.Write(new byte[2 * frames]);
        }

        return stream.ToArray();
    }

    private static int[][] Rows(JsonElement rows) =>
        [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(item => item.GetInt32()).ToArray())];

    private static int[][] Rows(PngImage image) =>
        [.. image.Samples.ToArray().Chunk(image.Width).Select(row => row.Select(sample => (int)sample).ToArray())];

    private static int[][] NumpyRows(byte[] file)
    {
        int header = BitConverter.ToUInt16(file, 8);
        string text = Encoding.ASCII.GetString(file, 10, header);
        ((10 + header) % 64).ShouldBe(0);
        int[] shape = [.. text[(text.IndexOf('(') + 1)..text.IndexOf(')')].Split(',').Select(int.Parse)];
        return [.. file[(10 + header)..].Chunk(shape[1]).Select(row => row.Select(value => (int)value).ToArray())];
    }

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
