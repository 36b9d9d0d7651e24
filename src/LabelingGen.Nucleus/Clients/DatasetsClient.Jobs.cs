using System.ClientModel;
using System.ClientModel.Primitives;
using LabelingGen.Core.Json;

namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
    /// <summary>Writes things to a signed address, for a job to read.</summary>
    /// <returns>The id under which the job finds them.</returns>
    internal async Task<string> UploadLinesAsync<T>(
        string datasetId, IAsyncEnumerable<T> values, JsonWrite<T> write, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(datasetId);
        LineUpload lines = await LineUpload.CreateAsync(values, write, cancellationToken).ConfigureAwait(false);
        await using (lines.ConfigureAwait(false))
        {
            string? storage = (_pipeline.Options as NucleusClientOptions)?.S3Endpoint;
            ClientResult<SignedUrl> signed = await GetSignedUploadUrlAsync(datasetId, lines.RequestId, storage, cancellationToken)
                .ConfigureAwait(false);
            await _pipeline.UploadAsync(
                new Uri(signed.Value.Url), lines.Content, mediaType: null, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return lines.RequestId;
        }
    }

    internal NucleusJob JobOf(string? jobId, PipelineResponse started) => string.IsNullOrEmpty(jobId)
        ? throw new InvalidDataException("The server took the upload, but named no job.")
        : NucleusJob.Track(_pipeline, jobId, started);
}
