using System.ClientModel;

namespace LabelingGen.Core;

/// <summary>One wait for a job: looks at growing intervals, survives failed looks, stops at the timeout.</summary>
internal sealed class JobPoller<T>
{
    private const int FailuresWithoutTimeout = 10;

    private readonly Job<T> _job;
    private readonly JobTracker<T> _tracker;
    private readonly JobPollingOptions _polling;
    private readonly IProgress<JobProgress>? _progress;
    private readonly JobEnvironment _options;
    private readonly long _start;

    public JobPoller(Job<T> job, JobTracker<T> tracker, JobPollingOptions polling, IProgress<JobProgress>? progress)
    {
        polling.Validate();
        _job = job;
        _tracker = tracker;
        _polling = polling;
        _progress = progress;
        _options = tracker.Environment;
        _start = _options.TimeProvider.GetTimestamp();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeProvider time = _options.TimeProvider;
        using TimeLimit? deadline = TimeLimit.Start(time, _polling.Timeout, cancellationToken);
        CancellationToken stop = deadline?.Token ?? cancellationToken;
        TimeSpan interval = _polling.InitialInterval;
        Exception? lastFailure = null;
        int failures = 0;
        bool wait = !_polling.PollAtOnce;
        TimeSpan? told = null;
        try
        {
            while (true)
            {
                if (wait)
                {
                    await Task.Delay(Next(interval, told), time, stop).ConfigureAwait(false);
                    interval = Grow(interval);
                }

                wait = true;
                told = null;
                try
                {
                    ClientResult answer = await _job.UpdateStatusAsync(stop).ConfigureAwait(false);
                    failures = 0;
                    lastFailure = null;
                    if (_tracker.Progress is { } progress)
                        _progress?.Report(progress);
                    if (_job.HasCompleted)
                        return;
                    told = RetryAfter.Read(answer.GetRawResponse(), time);
                }
                catch (ApiException failure) when (IsPassing(failure) && ++failures <= MaxFailures)
                {
                    lastFailure = failure;
                    told = failure.GetRawResponse() is { } response ? RetryAfter.Read(response, time) : null;
                }
            }
        }
        catch (OperationCanceledException) when (deadline is { HasPassed: true })
        {
            throw new JobTimeoutException(_tracker.Name, _tracker.Id, _tracker.State, time.GetElapsedTime(_start), lastFailure);
        }
    }

    private int MaxFailures => _polling.MaxFailures ?? (_polling.Timeout is null ? FailuresWithoutTimeout : int.MaxValue);

    /// <summary>A refusal (wrong key, no such job) does not pass; a server or network in trouble may.</summary>
    private bool IsPassing(ApiException failure) =>
        failure.Status == 0 ? failure.Outcome is ApiOutcome.Unknown or ApiOutcome.NotSent && failure.Attempts > 0
            : failure.Outcome == ApiOutcome.SucceededUnreadable || failure.Status >= 500
                || _options.Retry.Statuses.Contains(failure.Status);

    private TimeSpan Next(TimeSpan interval, TimeSpan? told)
    {
        TimeSpan own = interval * (1 - _polling.Jitter * _options.Random());
        if (told is not { } hint || hint <= own)
            return own;
        return hint < _options.Retry.MaxRetryAfter ? hint : _options.Retry.MaxRetryAfter;
    }

    private TimeSpan Grow(TimeSpan interval)
    {
        TimeSpan grown = interval * _polling.Factor;
        return grown < _polling.MaxInterval ? grown : interval > _polling.MaxInterval ? interval : _polling.MaxInterval;
    }
}
