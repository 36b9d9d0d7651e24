using System.Globalization;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using LabelingGen.Annotations.Preview;

namespace LabelingGen.Cli;

/// <summary>
/// The end of the demo: what came back from the vendors becomes one COCO file and one preview page. Each story hands over its pictures with
/// their annotations; everything else is the same for all vendors.
/// </summary>
/// <param name="folder">Where the files go; created when it is missing.</param>
internal sealed class DemoLabels(string folder)
{
    /// <summary>What only the vendor has a word for; labels and shapes are never under it.</summary>
    private const string VendorsOwn = "extra.";

    private readonly List<AnnotatedImage> _images = [];
    private readonly Dictionary<string, DemoScene> _scenes = DemoScene.Load().ToDictionary(static scene => scene.FileName);

    /// <summary>A step for stories to put at their end.</summary>
    /// <param name="vendor">The vendor, whose name becomes the folder of its pictures.</param>
    /// <param name="read">Reads the labels back from the vendor, under the pictures' file names.</param>
    public DemoStep Step(string vendor, Func<CancellationToken, Task<IReadOnlyList<AnnotatedImage>>> read) =>
        new("Turn the labels that came back into shapes", token => CollectAsync(vendor, read, token));

    /// <summary>Writes what all stories handed over.</summary>
    public DemoStep Write() => new("Convert what came back from every vendor to COCO and draw it", WriteAsync);

    private async Task<string> CollectAsync(
        string vendor, Func<CancellationToken, Task<IReadOnlyList<AnnotatedImage>>> read, CancellationToken cancellationToken)
    {
        IReadOnlyList<AnnotatedImage> images = await read(cancellationToken).ConfigureAwait(false);
        DemoFailedException.Unless(images.Count == _scenes.Count, $"{images.Count} of {_scenes.Count} pictures have come back.");
        foreach (AnnotatedImage image in images)
        {
            DemoFailedException.Unless(_scenes.TryGetValue(image.Name, out DemoScene? scene), $"There is no picture '{image.Name}'.");
            string file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, vendor)).FullName, scene!.FileName);
            await File.WriteAllBytesAsync(file, scene.Picture, cancellationToken).ConfigureAwait(false);
            // Identifiers are the vendors' own, and some of them number their pictures alike.
            _images.Add(image with
            {
                Id = null,
                Name = $"{vendor}/{image.Name}",
                Size = ImageHeader.TryReadSize(scene.Picture),
                Annotations = image.Annotations.Select(static annotation => annotation with { Id = null }).ToValueList(),
            });
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"{images.Sum(static image => image.Annotations.Count)} annotations of {images.Count} pictures");
    }

    private async Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        AnnotatedDataset dataset = new(_images);
        ConversionReport report = await AnnotationFormats.Coco.WriteAsync(
            dataset, Path.Combine(folder, "instances.json"), cancellationToken: cancellationToken).ConfigureAwait(false);
        int drawn = await PreviewPage.WriteAsync(
            dataset, Path.Combine(folder, "preview.html"), new() { Title = "What came back from the vendors", ImagesFolder = folder },
            cancellationToken).ConfigureAwait(false);
        DemoFailedException.Unless(drawn == _images.Count && drawn > 0, $"{drawn} of {_images.Count} pictures were drawn.");
        ConversionLoss? worse = report.Losses.FirstOrDefault(static loss => !loss.Field.StartsWith(VendorsOwn, StringComparison.Ordinal));
        DemoFailedException.Unless(worse is null, $"{report.Count} losses, among them {worse}");
        string dropped = string.Join(", ", report.Summary.Select(static entry =>
            string.Create(CultureInfo.InvariantCulture, $"{entry.Count} x {entry.Field[VendorsOwn.Length..]}")));
        return string.Create(CultureInfo.InvariantCulture,
            $"{report.Annotations} annotations of {report.Images} pictures; COCO has no place for {(dropped.Length == 0 ? "nothing" : dropped)}; ")
            + $"instances.json and preview.html are in {folder}";
    }
}
