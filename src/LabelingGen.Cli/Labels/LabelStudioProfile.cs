using System.Text.Json;
using LabelingGen.Annotations.Compatibility;

namespace LabelingGen.Cli;

/// <summary>Conversions that give the very files of Label Studio's own converter.</summary>
internal sealed class LabelStudioProfile(ProfileRequest request)
{
    private static readonly Dictionary<string, LabelStudioExportFormat> Formats = new(StringComparer.Ordinal)
    {
        ["label-studio-json"] = LabelStudioExportFormat.Json,
        ["label-studio-min"] = LabelStudioExportFormat.JsonMin,
        ["label-studio-csv"] = LabelStudioExportFormat.Csv,
        ["label-studio-tsv"] = LabelStudioExportFormat.Tsv,
        ["conll2003"] = LabelStudioExportFormat.Conll2003,
        ["coco"] = LabelStudioExportFormat.Coco,
        ["yolo"] = LabelStudioExportFormat.Yolo,
        ["yolo-obb"] = LabelStudioExportFormat.YoloOrientedBoxes,
        ["voc"] = LabelStudioExportFormat.PascalVoc,
        ["brush-png"] = LabelStudioExportFormat.BrushToPng,
        ["brush-numpy"] = LabelStudioExportFormat.BrushToNumpy,
        ["brush-coco"] = LabelStudioExportFormat.BrushToCoco,
        ["asr"] = LabelStudioExportFormat.AsrManifest,
    };

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (request.To == "label-studio")
            await ImportAsync(cancellationToken).ConfigureAwait(false);
        else if (request.From != "label-studio")
            throw Unknown("from or to label-studio");
        else if (Formats.TryGetValue(request.To, out LabelStudioExportFormat format))
            await ExportAsync(format, cancellationToken).ConfigureAwait(false);
        else
            throw Unknown("from label-studio to " + string.Join(", ", Formats.Keys));
    }

    private async Task ImportAsync(CancellationToken cancellationToken)
    {
        string root = request.ImageRoot ?? LabelStudioImport.DefaultRoot + (request.From == "yolo" ? "images" : "");
        LabelStudioTasks tasks = await (request.From switch
        {
            "coco" => LabelStudioImport.FromCocoAsync(request.Input, root, cancellationToken),
            "yolo" => LabelStudioImport.FromYoloAsync(request.Input, root, cancellationToken),
            "pathtrack" => LabelStudioImport.FromPathTrackAsync(
                request.Input, root, request.FramesPerSecond, request.KeyframeStep, cancellationToken),
            _ => throw Unknown("from coco, yolo or pathtrack to label-studio"),
        }).ConfigureAwait(false);
        Directory.CreateDirectory(request.WorkPath);
        await File.WriteAllTextAsync(Path.Combine(request.WorkPath, "tasks.json"), tasks.Tasks.Text, cancellationToken)
            .ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(request.WorkPath, "label_config.xml"), tasks.Config, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task ExportAsync(LabelStudioExportFormat format, CancellationToken cancellationToken)
    {
        string file = request.LabelConfigFile
            ?? throw new CommandFailedException("The conversion needs --label-config, the labeling configuration.", ExitCodes.Usage);
        if (format == LabelStudioExportFormat.AsrManifest && request.UploadFolder is null)
            throw new CommandFailedException("The conversion needs --uploads, the folder with the sounds.", ExitCodes.Usage);
        LabelStudioConfig config = LabelStudioConfig.Parse(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false));
        IReadOnlyList<JsonElement> tasks = await ProfileFiles.ReadListAsync(request.Input, "tasks", cancellationToken)
            .ConfigureAwait(false);
        Directory.CreateDirectory(request.WorkPath);
        await LabelStudioExport.WriteAsync(
            tasks, config, format, request.WorkPath, new LabelStudioOptions { UploadFolder = request.UploadFolder }, cancellationToken)
            .ConfigureAwait(false);
    }

    private static CommandFailedException Unknown(string which) => new($"The profile label-studio converts {which}.", ExitCodes.Usage);
}
