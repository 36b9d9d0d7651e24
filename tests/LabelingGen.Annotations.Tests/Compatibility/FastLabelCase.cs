using System.Text.Json;
using LabelingGen.Annotations.Compatibility;

namespace LabelingGen.Annotations.Tests.Compatibility;

/// <summary>Runs a recorded case of the vendor's converters by the function it names.</summary>
internal sealed class FastLabelCase(string folder, string work, FastLabelEdition edition)
{
    private readonly JsonElement _case = Read(Path.Combine(folder, "case.json"));

    public string Function => _case.GetProperty("function").GetString()!;

    public bool ShouldFail => (Differs ? _case.GetProperty("early_2024") : _case).GetProperty("outcome").GetString() == "error";

    /// <summary>The folder of the files that are expected; absent where none are.</summary>
    public string Expected => Path.Combine(folder, Differs ? "expected_early_2024" : "expected");

    private bool Differs => edition == FastLabelEdition.Early2024 && RelationOf(folder) == "differs";

    private JsonElement Parameters => _case.GetProperty("params");

    private string Input(string name) => Path.Combine(folder, "input", name);

    /// <summary>How the release of early 2024 relates to today's: <c>same</c>, <c>differs</c> or <c>function-absent</c>.</summary>
    public static string RelationOf(string folder) =>
        Read(Path.Combine(folder, "case.json")).GetProperty("early_2024").GetProperty("relation").GetString()!;

    public static JsonElement Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    /// <summary>Converts; the result is JSON for functions that return a value, nothing for those that write files.</summary>
    public async Task<JsonElement?> RunAsync()
    {
        switch (Function)
        {
            case "export_coco":
                await FastLabelExport.WriteCocoAsync(Tasks(), work, Options());
                return null;
            case "export_yolo":
                await FastLabelExport.WriteYoloAsync(Tasks(), work, Options());
                return null;
            case "export_pascalvoc":
                await FastLabelExport.WritePascalVocAsync(Tasks(), work, Options());
                return null;
            case "export_labelme":
                await FastLabelExport.WriteLabelMeAsync(Tasks(), work);
                return null;
            case "export_instance_segmentation":
                await FastLabelExport.WriteInstanceMasksAsync(Tasks(), work, Options());
                return null;
            case "export_semantic_segmentation":
                await FastLabelExport.WriteSemanticMasksAsync(Tasks(), work, Options());
                return null;
            case "export_image_with_annotations":
                await FastLabelExport.DrawAsync(Tasks(), Picture(), Path.Combine(work, "out"));
                return null;
            case "convert_coco_to_fastlabel":
                return Json(await FastLabelImport.FromCocoAsync(Input("coco.json"), Text("annotation_type")!));
            case "convert_labelme_to_fastlabel":
                return Json(await FastLabelImport.FromLabelMeAsync(Input("dataset")));
            case "convert_pascalvoc_to_fastlabel":
                return Json(await FastLabelImport.FromPascalVocAsync(Input("dataset")));
            case "convert_yolo_to_fastlabel":
                return Json(await FastLabelImport.FromYoloAsync(Input("classes.txt"), Dataset(), ImportedType()));
            case "mask_to_fastlabel_segmentation_points":
                return JsonSerializer.SerializeToElement(FastLabelImport.FromMask(ReadMask()));
            case "delete_extra_annotations_parameter":
                return Map(list => FastLabelRequest.Clean(list).ToElement());
            case "get_pixel_coordinates":
                return Map(ring => JsonSerializer.SerializeToElement(FastLabelOutline.ToStaircase(Numbers(ring))));
            case "sort_segmentation_points":
                return Map(ring => JsonSerializer.SerializeToElement(FastLabelOutline.BeginTopLeft(Integers(ring))));
            case "reverse_points":
                return Map(ring => JsonSerializer.SerializeToElement(FastLabelOutline.Reverse(Integers(ring))));
            case "is_clockwise":
                return Map(ring => JsonSerializer.SerializeToElement(FastLabelOutline.IsClockwise(Integers(ring))));
            case "remove_duplicated_coordinates":
                return Map(ring => JsonSerializer.SerializeToElement(FastLabelOutline.WithoutRepeats(Integers(ring))));
            case "cv_draw_points":
                return Map(ring => JsonSerializer.SerializeToElement(FastLabelOutline.ForFilling(Integers(ring))
                    .Select(point => new[] { point.X, point.Y })));
            default:
                throw new NotSupportedException($"The function {Function} is not mapped.");
        }
    }

    /// <summary>Whether a polygon is closed by a true diagonal.</summary>
    public bool HasOpenDiagonal() => Tasks().SelectMany(task => task.GetProperty("annotations").EnumerateArray())
        .Where(annotation => annotation.GetProperty("type").GetString() == "polygon")
            .Select(annotation => Numbers(annotation.GetProperty("points")))
        .Any(points => !points[0].Equals(points[^2]) && !points[1].Equals(points[^1]));

    // The release of early 2024 had no such parameter and read boxes only.
    private string ImportedType() => edition == FastLabelEdition.Current && Text("project_type") is { } type ? type : "bbox";

    private JsonElement[] Tasks() => [.. Read(Input("tasks.json")).EnumerateArray()];

    private FastLabelOptions Options() => new()
    {
        Edition = edition,
        ProjectType = Text("project_type") ?? "image_all",
        AnnotationClasses = Parameters.TryGetProperty("pass_annotation_classes", out JsonElement pass) && pass.GetBoolean()
            ? Read(Input("annotation_classes.json")).EnumerateArray().ToValueList()
            : default,
        Classes = Parameters.TryGetProperty("classes", out JsonElement classes) && classes.ValueKind == JsonValueKind.Array
            ? classes.EnumerateArray().Select(item => item.GetString()!).ToValueList()
            : default,
        CocoFileName = Text("output_file_name") ?? "annotations.json",
        StartIndex = Parameters.TryGetProperty("start_index", out JsonElement start) ? start.GetInt32() : 1,
        Palette = Parameters.TryGetProperty("pallete", out JsonElement palette)
            ? palette.EnumerateArray().Select(item => item.GetByte()).ToValueList()
            : default,
        FindFrameCount = _ => Parameters.TryGetProperty("video_frame_total", out JsonElement total) ? total.GetInt32() : null,
    };

    private string? Text(string name) => Parameters.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    /// <summary>Pictures are recorded by their sizes.</summary>
    private string Dataset()
    {
        string dataset = Path.Combine(work, "dataset");
        Directory.CreateDirectory(dataset);
        foreach (string file in Directory.GetFiles(Input("dataset"), "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(dataset, Path.GetRelativePath(Input("dataset"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        foreach (JsonElement picture in Read(Input("images.json")).EnumerateArray())
        {
            (int width, int height) = (picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32());
            string path = Path.Combine(dataset, picture.GetProperty("path").GetString()!);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, new PngImage(width, height, PngColorType.Grey, 8, new byte[width * height]).Encode());
        }

        return dataset;
    }

    /// <summary>The picture is recorded by its size and colour.</summary>
    private string Picture()
    {
        string folder = Directory.CreateDirectory(Path.Combine(work, "in")).FullName;
        (int width, int height) = (Parameters.GetProperty("image_size")[0].GetInt32(), Parameters.GetProperty("image_size")[1].GetInt32());
        byte[] color = [.. Parameters.GetProperty("image_background_rgb").EnumerateArray().Select(item => item.GetByte())];
        byte[] samples = [.. Enumerable.Repeat(color, width * height).SelectMany(pixel => pixel)];
        File.WriteAllBytes(Path.Combine(folder, Text("image_name")!), new PngImage(width, height, PngColorType.Rgb, 8, samples).Encode());
        return folder;
    }

    private Mask ReadMask()
    {
        string[] rows = File.ReadAllText(Input("mask.txt")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        byte[] pixels = [.. string.Concat(rows).Select(c => c == '#' ? (byte)1 : (byte)0)];
        return Mask.FromPixels(rows[0].Length, rows.Length, pixels);
    }

    private JsonElement Map(Func<JsonElement, JsonElement> convert) => JsonSerializer.SerializeToElement(
        Read(Input("input.json")).EnumerateArray()
            .Select(item => new Dictionary<string, JsonElement> { ["input"] = item, ["output"] = convert(item) }));

    private static JsonElement Json(ValueMap<JsonText> map) =>
        JsonSerializer.SerializeToElement(map.ToDictionary(entry => entry.Key, entry => entry.Value.ToElement()));

    private static double[] Numbers(JsonElement ring) => [.. ring.EnumerateArray().Select(item => item.GetDouble())];

    private static int[] Integers(JsonElement ring) => [.. ring.EnumerateArray().Select(item => item.GetInt32())];
}
