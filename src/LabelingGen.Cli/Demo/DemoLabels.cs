using System.Globalization;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using LabelingGen.Annotations.Preview;

namespace LabelingGen.Cli;

/// <summary>
/// The last step of a story: what came back from the vendor becomes a COCO file and a preview page. A story hands over a picture with its
/// annotations for each
/// task; everything else is the same for all vendors.
/// </summary>
internal static class DemoLabels
{
    /// <summary>The step, for stories to put at their end.</summary>
    /// <param name="vendor">The vendor, for the names of the files.</param>
    /// <param name="read">Reads the labels back from the vendor, under the pictures' file names.</param>
    public static DemoStep Step(string vendor, Func<CancellationToken, Task<IReadOnlyList<AnnotatedImage>>> read) =>
        new("Convert what came back to COCO and draw it", token => RunAsync(vendor, read, token));

    private static async Task<string> RunAsync(
        string vendor, Func<CancellationToken, Task<IReadOnlyList<AnnotatedImage>>> read, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(Path.GetTempPath(), "labelinggen-demo", vendor);
        string pictures = Path.Combine(folder, "images");
        Directory.CreateDirectory(pictures);
        Dictionary<string, ImageSize> sizes = new(StringComparer.Ordinal);
        foreach (DemoScene scene in DemoScene.Load())
        {
            await File.WriteAllBytesAsync(Path.Combine(pictures, scene.FileName), scene.Picture, cancellationToken).ConfigureAwait(false);
            if (ImageHeader.TryReadSize(scene.Picture) is { } size)
                sizes[scene.FileName] = size;
        }

        IReadOnlyList<AnnotatedImage> images =
            [.. (await read(cancellationToken).ConfigureAwait(false)).Select(image => image with { Size = sizes.GetValueOrDefault(image.Name) })];
        AnnotatedDataset dataset = new(images) { Name = vendor };
        ConversionReport report = await AnnotationFormats.Coco.WriteAsync(
            dataset, Path.Combine(folder, "instances.json"), cancellationToken: cancellationToken).ConfigureAwait(false);
        int drawn = await PreviewPage.WriteAsync(
            dataset, Path.Combine(folder, "preview.html"), new() { Title = $"Labels from {vendor}", ImagesFolder = pictures }, cancellationToken).ConfigureAwait(false);
        DemoFailedException.Unless(drawn == images.Count && drawn > 0, $"{drawn} of {images.Count} pictures were drawn.");
        DemoFailedException.Unless(
            report.Losses.All(static loss => loss.Field == "id"), $"{report.Count} losses, the first: {report.Losses.FirstOrDefault()}");
        return string.Create(
            CultureInfo.InvariantCulture, $"{report.Annotations} annotations of {report.Images} pictures, and a page, in {folder}");
    }
}
