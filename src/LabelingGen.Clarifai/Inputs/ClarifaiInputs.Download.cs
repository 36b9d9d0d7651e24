using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

public sealed partial class ClarifaiInputs
{
    /// <summary>
    /// Downloads the media of an input into a file, with the client's credential where the service hosts them, and without it from
    /// everywhere else.
    /// </summary>
    /// <returns>What was downloaded; null where the input holds no address.</returns>
    /// <exception cref="ApiException">The download failed.</exception>
    public async Task<DownloadResult?> DownloadAsync(Input input, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        return MediaAddress.Of(input) is { } address
            ? await new MediaDownload(Context).SaveAsync(address, path, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>
    /// Downloads the media of many inputs into a folder, several at a time: each into <c>{id}</c> and the ending of its address, or of its
    /// type. Every input has exactly one outcome; outcomes come as they are known, in no order.
    /// </summary>
    /// <param name="inputs">The inputs, such as a list of them.</param>
    /// <param name="folder">The folder; created where it is absent.</param>
    /// <param name="parallelism">Downloads at a time. Default 8.</param>
    /// <param name="cancellationToken">Ends the whole; files that are complete stay.</param>
    /// <returns>Done with the path of the file; failed with an <see cref="ApiException"/>, or an <see cref="InvalidDataException"/> where
    /// the input holds no address or its id cannot name a file.</returns>
    public IAsyncEnumerable<ItemOutcome<Input, string>> DownloadAllAsync(
        IAsyncEnumerable<Input> inputs, string folder, int parallelism = 8, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        MediaDownload media = new(Context);
        return LabelingGen.Core.BulkOperation.RunAsync(inputs, SaveAsync, parallelism, cancellationToken);

        async Task<string> SaveAsync(Input input, CancellationToken token)
        {
            MediaAddress address = MediaAddress.Of(input)
                ?? throw new InvalidDataException($"The input '{input.Id}' holds no address of media.");
            string path = SafePath.Join(folder, input.Id + address.Extension);
            await media.SaveAsync(address, path, token).ConfigureAwait(false);
            return path;
        }
    }

    /// <inheritdoc cref="DownloadAllAsync(IAsyncEnumerable{Input}, string, int, CancellationToken)"/>
    public IAsyncEnumerable<ItemOutcome<Input, string>> DownloadAllAsync(
        IEnumerable<Input> inputs, string folder, int parallelism = 8, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return DownloadAllAsync(AsAsync(inputs), folder, parallelism, cancellationToken);
    }
}
