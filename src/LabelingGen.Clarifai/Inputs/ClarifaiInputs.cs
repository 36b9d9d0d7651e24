using System.Runtime.CompilerServices;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai;

/// <summary>An app's inputs and the annotations on them.</summary>
public sealed partial class ClarifaiInputs
{
    /// <summary>Most inputs that a call takes.</summary>
    public const int MaxInputsPerCall = 128;

    private readonly ClarifaiApp _app;

    internal ClarifaiInputs(ClarifaiApp app) => _app = app;

    private ClarifaiContext Context => _app.Context;

    /// <summary>
    /// Uploads inputs (PostInputs). The service takes them in and processes them afterwards; see
    /// <see cref="UploadAllAsync(IEnumerable{Input}, InputBulkOptions?, CancellationToken)"/> for many, and to wait.
    /// </summary>
    /// <param name="inputs">1 to 128 inputs.</param>
    /// <param name="cancellationToken">Ends the call; the server may have taken the inputs in.</param>
    /// <returns>What became of each input, and the id of the job that processes them.</returns>
    /// <exception cref="ArgumentException">There are none, or more than a call takes.</exception>
    /// <exception cref="ClarifaiException">The call as a whole was refused.</exception>
    public async Task<InputUpload> UploadAsync(IReadOnlyList<Input> inputs, CancellationToken cancellationToken = default)
    {
        CheckCount(inputs, nameof(inputs));
        string jobId = Context.Options.NewId();
        PostInputsRequest request = new() { UserAppId = _app.Owner, Inputs = { inputs }, InputsAddJobId = jobId };
        MultiInputResponse answer;
        try
        {
            answer = await Context.Services.Inputs.PostInputsAsync(request, null, cancellationToken).ConfigureAwait(false);
        }
        catch (ClarifaiException failure) when (failure.Code == StatusCode.Failure
            && failure.Answer is MultiInputResponse { Inputs.Count: > 0 } all)
        {
            // Every input failed, and each tells why.
            answer = all;
        }

        return new InputUpload(jobId, [.. inputs.Select((input, i) => OutcomeOf(input, answer, i))]);
    }

    /// <summary>Uploads one input (PostInputs).</summary>
    /// <inheritdoc cref="UploadAsync(IReadOnlyList{Input}, CancellationToken)"/>
    public Task<InputUpload> UploadAsync(Input input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        return UploadAsync([input], cancellationToken);
    }

    /// <summary>Looks an input up (GetInput).</summary>
    /// <exception cref="ClarifaiException">There is no such input.</exception>
    public async Task<Input> GetAsync(string inputId, CancellationToken cancellationToken = default)
    {
        GetInputRequest request = new() { UserAppId = _app.Owner, InputId = Ids.Of(inputId, nameof(inputId)) };
        SingleInputResponse answer = await Context.Services.Inputs.GetInputAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Input;
    }

    /// <summary>Lists the app's inputs (ListInputs).</summary>
    /// <param name="filter">Ids, status and the page to begin with; its app is put in.</param>
    public GrpcPageable<MultiInputResponse, Input> ListAsync(ListInputsRequest? filter = null)
    {
        ListInputsRequest request = filter?.Clone() ?? new ListInputsRequest();
        request.UserAppId = _app.Owner;
        return Context.Services.Inputs.ListInputsAsync(request);
    }

    /// <summary>Lists the app's inputs of one type. The service sends all; the others are left out here.</summary>
    public async IAsyncEnumerable<Input> ListAsync(
        InputType type, ListInputsRequest? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (Input input in ListAsync(filter).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (Has(input.Data, type))
                yield return input;
        }
    }

    /// <summary>Deletes inputs (DeleteInputs); none of them = no call.</summary>
    public async Task DeleteAsync(IReadOnlyCollection<string> inputIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputIds);
        foreach (string[] part in inputIds.Chunk(MaxInputsPerCall))
        {
            DeleteInputsRequest request = new() { UserAppId = _app.Owner, Ids = { part.Select(id => Ids.Of(id, nameof(inputIds))) } };
            await Context.Services.Inputs.DeleteInputsAsync(request, null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Uploads annotations (PostAnnotations).</summary>
    /// <returns>The annotations as they were stored, each with its status and in the order given.</returns>
    /// <exception cref="ClarifaiException">The call as a whole was refused.</exception>
    public async Task<IReadOnlyList<Annotation>> AnnotateAsync(
        IReadOnlyList<Annotation> annotations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        if (annotations.Count is 0 or > MaxInputsPerCall)
            throw new ArgumentException($"A call takes 1 to {MaxInputsPerCall} annotations, not {annotations.Count}.", nameof(annotations));
        PostAnnotationsRequest request = new() { UserAppId = _app.Owner, Annotations = { annotations } };
        MultiAnnotationResponse answer =
            await Context.Services.Annotations.PostAnnotationsAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Annotations;
    }

    /// <summary>Lists annotations (ListAnnotations).</summary>
    /// <param name="inputIds">The inputs whose annotations are meant; null = all of the app.</param>
    /// <param name="filter">Users, statuses and the page to begin with; app and inputs are put in.</param>
    public GrpcPageable<MultiAnnotationResponse, Annotation> ListAnnotationsAsync(
        IEnumerable<string>? inputIds = null, ListAnnotationsRequest? filter = null)
    {
        ListAnnotationsRequest request = filter?.Clone() ?? new ListAnnotationsRequest();
        request.UserAppId = _app.Owner;
        request.InputIds.Add(inputIds ?? []);
        return Context.Services.Annotations.ListAnnotationsAsync(request);
    }

    internal static void CheckCount(IReadOnlyCollection<Input>? inputs, string name, int limit = MaxInputsPerCall)
    {
        ArgumentNullException.ThrowIfNull(inputs, name);
        if (inputs.Count == 0 || inputs.Count > limit)
            throw new ArgumentException($"A call takes 1 to {limit} inputs, not {inputs.Count}.", name);
    }

    private static InputOutcome OutcomeOf(Input sent, MultiInputResponse answer, int index)
    {
        Input? told = answer.Inputs.FirstOrDefault(i => i.Id == sent.Id && sent.Id.Length > 0)
            ?? (index < answer.Inputs.Count && (sent.Id.Length == 0 || answer.Inputs.All(i => i.Id.Length == 0)) ? answer.Inputs[index]
                : null);
        return new InputOutcome(sent, told);
    }

    private static bool Has(Data? data, InputType type) => data is not null && type switch
    {
        InputType.Image => data.Image is not null,
        InputType.Text => data.Text is not null,
        InputType.Video => data.Video is not null,
        _ => data.Audio is not null,
    };
}
