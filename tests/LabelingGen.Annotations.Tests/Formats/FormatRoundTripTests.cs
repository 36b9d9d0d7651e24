using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>What is read back from disk differs from what was written exactly by what the report lists.</summary>
public sealed class FormatRoundTripTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-formats-").FullName;

    public static TheoryData<string> Formats =>
        [.. AnnotationFormats.All.Where(static format => format.CanWrite).Select(static format => format.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task The_report_lists_every_difference_and_nothing_else(string name)
    {
        AnnotationFormat format = AnnotationFormats.Get(name);
        for (int seed = 0; seed < 60; seed++)
        {
            AnnotatedDataset dataset = new RandomDataset(seed).Create();
            IReadOnlyList<AnnotatedImage> before = await dataset.ToListAsync();
            string path = Target(format, $"{name}-{seed}");
            ConversionReport report = await format.WriteAsync(dataset, path);

            AnnotatedDataset read = await format.ReadAsync(path, SizesOf(before));
            IReadOnlyList<AnnotatedImage> after = await read.ToListAsync();

            HashSet<string?> gone = [.. report.Losses.Where(static loss => loss.Field == "image").Select(static loss => loss.Image)];
            after.Count.ShouldBe(before.Count - gone.Count, $"seed {seed}");
            Dictionary<string, AnnotatedImage> byName = after.ToDictionary(static image => Stem(image.Name));
            ConversionReport differences = new();
            foreach (AnnotatedImage image in before)
            {
                if (gone.Contains(image.Name))
                {
                    differences.AddDropped(image);
                    continue;
                }

                int[] kept = [.. Enumerable.Range(0, image.Annotations.Count).Where(index =>
                    !report.Losses.Any(loss => loss.Image == image.Name && loss.AnnotationIndex == index
                        && loss.Reason == LossReason.AnnotationDropped))];
                AnnotatedImage back = byName[Stem(image.Name)];
                back.Annotations.Count.ShouldBe(kept.Length, $"seed {seed}, {image.Name}");
                string[] ignored = format switch
                {
                    YoloFormat => ["name", "size"],
                    SingleFileFormat single => single.Ignored(image),
                    CocoFormat when image.Id is null => ["id"],
                    _ => [],
                };
                DatasetComparison.Report(image, back, kept, ignored, differences);
            }

            differences.Losses.ShouldBe(report.Losses, ignoreOrder: true, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Writing_what_was_read_gives_the_same_bytes(string name)
    {
        AnnotationFormat format = AnnotationFormats.Get(name);
        for (int seed = 100; seed < 120; seed++)
        {
            AnnotatedDataset dataset = new RandomDataset(seed).Create();
            FormatOptions options = SizesOf(await dataset.ToListAsync());
            string first = Target(format, $"{name}-first-{seed}");
            string second = Target(format, $"{name}-second-{seed}");
            string third = Target(format, $"{name}-third-{seed}");
            await format.WriteAsync(dataset, first);
            await format.WriteAsync(await format.ReadAsync(first, options), second);
            await format.WriteAsync(await format.ReadAsync(second, options), third);
            Bytes(third).ShouldBe(Bytes(second), $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Any_bytes_give_a_value_or_a_format_error(string name)
    {
        AnnotationFormat format = AnnotationFormats.Get(name);
        AnnotatedDataset dataset = new RandomDataset(7).Create();
        FormatOptions options = SizesOf(await dataset.ToListAsync());
        string path = Target(format, "fuzz");
        await format.WriteAsync(dataset, path);
        string[] files = File.Exists(path) ? [path] : Directory.GetFiles(path, "*", SearchOption.AllDirectories);
        Random random = new(11);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            string file = files[random.Next(files.Length)];
            byte[] original = await File.ReadAllBytesAsync(file);
            if (original.Length == 0)
                continue;
            byte[] changed = [.. original];
            for (int change = random.Next(1, 5); change > 0; change--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(file, random.Next(5) == 0 ? changed[..random.Next(changed.Length)] : changed);
            try
            {
                await (await format.ReadAsync(path, options)).ToListAsync();
            }
            catch (FormatException)
            {
                refused++;
            }

            await File.WriteAllBytesAsync(file, original);
        }

        refused.ShouldBeGreaterThan(0);
    }

    private static FormatOptions SizesOf(IEnumerable<AnnotatedImage> images)
    {
        Dictionary<string, ImageSize?> sizes = images.ToDictionary(static image => Stem(image.Name), static image => image.Size);
        return new FormatOptions { FindSize = name => sizes.GetValueOrDefault(Stem(name)) };
    }

    private string Target(AnnotationFormat format, string name) => Path.Combine(_folder, format.IsFile ? name + ".file" : name);

    private static string Stem(string name) => name.EndsWith(".png", StringComparison.Ordinal) ? name[..^4] : name;

    private static string Bytes(string path) => File.Exists(path)
        ? File.ReadAllText(path)
        : string.Join('\n', Directory.GetFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(File.ReadAllText));
}
