using System.Text.Json;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Compatibility;

namespace LabelingGen.Cli;

/// <summary>What a conversion in a vendor's profile needs.</summary>
internal sealed record ProfileRequest(string From, string To, string Input, string WorkPath)
{
    public string? Classes { get; init; }

    public string? LabelConfig { get; init; }

    public string ProjectType { get; init; } = "image_bbox";
}

/// <summary>Conversions that give the very files of a vendor's own converter.</summary>
internal static class ProfileConversion
{
    public static readonly string[] Profiles = ["fastlabel", "label-studio"];

    public static Task RunAsync(string profile, ProfileRequest request, CancellationToken cancellationToken) =>
        profile == "fastlabel" ? FastLabelAsync(request, cancellationToken) : LabelStudioAsync(request, cancellationToken);

    private static async Task FastLabelAsync(ProfileRequest request, CancellationToken cancellationToken)
    {
        FastLabelOptions options = new()
        {
            ProjectType = request.ProjectType,
            Classes = request.Classes is { } file ? await LabelSource.ReadClassesAsync(file, cancellationToken).ConfigureAwait(false) : default,
        };
        if (request.From == "fastlabel")
        {
            IReadOnlyList<JsonElement> tasks = await ReadTasksAsync(request.Input, cancellationToken).ConfigureAwait(false);
            await (request.To switch
            {
                "coco" => FastLabelExport.WriteCocoAsync(tasks, request.WorkPath, options, cancellationToken),
                "yolo" => FastLabelExport.WriteYoloAsync(tasks, request.WorkPath, options, cancellationToken),
                "voc" => FastLabelExport.WritePascalVocAsync(tasks, request.WorkPath, options, cancellationToken),
                "labelme" => FastLabelExport.WriteLabelMeAsync(tasks, request.WorkPath, cancellationToken),
                "instance-masks" => FastLabelExport.WriteInstanceMasksAsync(tasks, request.WorkPath, options, cancellationToken),
                "semantic-masks" => FastLabelExport.WriteSemanticMasksAsync(tasks, request.WorkPath, options, cancellationToken),
                _ => throw Unknown("fastlabel", "from fastlabel to coco, yolo, voc, labelme, instance-masks or semantic-masks"),
            }).ConfigureAwait(false);
            return;
        }

        if (request.To != "fastlabel")
            throw Unknown("fastlabel", "from or to fastlabel");
        string type = request.ProjectType[(request.ProjectType.IndexOf('_', StringComparison.Ordinal) + 1)..];
        ValueMap<JsonText> annotations = await (request.From switch
        {
            "coco" => FastLabelImport.FromCocoAsync(request.Input, type, cancellationToken),
            "yolo" => FastLabelImport.FromYoloAsync(
                request.Classes ?? throw new CommandFailedException("YOLO needs --classes.", ExitCodes.Usage), request.Input, type, cancellationToken),
            "voc" => FastLabelImport.FromPascalVocAsync(request.Input, cancellationToken),
            "labelme" => FastLabelImport.FromLabelMeAsync(request.Input, cancellationToken),
            _ => throw Unknown("fastlabel", "from coco, yolo, voc or labelme to fastlabel"),
        }).ConfigureAwait(false);
        await WriteAsync(request.WorkPath, writer =>
        {
            writer.WriteStartObject();
            foreach ((string name, JsonText list) in annotations)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(list.Text);
            }

            writer.WriteEndObject();
        }, cancellationToken).ConfigureAwait(false);
    }

    private static async Task LabelStudioAsync(ProfileRequest request, CancellationToken cancellationToken)
    {
        if (request.To == "label-studio")
        {
            LabelStudioTasks tasks = await (request.From switch
            {
                "coco" => LabelStudioImport.FromCocoAsync(request.Input, cancellationToken: cancellationToken),
                "yolo" => LabelStudioImport.FromYoloAsync(request.Input, cancellationToken: cancellationToken),
                _ => throw Unknown("label-studio", "from coco or yolo to label-studio"),
            }).ConfigureAwait(false);
            Directory.CreateDirectory(request.WorkPath);
            await File.WriteAllTextAsync(Path.Combine(request.WorkPath, "tasks.json"), tasks.Tasks.Text, cancellationToken).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(request.WorkPath, "label_config.xml"), tasks.Config, cancellationToken).ConfigureAwait(false);
            return;
        }

        LabelStudioExportFormat format = request.To switch
        {
            "label-studio-json" => LabelStudioExportFormat.Json,
            "label-studio-min" => LabelStudioExportFormat.JsonMin,
            "label-studio-csv" => LabelStudioExportFormat.Csv,
            "label-studio-tsv" => LabelStudioExportFormat.Tsv,
            "conll2003" => LabelStudioExportFormat.Conll2003,
            "coco" => LabelStudioExportFormat.Coco,
            "yolo" => LabelStudioExportFormat.Yolo,
            "yolo-obb" => LabelStudioExportFormat.YoloOrientedBoxes,
            "voc" => LabelStudioExportFormat.PascalVoc,
            "brush-png" => LabelStudioExportFormat.BrushToPng,
            "brush-numpy" => LabelStudioExportFormat.BrushToNumpy,
            "brush-coco" => LabelStudioExportFormat.BrushToCoco,
            _ => throw Unknown("label-studio", "from label-studio to label-studio-json, label-studio-min, label-studio-csv, label-studio-tsv, conll2003, coco, yolo, yolo-obb, voc, brush-png, brush-numpy or brush-coco"),
        };
        if (request.From != "label-studio")
            throw Unknown("label-studio", "from or to label-studio");
        string xml = await File.ReadAllTextAsync(
            request.LabelConfig ?? throw new CommandFailedException("The profile needs --label-config.", ExitCodes.Usage), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<JsonElement> all = await ReadTasksAsync(request.Input, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(request.WorkPath);
        await LabelStudioExport.WriteAsync(all, LabelStudioConfig.Parse(xml), format, request.WorkPath, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<JsonElement>> ReadTasksAsync(string path, CancellationToken cancellationToken)
    {
        FileStream file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            try
            {
                using JsonDocument document = await JsonDocument.ParseAsync(file, default, cancellationToken).ConfigureAwait(false);
                return document.RootElement.ValueKind == JsonValueKind.Array
                    ? [.. document.RootElement.EnumerateArray().Select(static task => task.Clone())]
                    : throw new CommandFailedException($"'{path}' is not a list of tasks.");
            }
            catch (JsonException error)
            {
                throw new CommandFailedException($"{path}({error.LineNumber + 1}): {error.Message}");
            }
        }
    }

    private static async Task WriteAsync(string path, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        FileStream file = new(path, FileMode.CreateNew, FileAccess.Write);
        await using (file.ConfigureAwait(false))
        {
            Utf8JsonWriter writer = new(file, new JsonWriterOptions { Indented = true });
            await using (writer.ConfigureAwait(false))
            {
                write(writer);
                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static CommandFailedException Unknown(string profile, string which) => new($"The profile {profile} converts {which}.", ExitCodes.Usage);
}
