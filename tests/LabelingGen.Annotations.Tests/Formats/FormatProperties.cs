using LabelingGen.Annotations.Formats;
using LabelingGen.Testing;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>What holds for every format, checked over generated data sets in a folder of its own.</summary>
/// <param name="format">The format.</param>
/// <param name="folder">Where files may be written.</param>
/// <param name="group">For formats that read annotations in another order than they were given: which come first.</param>
internal sealed class FormatProperties(AnnotationFormat format, string folder, Func<Annotation, int>? group = null)
{
    private static readonly FormatOptions Unsized = new() { OnUnknownSize = static _ => { } };

    /// <summary>What is read back from disk differs from what was written exactly by what the report lists.</summary>
    /// <param name="seeds">How many data sets are tried.</param>
    /// <param name="sources">The data sets are what is read of these formats in turn; without any, they are as they were made.</param>
    public async Task ReportIsExactAsync(int seeds, params AnnotationFormat[] sources)
    {
        for (int seed = PropertyCheck.First; seed < PropertyCheck.First + seeds; seed++)
        {
            AnnotatedDataset dataset = new RandomDataset(seed).Create();
            string? source = null;
            if (sources.Length > 0)
            {
                AnnotationFormat from = sources[seed % sources.Length];
                source = Target(from, "source");
                FormatOptions sizes = SizesOf(await dataset.ToListAsync());
                await from.WriteAsync(dataset, source, Unsized);
                dataset = await from.ReadAsync(source, sizes);
            }

            IReadOnlyList<AnnotatedImage> before = await dataset.ToListAsync();
            string path = Target(format, "exact");
            ConversionReport report = await format.WriteAsync(dataset, path, Unsized);
            AnnotatedDataset back = await format.ReadAsync(path, SizesOf(before));
            IReadOnlyList<AnnotatedImage> after = await back.ToListAsync();
            ConversionReport differences = Compare(before, after, report);
            DatasetComparison.ReportWhole(
                dataset, await dataset.FindCategoriesAsync(), await back.FindCategoriesAsync(), back.Extra, differences);
            differences.Losses.ShouldBe(report.Losses, ignoreOrder: true, $"seed {seed}");
            Remove(path);
            if (source is not null)
                Remove(source);
        }
    }

    /// <summary>Writing what was read gives the same bytes, but for the first time.</summary>
    public async Task SecondWriteIsTheSameAsync(int first, int seeds)
    {
        for (int seed = first; seed < first + seeds; seed++)
        {
            AnnotatedDataset dataset = new RandomDataset(seed).Create();
            FormatOptions options = SizesOf(await dataset.ToListAsync());
            string[] paths = [Target(format, "first"), Target(format, "second"), Target(format, "third")];
            await format.WriteAsync(dataset, paths[0], Unsized);
            await format.WriteAsync(await format.ReadAsync(paths[0], options), paths[1], Unsized);
            await format.WriteAsync(await format.ReadAsync(paths[1], options), paths[2], Unsized);
            Bytes(paths[2]).ShouldBe(Bytes(paths[1]), $"seed {seed}");
            foreach (string path in paths)
                Remove(path);
        }
    }

    /// <summary>Any bytes give a value or a format error.</summary>
    public async Task AnyBytesAsync(int runs)
    {
        AnnotatedDataset dataset = new RandomDataset(7).Create();
        FormatOptions options = SizesOf(await dataset.ToListAsync());
        string path = Target(format, "fuzz");
        await format.WriteAsync(dataset, path, Unsized);
        string[] files = File.Exists(path) ? [path] : Directory.GetFiles(path, "*", SearchOption.AllDirectories);
        Random random = new(11);
        int refused = 0;
        for (int i = 0; i < runs; i++)
        {
            string file = files[random.Next(files.Length)];
            byte[] original = await File.ReadAllBytesAsync(file);
            if (original.Length == 0)
                continue;
            byte[] changed = [.. original];
            for (int change = random.Next(1, 5); change > 0; change--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(file, random.Next(5) == 0 ? changed[..random.Next(changed.Length)] : changed);
            // Told of problems, a reader goes on: what it does then must be no other error either.
            FormatOptions told = random.Next(2) == 0 ? options : options with { OnUnreadable = _ => refused++ };
            try
            {
                await (await format.ReadAsync(path, told)).ToListAsync();
            }
            catch (FormatException)
            {
                refused++;
            }

            await File.WriteAllBytesAsync(file, original);
        }

        refused.ShouldBeGreaterThan(0);
        Remove(path);
    }

    private ConversionReport Compare(IReadOnlyList<AnnotatedImage> before, IReadOnlyList<AnnotatedImage> after, ConversionReport report)
    {
        HashSet<string?> gone = [.. report.Losses.Where(static loss => loss.Field == "image").Select(static loss => loss.Image)];
        after.Count.ShouldBe(before.Count - gone.Count);
        Dictionary<string, AnnotatedImage> byName = after.ToDictionary(static image => Stem(image.Name));
        ConversionReport differences = new();
        foreach (AnnotatedImage image in before)
        {
            if (gone.Contains(image.Name))
            {
                bool isUnsized = report.Losses.Any(loss => loss.Image == image.Name && loss.Reason == LossReason.SizeUnknown);
                differences.AddDropped(image, isUnsized ? LossReason.SizeUnknown : LossReason.AnnotationDropped);
                continue;
            }

            AnnotatedImage back = byName[Stem(image.Name)];
            int[] origins = [.. Enumerable.Range(0, image.Annotations.Count).SelectMany(index => Enumerable.Repeat(index, Times(index)))
                .OrderBy(index => group?.Invoke(image.Annotations[index]) ?? 0)];
            back.Annotations.Count.ShouldBe(origins.Length, image.Name);
            DatasetComparison.Report(image, back, origins, KeptOutside, differences, report.Losses.FirstOrDefault(loss =>
                loss.Image == image.Name && loss.AnnotationIndex is not null && loss.Field == "annotation" && loss.After is null)?.Reason
                    ?? LossReason.AnnotationDropped);

            // Once, and once more for each annotation that was added to it.
            int Times(int index)
            {
                ConversionLoss[] whole = [.. report.Losses.Where(loss =>
                    loss.Image == image.Name && loss.AnnotationIndex == index && loss.Field == "annotation")];
                return whole.Any(static loss => loss.Reason != LossReason.Added) ? 0 : 1 + whole.Length;
            }
        }

        return differences;
    }

    private string[] KeptOutside => format switch
    {
        YoloFormat => ["name", "size"],
        SingleFileFormat single => single.KeptOutside,
        _ => [],
    };

    private static FormatOptions SizesOf(IEnumerable<AnnotatedImage> images)
    {
        // A picture has an area.
        Dictionary<string, ImageSize?> sizes = images.ToDictionary(static image => Stem(image.Name),
            static image => image.Size is { Width: > 0, Height: > 0 } ? image.Size : null);
        return Unsized with { FindSize = name => sizes.GetValueOrDefault(Stem(name)) };
    }

    private string Target(AnnotationFormat of, string name) => Path.Combine(folder, $"{of.Name}-{name}{(of.IsFile ? ".file" : "")}");

    private static void Remove(string path)
    {
        if (File.Exists(path))
            File.Delete(path);
        else
            Directory.Delete(path, recursive: true);
    }

    private static string Stem(string name) => name.EndsWith(".png", StringComparison.Ordinal) ? name[..^4] : name;

    private static string Bytes(string path) => File.Exists(path)
        ? File.ReadAllText(path)
        : string.Join('\n', Directory.GetFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(File.ReadAllText));
}
