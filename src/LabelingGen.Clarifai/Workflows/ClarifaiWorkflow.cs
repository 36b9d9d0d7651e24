using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai;

/// <summary>A workflow: a graph of models.</summary>
public sealed class ClarifaiWorkflow
{
    /// <summary>Most inputs that a call takes.</summary>
    public const int MaxInputsPerCall = 32;

    private readonly ClarifaiApp _app;

    internal ClarifaiWorkflow(ClarifaiApp app, string workflowId, string? versionId)
    {
        _app = app;
        WorkflowId = workflowId;
        VersionId = versionId ?? "";
    }

    /// <summary>Id of the workflow.</summary>
    public string WorkflowId { get; }

    /// <summary>Its version; empty = the newest one.</summary>
    public string VersionId { get; }

    private ClarifaiContext Context => _app.Context;

    /// <summary>Looks the workflow up (GetWorkflow).</summary>
    /// <exception cref="ClarifaiException">There is no such workflow.</exception>
    public Task<Workflow> GetAsync(CancellationToken cancellationToken = default) => _app.GetWorkflowAsync(WorkflowId, cancellationToken);

    /// <summary>Lists the workflow's versions (ListWorkflowVersions).</summary>
    /// <param name="filter">The page to begin with; app and workflow are put in.</param>
    public GrpcPageable<MultiWorkflowVersionResponse, WorkflowVersion> ListVersionsAsync(ListWorkflowVersionsRequest? filter = null)
    {
        ListWorkflowVersionsRequest request = filter?.Clone() ?? new ListWorkflowVersionsRequest();
        request.UserAppId = _app.Owner;
        request.WorkflowId = WorkflowId;
        return Context.Services.Workflows.ListWorkflowVersionsAsync(request);
    }

    /// <summary>
    /// Sends inputs through the workflow (PostWorkflowResults). Waits for models that are being deployed, as long as the client's options
    /// say.
    /// An input or node that failed has a status of its own.
    /// </summary>
    /// <param name="inputs">1 to 32 inputs; their ids may be empty.</param>
    /// <param name="output">Least value of a concept to be told, how many of them.</param>
    /// <param name="stateId"><c>init</c> begins a state that the answer names and that the service keeps for five minutes; that name goes
    /// on with it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>One result for each input, with one output for each node, and the state.</returns>
    /// <exception cref="ArgumentException">There are none, or more than a call takes.</exception>
    /// <exception cref="ClarifaiException">The call as a whole failed.</exception>
    public Task<PostWorkflowResultsResponse> PredictAsync(
        IReadOnlyList<Input> inputs, OutputConfig? output = null, string? stateId = null, CancellationToken cancellationToken = default)
    {
        ClarifaiInputs.CheckCount(inputs, nameof(inputs), MaxInputsPerCall);
        PostWorkflowResultsRequest request = new()
        {
            UserAppId = _app.Owner,
            WorkflowId = WorkflowId,
            VersionId = VersionId,
            Inputs = { inputs },
            OutputConfig = output ?? new OutputConfig(),
        };
        if (!string.IsNullOrEmpty(stateId))
            request.WorkflowState = new WorkflowState { Id = stateId };
        return ModelStart.RetryAsync(
            Context,
            async token => (await Context.Services.Workflows.PostWorkflowResultsAsync(request, null, token).ConfigureAwait(false)).Value,
            cancellationToken);
    }

    /// <summary>Sends media at an address through the workflow.</summary>
    /// <inheritdoc cref="PredictAsync(IReadOnlyList{Input}, OutputConfig?, string?, CancellationToken)"/>
    public Task<PostWorkflowResultsResponse> PredictAsync(
        Uri url, InputType type = InputType.Image, OutputConfig? output = null, CancellationToken cancellationToken = default) =>
        PredictAsync([new Input { Data = Input.DataOf(url, type) }], output, null, cancellationToken);

    /// <summary>Sends media at hand through the workflow; a text as UTF-8.</summary>
    /// <inheritdoc cref="PredictAsync(IReadOnlyList{Input}, OutputConfig?, string?, CancellationToken)"/>
    public Task<PostWorkflowResultsResponse> PredictAsync(
        ReadOnlyMemory<byte> content, InputType type = InputType.Image, OutputConfig? output = null,
        CancellationToken cancellationToken = default) =>
        PredictAsync([new Input { Data = Input.DataOf(content, type) }], output, null, cancellationToken);

    /// <summary>Sends a file through the workflow.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ClarifaiFileException">The service takes no files of this kind as the type.</exception>
    /// <inheritdoc cref="PredictAsync(IReadOnlyList{Input}, OutputConfig?, string?, CancellationToken)"/>
    public async Task<PostWorkflowResultsResponse> PredictFileAsync(
        string path, InputType type = InputType.Image, OutputConfig? output = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        MediaFiles.Check(path, type);
        byte[] content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        return await PredictAsync(content, type, output, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes the workflow as YAML (GetWorkflow), to be read by
    /// <see cref="ClarifaiApp.CreateWorkflowAsync(string, bool, CancellationToken)"/>: nodes with their models in a fixed version.
    /// <code>
    /// workflow:
    ///   id: w
    ///   nodes:
    ///   - id: n1
    ///     model:
    ///       model_id: face-detection
    ///       model_version_id: 45fb9a671625463fa646c3523a3087d5
    ///   - id: n2
    ///     model:
    ///       app_id: a
    ///       model_id: mine
    ///       model_version_id: b9987421b40a46649566826ef9325303
    ///       user_id: u
    ///     node_inputs:
    ///     - node_id: n1
    /// </code>
    /// </summary>
    /// <exception cref="IOException">The file cannot be written; it is as it was.</exception>
    public async Task ExportAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Workflow workflow = await GetAsync(cancellationToken).ConfigureAwait(false);
        await using AtomicFile file = AtomicFile.Create(path);
        await using (StreamWriter text = new(file.Stream, leaveOpen: true))
            await text.WriteAsync(WorkflowText.Write(workflow).AsMemory(), cancellationToken).ConfigureAwait(false);
        await file.CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
