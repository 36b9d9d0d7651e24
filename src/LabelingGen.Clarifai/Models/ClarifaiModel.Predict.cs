using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

public sealed partial class ClarifaiModel
{
    /// <summary>
    /// Predicts for inputs (PostModelOutputs). Waits for a model that is being deployed, as long as the client's options say. An input that
    /// failed has an output with a status of its own.
    /// </summary>
    /// <param name="inputs">1 to 128 inputs; their ids may be empty.</param>
    /// <param name="options">How to predict.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>One output for each input, in their order.</returns>
    /// <exception cref="ArgumentException">There are none, or more than a call takes.</exception>
    /// <exception cref="ClarifaiException">The call as a whole failed.</exception>
    public async Task<IReadOnlyList<Output>> PredictAsync(
        IReadOnlyList<Input> inputs, PredictOptions? options = null, CancellationToken cancellationToken = default)
    {
        ClarifaiInputs.CheckCount(inputs, nameof(inputs));
        PostModelOutputsRequest request = PredictRequest(inputs, options);
        MultiOutputResponse answer = await ModelStart.RetryAsync(
            Context,
            async token => (await Context.Services.Models.PostModelOutputsAsync(request, null, token).ConfigureAwait(false)).Value,
            cancellationToken).ConfigureAwait(false);
        return answer.Outputs;
    }

    /// <summary>Predicts for media at an address.</summary>
    /// <inheritdoc cref="PredictAsync(IReadOnlyList{Input}, PredictOptions?, CancellationToken)"/>
    public async Task<Output> PredictAsync(
        Uri url, InputType type = InputType.Image, PredictOptions? options = null, CancellationToken cancellationToken = default) =>
        (await PredictAsync([new Input { Data = Input.DataOf(url, type) }], options, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Predicts for media at hand; a text as UTF-8.</summary>
    /// <inheritdoc cref="PredictAsync(IReadOnlyList{Input}, PredictOptions?, CancellationToken)"/>
    public async Task<Output> PredictAsync(
        ReadOnlyMemory<byte> content, InputType type = InputType.Image, PredictOptions? options = null,
        CancellationToken cancellationToken = default) =>
        (await PredictAsync([new Input { Data = Input.DataOf(content, type) }], options, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Predicts for a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ClarifaiFileException">The service takes no files of this kind as the type.</exception>
    /// <inheritdoc cref="PredictAsync(IReadOnlyList{Input}, PredictOptions?, CancellationToken)"/>
    public async Task<Output> PredictFileAsync(
        string path, InputType type = InputType.Image, PredictOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        MediaFiles.Check(path, type);
        byte[] content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        return await PredictAsync(content, type, options, cancellationToken).ConfigureAwait(false);
    }

    private PostModelOutputsRequest PredictRequest(IReadOnlyList<Input> inputs, PredictOptions? options)
    {
        options ??= new PredictOptions();
        Model model = _model.Clone();
        model.ModelVersion ??= new ModelVersion();
        model.ModelVersion.OutputInfo = new OutputInfo { OutputConfig = options.Output, Params = options.Parameters };
        PostModelOutputsRequest request = new()
        {
            UserAppId = _app.Owner,
            ModelId = ModelId,
            VersionId = VersionId,
            Inputs = { inputs },
            Model = model,
        };
        if (options.Runner is not null)
            request.RunnerSelector = options.Runner;
        return request;
    }
}
