using System.Text.Json;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Compatibility;

namespace LabelingGen.Cli;

/// <summary>Conversions that give the very files of FastLabel's own converters.</summary>
internal sealed class FastLabelProfile(ProfileRequest request, bool isEarly)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (request.From == "fastlabel")
            await ExportAsync(cancellationToken).ConfigureAwait(false);
        else if (request.To == "fastlabel")
            await ImportAsync(cancellationToken).ConfigureAwait(false);
        else
            throw Unknown("from or to fastlabel");
    }

    private async Task ExportAsync(CancellationToken cancellationToken)
    {
        FastLabelOptions options = await ReadOptionsAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<JsonElement> tasks = await ProfileFiles.ReadListAsync(request.Input, "tasks", cancellationToken)
            .ConfigureAwait(false);
        // A folder without tasks is a folder all the same.
        Directory.CreateDirectory(request.WorkPath);
        await (request.To switch
        {
            "coco" => FastLabelExport.WriteCocoAsync(tasks, request.WorkPath, options, cancellationToken),
            "yolo" => FastLabelExport.WriteYoloAsync(tasks, request.WorkPath, options, cancellationToken),
            "voc" => FastLabelExport.WritePascalVocAsync(tasks, request.WorkPath, options, cancellationToken),
            "labelme" => FastLabelExport.WriteLabelMeAsync(tasks, request.WorkPath, cancellationToken),
            "instance-masks" => FastLabelExport.WriteInstanceMasksAsync(tasks, request.WorkPath, options, cancellationToken),
            "semantic-masks" => FastLabelExport.WriteSemanticMasksAsync(tasks, request.WorkPath, options, cancellationToken),
            "images" => FastLabelExport.DrawAsync(
                tasks, request.ImagesFolder
                    ?? throw Missing("--images, the folder with the pictures"), request.WorkPath, cancellationToken),
            _ => throw Unknown("from fastlabel to coco, yolo, voc, labelme, instance-masks, semantic-masks or images"),
        }).ConfigureAwait(false);
    }

    private async Task<FastLabelOptions> ReadOptionsAsync(CancellationToken cancellationToken)
    {
        FastLabelOptions options = new()
        {
            Edition = isEarly ? FastLabelEdition.Early2024 : FastLabelEdition.Current,
            ProjectType = request.ProjectType,
            StartIndex = request.StartIndex,
            FindFrameCount = request.FrameCount is int count ? _ => count : null,
        };
        if (request.CocoFileName is { } name)
            options = options with { CocoFileName = name };
        if (request.ClassesFile is { } classes)
            options = options with { Classes = await LabelSource.ReadClassesAsync(classes, cancellationToken).ConfigureAwait(false) };
        if (request.AnnotationClassesFile is { } file)
        {
            IReadOnlyList<JsonElement> items = await ProfileFiles.ReadListAsync(file, "annotation classes", cancellationToken)
                .ConfigureAwait(false);
            options = options with { AnnotationClasses = items.ToValueList() };
        }

        if (request.PaletteFile is { } palette)
        {
            IReadOnlyList<JsonElement> items = await ProfileFiles.ReadListAsync(palette, "numbers", cancellationToken)
                .ConfigureAwait(false);
            options = options with { Palette = items.Select(item => ReadByte(item, palette)).ToValueList() };
        }

        return options;
    }

    private static byte ReadByte(JsonElement item, string file) => item.ValueKind == JsonValueKind.Number && item.TryGetByte(out byte value)
        ? value : throw new CommandFailedException($"'{file}': {item.GetRawText()} is not a number from 0 to 255.");

    private async Task ImportAsync(CancellationToken cancellationToken)
    {
        if (request.From == "mask")
        {
            await ImportMaskAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        string type = request.ProjectType[(request.ProjectType.IndexOf('_', StringComparison.Ordinal) + 1)..];
        ValueMap<JsonText> annotations = await (request.From switch
        {
            "coco" => FastLabelImport.FromCocoAsync(request.Input, type, cancellationToken),
            // The release of early 2024 read boxes only.
            "yolo" => FastLabelImport.FromYoloAsync(
                request.ClassesFile ?? throw Missing("--classes"), request.Input, isEarly ? "bbox" : type, cancellationToken),
            "voc" => FastLabelImport.FromPascalVocAsync(request.Input, cancellationToken),
            "labelme" => FastLabelImport.FromLabelMeAsync(request.Input, cancellationToken),
            _ => throw Unknown("from coco, yolo, voc, labelme or mask to fastlabel"),
        }).ConfigureAwait(false);
        await ProfileFiles.WriteAsync(request.WorkPath, writer =>
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

    /// <summary>A picture whose pixels that are not black are inside becomes the points of a segmentation.</summary>
    private async Task ImportMaskAsync(CancellationToken cancellationToken)
    {
        if (isEarly)
            throw Unknown("no masks to fastlabel: early 2024 had no such converter");
        PngImage picture = PngImage.Decode(await File.ReadAllBytesAsync(request.Input, cancellationToken).ConfigureAwait(false));
        byte[] colors = new byte[4 * picture.Width * picture.Height];
        picture.CopyRgbaTo(colors);
        byte[] inside = new byte[picture.Width * picture.Height];
        for (int i = 0; i < inside.Length; i++)
            inside[i] = (byte)(colors[4 * i] | colors[(4 * i) + 1] | colors[(4 * i) + 2]);
        ValueList<ValueList<ValueList<int>>> regions = FastLabelImport.FromMask(Mask.FromPixels(picture.Width, picture.Height, inside));
        await ProfileFiles.WriteAsync(request.WorkPath, writer => Write(writer, regions), cancellationToken).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter writer, ValueList<ValueList<ValueList<int>>> regions)
    {
        writer.WriteStartArray();
        foreach (ValueList<ValueList<int>> region in regions)
        {
            writer.WriteStartArray();
            foreach (ValueList<int> ring in region)
            {
                writer.WriteStartArray();
                foreach (int number in ring)
                    writer.WriteNumberValue(number);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static CommandFailedException Missing(string option) => new($"The conversion needs {option}.", ExitCodes.Usage);

    private static CommandFailedException Unknown(string which) => new($"The profile fastlabel converts {which}.", ExitCodes.Usage);
}
