using System.Text;
using LabelingGen.Annotations.Formats;
using LabelingGen.Testing;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>
/// What is read of nearly right files can be written as anything else, or is refused: no writer fails in a way of its own.
/// </summary>
public sealed class HostileConversionTests : IDisposable
{
    private const string Panoptic = """
        {"images":[{"id":1,"file_name":"a.jpg","width":2,"height":1}],"categories":[{"id":1,"name":"x","isthing":1}],"annotations":[
        {"image_id":1,"file_name":"a.png","segments_info":[{"id":1,"category_id":1,"area":1,"iscrowd":0}]}]}
        """;

    private static readonly AnnotationFormat[] Writers = [.. AnnotationFormats.All.Where(static format => format.CanWrite)];

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-conversions-").FullName;

    public static TheoryData<string> Formats => [.. Writers.Select(static format => format.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Files_of(string name)
    {
        AnnotationFormat format = AnnotationFormats.Get(name);
        string source = Path.Combine(_folder, "source");
        await format.WriteAsync(new RandomDataset(2 * name.Length).Create(images: 8), source);
        string file = File.Exists(source) ? source : Directory.GetFiles(source, "image *", SearchOption.AllDirectories)
            .OrderByDescending(static path => new FileInfo(path).Length).First();
        Convert(format, source, file, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public void Panoptic_files()
    {
        string pictures = Directory.CreateDirectory(Path.Combine(_folder, "panoptic")).FullName;
        File.WriteAllBytes(
            Path.Combine(pictures, "a.png"), new PngImage(2, 1, PngColorType.Rgb, 8, new byte[] { 1, 0, 0, 2, 0, 0 }).Encode());
        string file = pictures + ".json";
        Convert(AnnotationFormats.CocoPanoptic, file, file, Panoptic);
    }

    private void Convert(AnnotationFormat format, string source, string file, string right)
    {
        FormatOptions options = new() { FindSize = static _ => new ImageSize(64, 48) };
        int writer = 0;
        PropertyCheck.ForAll(HostileText.Near(right), text =>
        {
            File.WriteAllBytes(file, text);
            string target = Path.Combine(_folder, $"target {writer}");
            try
            {
                AnnotatedDataset read = format.ReadAsync(source, options).GetAwaiter().GetResult();
                Writers[writer++ % Writers.Length].WriteAsync(read, target, options).GetAwaiter().GetResult();
            }
            catch (Exception refused) when (refused is FormatException or IOException or InvalidDataException)
            {
                // Names that cannot be files are refused, too, but by another family.
                Encoding.UTF8.GetByteCount(refused.Message).ShouldBeGreaterThan(0);
            }

            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
            File.Delete(target);
        });
    }
}
