using System.ClientModel;
using System.ClientModel.Primitives;
using System.ComponentModel;

namespace LabelingGen.Core;

/// <summary>
/// Work that goes on at the server. Waiting for it can be stopped and taken up again at any time, also by another process through
/// <see cref="RehydrationToken"/>: the job itself is not touched by that.
/// </summary>
/// <typeparam name="T">What the job gives when it succeeds.</typeparam>
public class Job<T> : OperationResult
{
    private readonly JobTracker<T> _tracker;
    private readonly SemaphoreSlim _finishing = new(1, 1);
    private Task<T>? _outcome;

    /// <summary>Makes a handle of a job.</summary>
    public Job(JobTracker<T> tracker)
        : base((tracker ?? throw new ArgumentNullException(nameof(tracker))).Started ?? AbsentResponse.Instance)
    {
        _tracker = tracker;
        RehydrationToken = JobToken.Create(tracker.Name, tracker.TokenId);
    }

    /// <summary>The vendor's id of the job.</summary>
    public string Id => _tracker.Id;

    /// <summary>The state last seen, in the vendor's words; <see langword="null"/> before the first look.</summary>
    public string? State => _tracker.State;

    /// <summary>The progress last seen; <see langword="null"/> before the first look.</summary>
    public JobProgress? Progress => _tracker.Progress;

    /// <summary>Whether the API can cancel such a job.</summary>
    public bool CanCancel => _tracker.CanCancel;

    /// <summary>Whether the job has ended with success, as far as was seen.</summary>
    public bool HasSucceeded => _tracker.Stage == JobStage.Succeeded;

    /// <summary>The result.</summary>
    /// <exception cref="InvalidOperationException">The job has not been waited for to its end.</exception>
    /// <exception cref="JobFailedException">The job failed or was canceled.</exception>
    public T Value => _outcome is { IsCompleted: true } outcome
        ? outcome.GetAwaiter().GetResult()
        : throw new InvalidOperationException(
            $"The result of {_tracker.Name} {Id} is not known yet; await {nameof(WaitForCompletionAsync)} first.");

    /// <summary>Names the job for another process; see <see cref="ApiPipeline.ReadJobToken"/>. Holds no secret.</summary>
    public sealed override ContinuationToken? RehydrationToken { get; protected set; }

    /// <summary>Looks at the job once.</summary>
    public sealed override async ValueTask<ClientResult> UpdateStatusAsync(RequestOptions? options = null) =>
        await UpdateStatusAsync(options?.CancellationToken ?? CancellationToken.None).ConfigureAwait(false);

    /// <summary>Looks at the job once.</summary>
    /// <exception cref="ApiException">The server did not tell.</exception>
    public async Task<ClientResult> UpdateStatusAsync(CancellationToken cancellationToken)
    {
        ClientResult answer = await _tracker.PollAsync(cancellationToken).ConfigureAwait(false);
        SetRawResponse(answer.GetRawResponse());
        HasCompleted = _tracker.Stage is JobStage.Succeeded or JobStage.Failed or JobStage.Canceled;
        return answer;
    }

    /// <summary>Not available: clients are asynchronous throughout.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed override ClientResult UpdateStatus(RequestOptions? options = null) =>
        throw new NotSupportedException($"Await {nameof(UpdateStatusAsync)} instead.");

    /// <summary>Not available: clients are asynchronous throughout.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed override void WaitForCompletion(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"Await {nameof(WaitForCompletionAsync)} instead.");

    /// <summary>Waits for the end of the job as the client's options say.</summary>
    /// <exception cref="JobFailedException">The job failed or was canceled.</exception>
    /// <exception cref="JobTimeoutException">The job went on for longer than was to be waited.</exception>
    /// <exception cref="OperationCanceledException">The wait was canceled; the job goes on.</exception>
    public sealed override async ValueTask WaitForCompletionAsync(CancellationToken cancellationToken = default) =>
        await WaitForCompletionAsync(null, null, cancellationToken).ConfigureAwait(false);

    /// <summary>Waits for the end of the job and gives its result.</summary>
    /// <param name="progress">Told what every look has seen.</param>
    /// <param name="polling">How to wait; default: as the client's options say.</param>
    /// <param name="cancellationToken">Ends the wait; the job goes on.</param>
    /// <exception cref="JobFailedException">The job failed or was canceled.</exception>
    /// <exception cref="JobTimeoutException">The job went on for longer than was to be waited.</exception>
    /// <exception cref="ApiException">The server refused to tell, or could not be asked too many times in a row.</exception>
    public async Task<T> WaitForCompletionAsync(IProgress<JobProgress>? progress, JobPollingOptions? polling = null,
        CancellationToken cancellationToken = default)
    {
        if (!HasCompleted)
        {
            var poller = new JobPoller<T>(this, _tracker, polling ?? _tracker.Environment.Polling, progress);
            await poller.RunAsync(cancellationToken).ConfigureAwait(false);
        }


        return await FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the server to cancel the job. The job has ended when a wait says so.</summary>
    /// <exception cref="NotSupportedException">The API cannot cancel such a job; see <see cref="CanCancel"/>.</exception>
    /// <exception cref="ApiException">The server refused.</exception>
    public Task CancelAsync(CancellationToken cancellationToken = default) => _tracker.CancelAsync(cancellationToken);

    /// <summary>The kind of job, its id and its state.</summary>
    public override string ToString() => $"{_tracker.Name} {Id} ({State ?? "not asked yet"})";

    /// <summary>Fetches the result once; a fetch that fails for reasons of transport may be tried again.</summary>
    private async Task<T> FinishAsync(CancellationToken cancellationToken)
    {
        await _finishing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_outcome is null)
            {
                Task<T> finishing = _tracker.FinishAsync(cancellationToken);
                await ((Task)finishing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (finishing.IsCompletedSuccessfully || finishing.Exception?.InnerException is JobFailedException)
                    _outcome = finishing;
                return await finishing.ConfigureAwait(false);
            }

            return await _outcome.ConfigureAwait(false);
        }
        finally
        {
            _finishing.Release();
        }
    }
}
