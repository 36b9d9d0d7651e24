using LabelingGen.Annotations.Formats;
using LabelingGen.Annotations.Preview;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>
/// Whoever can write into the output folder beforehand leads no file elsewhere: links are refused or replaced, never followed; and a
/// conversion that fails leaves neither half a file nor its temporary one.
/// </summary>
public sealed class PlantedLinkTests : IDisposable
{
    private const string Untouched = "untouched";

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-links-").FullName;

    public static TheoryData<string> Writers =>
        [.. AnnotationFormats.All.Where(static format => format.CanWrite).Select(static format => format.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task A_link_at_the_place_of_a_file_is_not_followed(string name)
    {
        AnnotationFormat format = AnnotationFormats.Get(name);
        string victim = Path.Combine(_folder, "victim");
        await File.WriteAllTextAsync(victim, Untouched);
        string target = Path.Combine(_folder, "out");
        await format.WriteAsync(Labels(), target);
        string[] files = File.Exists(target) ? [target] : Directory.GetFiles(target, "*", SearchOption.AllDirectories);
        foreach (string file in files)
        {
            File.Delete(file);
            File.CreateSymbolicLink(file, victim);
        }

        try
        {
            await format.WriteAsync(Labels(), target);
            files.ShouldAllBe(file => new FileInfo(file).LinkTarget == null);
        }
        catch (InvalidDataException refused)
        {
            refused.Message.ShouldContain("link");
        }

        (await File.ReadAllTextAsync(victim)).ShouldBe(Untouched);
    }

    [Fact]
    public async Task A_link_at_the_place_of_the_preview_is_replaced()
    {
        string victim = Path.Combine(_folder, "victim");
        await File.WriteAllTextAsync(victim, Untouched);
        string page = Path.Combine(_folder, "page.html");
        File.CreateSymbolicLink(page, victim);
        await PreviewPage.WriteAsync(Labels(), page);
        new FileInfo(page).LinkTarget.ShouldBeNull();
        (await File.ReadAllTextAsync(victim)).ShouldBe(Untouched);
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task A_conversion_that_breaks_off_leaves_no_half_file(string name)
    {
        AnnotationFormat format = AnnotationFormats.Get(name);
        string target = Path.Combine(_folder, "out");
        int pass = 0;
        // The first pass finds the classes; the second one breaks off while files are written.
        AnnotatedDataset broken = new(_ => Read(breaksOff: pass++ > 0)) { Categories = [new Category("car")] };
        await Should.ThrowAsync<InvalidOperationException>(() => format.WriteAsync(broken, target));
        string[] left = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
        left.ShouldAllBe(file => !file.EndsWith(".partial", StringComparison.Ordinal));
        if (format.IsFile)
            left.ShouldBeEmpty();
    }

    private static AnnotatedDataset Labels() =>
        new([new AnnotatedImage("a.png", new ImageSize(10, 10), [new Annotation(new Box(1, 1, 2, 2), "car")])]);

    private static async IAsyncEnumerable<AnnotatedImage> Read(bool breaksOff)
    {
        await foreach (AnnotatedImage image in Labels().ReadImagesAsync())
            yield return image;
        if (breaksOff)
            throw new InvalidOperationException("The source has broken off.");
    }
}
