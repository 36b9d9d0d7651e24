using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>How the answer of a call is taken.</summary>
internal enum AnswerMode
{
    /// <summary>Read into pooled memory inside the attempt, so that a cut answer counts as a failed attempt.</summary>
    InMemory,

    /// <summary>Handed over as a stream after the headers.</summary>
    Stream,
}

/// <summary>One call on its way through the pipeline: what the policies need to know and what they found out.</summary>
internal sealed class ApiCall
{
    private int _firstStatus;
    private List<int>? _laterStatuses;

    public ApiCall(ApiRequest request, AnswerMode mode, Uri address, TimeProvider timeProvider)
    {
        Request = request;
        Mode = mode;
        Address = address;
        Authentication = new AuthenticationContext(request.Operation);
        Start = timeProvider.GetTimestamp();
    }

    public ApiRequest Request { get; }

    public ApiOperation Operation => Request.Operation;

    public AnswerMode Mode { get; }

    /// <summary>The address the call was made for; its origin is the only one that sees the credential.</summary>
    public Uri Address { get; }

    public AuthenticationContext Authentication { get; }

    public long Start { get; }

    /// <summary>Attempts so far.</summary>
    public int AttemptCount { get; private set; }

    /// <summary>The status of every attempt so far; 0 = no answer.</summary>
    public IReadOnlyList<int> AttemptStatuses => AttemptCount == 0 ? [] : [_firstStatus, .. _laterStatuses ?? []];

    /// <summary>The caller's cancellation and the overall deadline.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>When the call must be over, on the clock's timestamp scale; null = no limit.</summary>
    public long? Deadline { get; init; }

    /// <summary>Whether the current attempt came as far as the transport.</summary>
    public bool WasSent { get; set; }

    /// <summary>Whether an attempt so far may have been acted on although it did not succeed.</summary>
    public bool MayHaveActed { get; private set; }

    /// <summary>Whether a redirect has changed the message of the last attempt.</summary>
    public bool WasRedirected { get; set; }

    /// <summary>Whether the credential was renewed in this call already.</summary>
    public bool WasReauthenticated { get; set; }

    /// <summary>The address that gave the last answer.</summary>
    public Uri? AnsweredFrom { get; set; }

    /// <summary>What kind of failure the last attempt ended with, where it gave no answer.</summary>
    public AttemptFailure? Failure { get; private set; }

    /// <summary>The key that lets the server recognise a repeated request, made once for all attempts.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Why another attempt that would have been worth it was not made.</summary>
    public string? GaveUp { get; set; }

    /// <summary>The last answer.</summary>
    public PipelineResponse? Response { get; set; }

    /// <summary>The last answer's body, where it was read into memory.</summary>
    public PooledBuffer? Body { get; set; }

    /// <summary>Whether the last answer is a success.</summary>
    public bool IsSuccess { get; set; }

    public static ApiCall Of(PipelineMessage message) => message.TryGetProperty(typeof(ApiCall), out object? call)
        ? (ApiCall)call!
        : throw new InvalidOperationException("The message was not made by an ApiPipeline.");

    /// <summary>The time of the current attempt, where it is limited.</summary>
    public TimeLimit? AttemptLimit { get; private set; }

    /// <summary>Gives an attempt its time.</summary>
    public void BeginAttempt(PipelineMessage message, TimeLimit? limit)
    {
        Failure = null;
        AttemptLimit = limit;
        CancellationToken attemptToken = limit?.Token ?? CancellationToken;
        if (message is TransportMessage own)
            own.BeginAttempt(attemptToken, limit);
        else
            message.Apply(new RequestOptions { CancellationToken = attemptToken, BufferResponse = false });
    }

    /// <summary>An attempt was answered.</summary>
    public void EndAttempt()
    {
        Note(Response!.Status);
        MayHaveActed |= Response.Status >= 500 && !IsSuccess;
    }

    /// <summary>An attempt got no answer, or none that may be used.</summary>
    public void FailAttempt(AttemptFailure failure)
    {
        Note(0);
        Failure = failure;
        MayHaveActed |= WasSent && failure is AttemptFailure.Broken or AttemptFailure.TimedOut or AttemptFailure.Truncated;
    }

    /// <summary>The call's time was over during an attempt.</summary>
    public void AbandonAttempt() => Note(0);

    public void Release()
    {
        Body?.Dispose();
        Body = null;
    }

    private void Note(int status)
    {
        if (AttemptCount++ == 0)
            _firstStatus = status;
        else
            (_laterStatuses ??= []).Add(status);
    }
}
