using System.Globalization;
using System.Net;
using System.Text;

namespace LabelingGen.Annotations.Preview;

/// <summary>
/// Draws a data set as one HTML page that needs nothing else: pictures are embedded unless they are to be linked, shapes are vectors over
/// them. The page filters by class, zooms, is driven by keyboard and follows the reader's light or dark setting. It runs no code of the
/// data set's: every text is escaped.
/// </summary>
public static class PreviewPage
{
    /// <summary>Writes the page; the file gets its name when it is complete.</summary>
    /// <returns>How many images it shows.</returns>
    public static async Task<int> WriteAsync(
        AnnotatedDataset dataset, string path, PreviewOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new PreviewOptions();
        PreviewPalette palette = new();
        PreviewPictures pictures = new(options, Path.GetDirectoryName(Path.GetFullPath(path))!);
        int count = 0;
        bool more = false;
        AtomicFile file = AtomicFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            StreamWriter writer = new(file.Stream, new UTF8Encoding(false), 64 * 1024, leaveOpen: true) { NewLine = "\n" };
            await using (writer.ConfigureAwait(false))
            {
                await writer.WriteAsync(PreviewTemplate.Head(Html(options.Title), options.LinksPictures)).ConfigureAwait(false);
                await foreach (AnnotatedImage image in dataset.ReadImagesAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (count == options.MaxImages)
                    {
                        more = true;
                        break;
                    }

                    string? picture = await pictures.FindAsync(image.Name, cancellationToken).ConfigureAwait(false);
                    await writer.WriteAsync(PreviewFigure.Draw(image, picture, palette, count++).AsMemory(), cancellationToken)
                        .ConfigureAwait(false);
                }

                await writer.WriteAsync(PreviewTemplate.Tail(palette, pictures, count, more)).ConfigureAwait(false);
            }

            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    internal static string Html(string text) => WebUtility.HtmlEncode(text);

    /// <summary>"1 image", "2 images".</summary>
    internal static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
