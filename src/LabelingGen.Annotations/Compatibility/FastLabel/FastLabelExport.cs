using System.Text.Json;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// Writes FastLabel tasks as the vendor's own converters do, quirks included: the profile <c>fastlabel</c>. Use it where files must equal
/// those of the vendor's client; the formats in <see cref="Formats.AnnotationFormats"/> do the correct thing instead and report what is
/// lost. Quirks: boxes are never turned by their rotation; all COCO categories get one colour without classes; YOLO's <c>classes.txt</c> is
/// sorted while numbers follow the classes as given; holes of segmentations are dropped or joined to one line; overlapping segmentations
/// are merged bit by bit in masks.
/// </summary>
/// <remarks>Tasks are the API's task objects. No file appears under its name before it is complete.</remarks>
public static class FastLabelExport
{
    /// <summary>Writes one COCO file with bbox, polygon, segmentation and pose_estimation annotations.</summary>
    /// <exception cref="ArgumentException">The file name does not end in <c>.json</c>.</exception>
    /// <exception cref="FormatException">A task lacks what the export needs; the message names it.</exception>
    public static async Task WriteCocoAsync(
        IEnumerable<JsonElement> tasks, string folder, FastLabelOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= FastLabelOptions.Default;
        if (!options.CocoFileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"The name '{options.CocoFileName}' of the COCO file does not end in .json.", nameof(options));
        FastLabelCoco coco = FastLabelCoco.Create(FastLabelTask.ReadAll(tasks), options);
        await WriteJsonAsync(SafePath.Join(folder, options.CocoFileName), coco.WriteTo, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes <c>annotations/NAME.txt</c> for each picture and <c>classes.txt</c>.</summary>
    /// <exception cref="FormatException">A task lacks what the export needs; the message names it.</exception>
    public static async Task WriteYoloAsync(
        IEnumerable<JsonElement> tasks, string folder, FastLabelOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= FastLabelOptions.Default;
        IReadOnlyList<FastLabelTask> all = FastLabelTask.ReadAll(tasks);
        IEnumerable<string> names = options.Classes.Order(CodePointOrder.Instance);
        IEnumerable<(string Name, string Text)> files;
        if (options.Classes.IsEmpty)
        {
            FastLabelCoco coco = FastLabelCoco.Create(all, options with { AnnotationClasses = default });
            names = coco.Categories.Select(static category => category.Name);
            files = FastLabelYolo.FromCoco(coco, options);
        }
        else
        {
            files = FastLabelYolo.FromTasks(all, options);
        }

        await WriteAllAsync(folder, "annotations/", ".txt", files, cancellationToken).ConfigureAwait(false);
        await AtomicFile.WriteTextAsync(
            Path.Combine(folder, "classes.txt"), string.Concat(names.Select(static name => name + "\n")), cancellationToken)
                .ConfigureAwait(false);
    }

    /// <summary>Writes <c>annotations/NAME.xml</c> for each picture, with bbox and polygon annotations.</summary>
    /// <exception cref="FormatException">A task lacks what the export needs; the message names it.</exception>
    public static Task WritePascalVocAsync(
        IEnumerable<JsonElement> tasks, string folder, FastLabelOptions? options = null, CancellationToken cancellationToken = default) =>
        WriteAllAsync(
            folder, "annotations/", ".xml", FastLabelPascalVoc.Convert(FastLabelTask.ReadAll(tasks), options ?? FastLabelOptions.Default),
            cancellationToken);

    /// <summary>Writes <c>NAME.json</c> for each task.</summary>
    /// <exception cref="FormatException">A task lacks what the export needs; the message names it.</exception>
    public static async Task WriteLabelMeAsync(IEnumerable<JsonElement> tasks, string folder, CancellationToken cancellationToken = default)
    {
        foreach (FastLabelTask task in FastLabelTask.ReadAll(tasks))
        {
            string target = Target(folder, "", task.Name, ".json");
            await WriteJsonAsync(target, writer => FastLabelLabelMe.Write(writer, task), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes an index mask <c>NAME.png</c> for each task, in which every annotation has its own index.</summary>
    /// <exception cref="FormatException">A task lacks what the export needs; the message names it.</exception>
    public static Task WriteInstanceMasksAsync(
        IEnumerable<JsonElement> tasks, string folder, FastLabelOptions? options = null, CancellationToken cancellationToken = default) =>
        WriteMasksAsync(FastLabelTask.ReadAll(tasks), folder, options ?? FastLabelOptions.Default, null, cancellationToken);

    /// <summary>Writes an index mask <c>NAME.png</c> for each task, in which every class has its index.</summary>
    /// <exception cref="FormatException">A value is not among the classes, or a task lacks what the export needs.</exception>
    public static Task WriteSemanticMasksAsync(
        IEnumerable<JsonElement> tasks, string folder, FastLabelOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= FastLabelOptions.Default;
        IReadOnlyList<FastLabelTask> all = FastLabelTask.ReadAll(tasks);
        return WriteMasksAsync(all, folder, options, options.Classes.IsEmpty
            ? FastLabelMasks.FindClasses(all) : options.Classes, cancellationToken);
    }

    /// <summary>
    /// Draws the annotations on the pictures of a folder: on PNG pictures pixel by pixel, for others as <c>NAME.svg</c> over the untouched
    /// picture. A picture without a task of its name, or with an annotation that cannot be drawn, is left out, as the vendor's converter
    /// does.
    /// </summary>
    /// <returns>How many pictures were drawn.</returns>
    /// <exception cref="FormatException">A task or picture cannot be read.</exception>
    public static async Task<int> DrawAsync(
        IEnumerable<JsonElement> tasks, string imagesFolder, string folder, CancellationToken cancellationToken = default)
    {
        Dictionary<string, FastLabelTask> byName = new(StringComparer.Ordinal);
        foreach (FastLabelTask task in FastLabelTask.ReadAll(tasks))
            byName.TryAdd(task.Name, task);
        int count = 0;
        foreach (string name in FastLabelPictures.Find(imagesFolder))
        {
            if (!byName.TryGetValue(name, out FastLabelTask? task))
                continue;
            byte[] picture = await File.ReadAllBytesAsync(Path.Combine(imagesFolder, name), cancellationToken).ConfigureAwait(false);
            if (FastLabelPictures.Draw(picture, task) is not (byte[] content, string extension))
                continue;
            await WriteAsync(SafePath.Join(folder, name + extension), content, cancellationToken).ConfigureAwait(false);
            count++;
        }

        return count;
    }

    private static async Task WriteMasksAsync(
        IReadOnlyList<FastLabelTask> tasks, string folder, FastLabelOptions options, IReadOnlyList<string>? classes,
        CancellationToken cancellationToken)
    {
        byte[] palette = FastLabelPalette.Create(options.Palette);
        foreach (FastLabelTask task in tasks)
        {
            string target = Target(folder, "", task.Name, ".png");
            byte[] png = FastLabelMasks.Draw(task, options, classes).ToIndexedPng(palette).Encode();
            await WriteAsync(target, png, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WriteAllAsync(
        string folder, string below, string extension, IEnumerable<(string Name, string Text)> files, CancellationToken cancellationToken)
    {
        foreach ((string name, string text) in files)
            await AtomicFile.WriteTextAsync(Target(folder, below, name, extension), text, cancellationToken).ConfigureAwait(false);
    }

    private static string Target(string folder, string below, string name, string extension)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return SafePath.Join(folder, below + Formats.SidecarFormat.Stem(name) + extension);
    }

    private static async Task WriteJsonAsync(string target, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = FastLabelJson.Create(buffer))
            write(writer);
        await WriteAsync(target, buffer.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteAsync(string target, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        AtomicFile file = AtomicFile.Create(target);
        await using (file.ConfigureAwait(false))
        {
            await file.Stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
