using System.Runtime.CompilerServices;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>
/// Code of one's own that answers for a model: one answer for each input, several answers for a request, or answers to a stream of
/// requests. Called for several items at a time.
/// </summary>
public abstract class RunnerModel
{
    /// <summary>Makes the output of one input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="info">Parameters of the prediction; null where the request names no version of a model.</param>
    /// <param name="cancellationToken">Cancelled when the service takes the work back, or the runner is to stop.</param>
    /// <returns>The output; without a status of its own it counts as a success. An exception is the failure of that input.</returns>
    public abstract Task<Output> PredictAsync(Input input, OutputInfo? info, CancellationToken cancellationToken);

    /// <summary>Makes several answers to one request, each sent as it comes. By default one answer: a prediction for each input.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancelled when the service takes the work back, or the runner is to stop.</param>
    /// <returns>Answers with one output or more each. An exception ends the answers and tells that the work failed.</returns>
    public virtual async IAsyncEnumerable<IReadOnlyList<Output>> GenerateAsync(
        PostModelOutputsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        yield return await RunnerAnswer.PredictAllAsync(PredictAsync, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes answers to requests that come one after the other. By default what each of them alone is answered.</summary>
    /// <param name="requests">The requests as they come; they end when the service has sent the last one.</param>
    /// <param name="cancellationToken">Cancelled when the service takes the work back, or the runner is to stop.</param>
    /// <returns>Answers with one output or more each. An exception ends the answers and tells that the work failed.</returns>
    public virtual async IAsyncEnumerable<IReadOnlyList<Output>> StreamAsync(
        IAsyncEnumerable<PostModelOutputsRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        await foreach (PostModelOutputsRequest request in requests.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await foreach (IReadOnlyList<Output> outputs in GenerateAsync(request, cancellationToken).ConfigureAwait(false))
                yield return outputs;
        }
    }
}
