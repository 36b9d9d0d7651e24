using LabelingGen.Core;

namespace LabelingGen.FastLabel;

/// <summary>Puts a zip file to a signed address that the API gives, and learns the key under which the API finds it.</summary>
internal static class ZipUpload
{
    private const string MediaType = "application/zip";

    /// <exception cref="ArgumentException">The file is no zip file or too large; nothing was sent.</exception>
    /// <exception cref="FastLabelException">No address was given, or the file was not taken.</exception>
    public static async Task<string> SendAsync(
        ApiPipeline pipeline, string project, string path, FileRule rule, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(project);
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = Path.GetFileName(path);
        rule.CheckName(name, nameof(path));
        using FileUpload file = FileUpload.Open(path, MediaType);
        rule.CheckLength(name, file.Content.Length, nameof(path));
        UploadSlot slot = await new TasksClient(pipeline).GetUploadSlotAsync(project, name, MediaType, cancellationToken)
            .ConfigureAwait(false);
        Uri address = Uri.TryCreate(slot.Url, UriKind.Absolute, out Uri? given)
            ? given
            : throw new InvalidDataException("The API gave an address for the upload that is none.");
        if (((FastLabelClientOptions)pipeline.Options).UploadRawZips)
        {
            await pipeline.UploadAsync(address, file.Content, MediaType, progress: progress, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        else
        {
            Core.MultipartContent form = new(progress);
            form.AddFile("file", file);
            await pipeline.UploadAsync(address, form, cancellationToken).ConfigureAwait(false);
        }

        return slot.Name;
    }
}
