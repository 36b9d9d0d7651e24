using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

public sealed partial class ClarifaiModel
{
    /// <summary>
    /// Predicts for inputs and gives the answers as the model makes them (GenerateModelOutputs). Waits for a model that is being deployed,
    /// as long as the client's options say. gRPC only.
    /// </summary>
    /// <param name="inputs">1 to 128 inputs; their ids may be empty.</param>
    /// <param name="options">How to predict.</param>
    /// <param name="cancellationToken">Ends the call; the model is told.</param>
    /// <returns>The answers in the order of the model's making; each has outputs with statuses of their own.</returns>
    /// <exception cref="ArgumentException">There are none, or more than a call takes.</exception>
    /// <exception cref="ClarifaiException">The call as a whole failed; the answers before were delivered.</exception>
    public IAsyncEnumerable<MultiOutputResponse> GenerateAsync(
        IReadOnlyList<Input> inputs, PredictOptions? options = null, CancellationToken cancellationToken = default)
    {
        ClarifaiInputs.CheckCount(inputs, nameof(inputs));
        PostModelOutputsRequest request = PredictRequest(inputs, options);
        return ModelStart.StreamAsync(
            Context, "clarifai.api.V2/GenerateModelOutputs",
            token => Context.Services.Models.GenerateModelOutputsAsync(request, null, token), static () => { }, cancellationToken);
    }

    /// <summary>
    /// Predicts for inputs as they come, and gives the answers as the model makes them, while further inputs are sent
    /// (StreamModelOutputs). Waits for a model that is being deployed, as long as the client's options say; what was sent before its first
    /// answer is then sent again. gRPC only.
    /// </summary>
    /// <param name="batches">1 to 128 inputs each; read only as fast as they leave.</param>
    /// <param name="options">How to predict.</param>
    /// <param name="cancellationToken">Ends the call; the model is told.</param>
    /// <returns>The answers; each has outputs with statuses of their own.</returns>
    /// <exception cref="ArgumentException">A batch is empty, or larger than a call takes.</exception>
    /// <exception cref="ClarifaiException">The call as a whole failed; the answers before were delivered.</exception>
    public IAsyncEnumerable<MultiOutputResponse> StreamAsync(
        IAsyncEnumerable<IReadOnlyList<Input>> batches, PredictOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        RequestReplay<PostModelOutputsRequest> requests = new(RequestsAsync());
        return ModelStart.StreamAsync(
            Context, "clarifai.api.V2/StreamModelOutputs",
            token => Context.Services.Models.StreamModelOutputsAsync(requests.ReadAsync(token), null, token), requests.Forget,
            cancellationToken);

        async IAsyncEnumerable<PostModelOutputsRequest> RequestsAsync()
        {
            await foreach (IReadOnlyList<Input> inputs in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                ClarifaiInputs.CheckCount(inputs, nameof(batches));
                yield return PredictRequest(inputs, options);
            }
        }
    }
}
