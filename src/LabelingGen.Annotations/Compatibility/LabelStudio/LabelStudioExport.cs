using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// Writes Label Studio tasks as the vendor's own converter does, quirks included: the profile <c>label-studio</c>. Use it where files must
/// equal those of the vendor; the formats in <see cref="Formats.AnnotationFormats"/> do the correct thing instead and report what is lost.
/// Quirks: COCO boxes turned rectangles in percent as if pictures were square; YOLO and Pascal VOC ignore rotation; only the first label of
/// a region counts in COCO; two annotations of a task give two COCO images, but one YOLO file, which the oldest wins.
/// </summary>
/// <remarks>
/// Tasks are the API's task objects. No file appears under its name before it is complete, and nothing is loaded from the web.
/// </remarks>
public static class LabelStudioExport
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the files of a format below a folder.</summary>
    /// <exception cref="FormatException">A task lacks what the export needs; the message names it.</exception>
    /// <exception cref="IOException">A name cannot be used for a file.</exception>
    public static async Task WriteAsync(
        IEnumerable<JsonElement> tasks, LabelStudioConfig config, LabelStudioExportFormat format, string folder,
        LabelStudioOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(config);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= LabelStudioOptions.Default;
        List<JsonElement> all = [.. tasks];
        for (int i = 0; i < all.Count; i++)
            BrokenText.Refuse(all[i], string.Create(CultureInfo.InvariantCulture, $"$[{i}]"));
        LabelStudioItem[] items = [.. LabelStudioItem.ReadAll(all, config)];
        Output output = new(folder, cancellationToken);
        switch (format)
        {
            case LabelStudioExportFormat.Json:
                await output.JsonAsync("result.json", writer => WriteArray(writer, all, static (w, task) => task.WriteTo(w)))
                    .ConfigureAwait(false);
                break;
            case LabelStudioExportFormat.JsonMin:
                await output.JsonAsync("result.json", writer => WriteArray(writer, items, WriteRecord)).ConfigureAwait(false);
                break;
            case LabelStudioExportFormat.Csv or LabelStudioExportFormat.Tsv:
                await output.TextAsync("result.csv", LabelStudioTables.Write(items, format == LabelStudioExportFormat.Csv ? ',' : '\t'))
                    .ConfigureAwait(false);
                break;
            case LabelStudioExportFormat.Conll2003:
                await output.TextAsync("result.conll", LabelStudioConll.Write(items, config)).ConfigureAwait(false);
                break;
            case LabelStudioExportFormat.Coco:
                output.AddFolder("images");
                await output.JsonAsync("result.json", writer => new LabelStudioCoco(config, options.Clock).WriteTo(writer, items))
                    .ConfigureAwait(false);
                break;
            case LabelStudioExportFormat.Yolo or LabelStudioExportFormat.YoloOrientedBoxes:
                await WriteYoloAsync(items, config, format, output, options).ConfigureAwait(false);
                break;
            case LabelStudioExportFormat.PascalVoc:
                output.AddFolder("images");
                if (items.Length > 0)
                    output.AddFolder("Annotations");
                foreach ((string name, string text) in LabelStudioPascalVoc.Convert(items, config))
                    await output.TextAsync("Annotations/" + name, text).ConfigureAwait(false);
                break;
            case LabelStudioExportFormat.BrushToPng or LabelStudioExportFormat.BrushToNumpy:
                output.AddFolder("");
                foreach ((string name, byte[] content) in LabelStudioBrush.Convert(items, format == LabelStudioExportFormat.BrushToPng))
                    await output.BytesAsync(name, content).ConfigureAwait(false);
                break;
            case LabelStudioExportFormat.BrushToCoco:
                output.AddFolder("images");
                await output.JsonAsync("result_coco.json", writer => new LabelStudioBrushCoco(options.Clock).WriteTo(writer, items))
                    .ConfigureAwait(false);
                break;
            case LabelStudioExportFormat.AsrManifest:
                await WriteManifestAsync(items, config, output, options, cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format.");
        }
    }

    private static async Task WriteYoloAsync(
        IReadOnlyList<LabelStudioItem> items, LabelStudioConfig config, LabelStudioExportFormat format, Output output,
        LabelStudioOptions options)
    {
        output.AddFolder("images");
        output.AddFolder("labels");
        LabelStudioYolo yolo = new(config, format == LabelStudioExportFormat.YoloOrientedBoxes);
        foreach ((string name, string text) in yolo.Convert(items))
            await output.TextAsync("labels/" + name, text).ConfigureAwait(false);
        await output.TextAsync("classes.txt", yolo.Classes).ConfigureAwait(false);
        await output.JsonAsync("notes.json", writer => yolo.WriteNotes(writer, options.Clock)).ConfigureAwait(false);
    }

    private static async Task WriteManifestAsync(
        IReadOnlyList<LabelStudioItem> items, LabelStudioConfig config, Output output, LabelStudioOptions options,
        CancellationToken cancellationToken)
    {
        output.AddFolder("audio");
        StringBuilder lines = new();
        foreach (LabelStudioItem item in items)
        {
            if (options.UploadFolder is null || LabelStudioAudio.UploadedName(item.DataText(config.DataKey())) is not { } name
                || !SafePath.TryJoin(options.UploadFolder, name, out string? source) || !File.Exists(source)
                || await LabelStudioAudio.TryReadSecondsAsync(source, cancellationToken).ConfigureAwait(false) is not double seconds
                || LabelStudioAudio.Transcript(item) is not { } transcript)
            {
                continue;
            }

            string target = LabelStudioFiles.BaseName(name);
            await output.BytesAsync("audio/" + target, await File.ReadAllBytesAsync(source, cancellationToken).ConfigureAwait(false))
                .ConfigureAwait(false);
            using MemoryStream line = new();
            using (Utf8JsonWriter writer = new(line))
                LabelStudioAudio.WriteLine(writer, target, seconds, transcript, item.Annotator(""));
            lines.Append(Encoding.UTF8.GetString(line.ToArray())).Append('\n');
        }

        await output.TextAsync("manifest.json", lines.ToString()).ConfigureAwait(false);
    }

    private static void WriteRecord(Utf8JsonWriter writer, LabelStudioItem item)
    {
        JsonObject record = LabelStudioTables.CompactRecord(item);
        record.WriteTo(writer);
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (T item in items)
            write(writer, item);
        writer.WriteEndArray();
    }

    private sealed class Output(string folder, CancellationToken cancellationToken)
    {
        public void AddFolder(string name) => Directory.CreateDirectory(Path.Combine(folder, name));

        public Task TextAsync(string name, string text) => AtomicFile.WriteTextAsync(SafePath.Join(folder, name), text, cancellationToken);

        public async Task JsonAsync(string name, Action<Utf8JsonWriter> write)
        {
            using MemoryStream buffer = new();
            using (Utf8JsonWriter writer = new(buffer, Indented))
                write(writer);
            await BytesAsync(name, buffer.ToArray()).ConfigureAwait(false);
        }

        public async Task BytesAsync(string name, byte[] content)
        {
            AtomicFile file = AtomicFile.Create(SafePath.Join(folder, name));
            await using (file.ConfigureAwait(false))
            {
                await file.Stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
                await file.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
