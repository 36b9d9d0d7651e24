using System.Globalization;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>
/// Files as other tools write them mean what those tools mean: written out by hand, so that reader and writer cannot agree on an error.
/// </summary>
public abstract class ConventionTests : IDisposable
{
    private protected string Folder { get; } = Directory.CreateTempSubdirectory("labelinggen-conventions-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private protected static FormatOptions Sized(int width, int height) => new() { FindSize = _ => new ImageSize(width, height) };

    private protected void Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private protected async Task<IReadOnlyList<AnnotatedImage>> ReadAsync(
        AnnotationFormat format, string name, FormatOptions? options = null) =>
        await (await format.ReadAsync(Path.Combine(Folder, name), options)).ToListAsync();

    private protected async Task<string> WrittenAsync(
        AnnotationFormat format, AnnotatedImage image, string name, FormatOptions? options = null)
    {
        string folder = Path.Combine(Folder, "written-" + Guid.NewGuid().ToString("N"));
        await format.WriteAsync(new AnnotatedDataset([image with { Name = "a.png" }]), folder, options);
        return await File.ReadAllTextAsync(Path.Combine(folder, name));
    }
}
