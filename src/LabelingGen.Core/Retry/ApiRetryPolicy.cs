using System.ClientModel.Primitives;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LabelingGen.Core;

/// <summary>
/// Repeats attempts that failed for passing reasons: only what may be repeated, after a jittered wait or the one the server asks for,
/// within the retry budget and the deadline. The last real error comes out.
/// </summary>
internal sealed class ApiRetryPolicy : PipelinePolicy
{
    private readonly ApiClientOptions _options;
    private readonly RetryOptions _retry;
    private readonly RetryBudget _budget;
    private readonly ServerPause _pause = new();
    private readonly ILogger _logger;

    public ApiRetryPolicy(ApiClientOptions options)
    {
        _options = options;
        _retry = options.Retry;
        _budget = new RetryBudget(_retry.Budget);
        _logger = options.ClientLoggingOptions is { EnableLogging: not false, LoggerFactory: { } factory }
            ? factory.CreateLogger(RetryLog.Category)
            : NullLogger.Instance;
    }

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        throw new NotSupportedException("Clients are asynchronous throughout.");

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        ApiCall call = ApiCall.Of(message);
        CancellationToken callToken = call.CancellationToken;
        _budget.CallStarted();
        for (int retries = 0; ; retries++)
        {
            await _pause.WaitAsync(call.Operation, _options.TimeProvider, callToken).ConfigureAwait(false);
            if (_options.RateLimit is { } rate)
                await rate.AcquireAsync(callToken).ConfigureAwait(false);
            Exception? failure = null;
            TimeLimit? limit = TimeLimit.Start(_options.TimeProvider, _options.TryTimeout, callToken);
            try
            {
                call.BeginAttempt(message, limit);
                await pipeline.NextAsync(message, currentIndex).ConfigureAwait(false);
                call.EndAttempt();
            }
            catch (Exception exception) when (!callToken.IsCancellationRequested)
            {
                call.FailAttempt(AttemptFailures.Classify(exception, limit is { HasPassed: true }));
                ResponseReader.Discard(message.Response);
                if (call.Failure is AttemptFailure.Other or AttemptFailure.Unreadable)
                    throw;
                failure = exception;
            }
            finally
            {
                limit?.Dispose();
                _options.RateLimit?.Release();
            }

            if (failure is null && call.IsSuccess)
            {
                _budget.Succeeded();
                return;
            }

            TimeSpan? wait = NextWait(call, retries);
            if (wait is null)
            {
                if (call.GaveUp is { } why)
                    RetryLog.GivenUp(_logger, call.Operation.Name, call.AttemptCount, Reason(call), why);
                if (failure is not null)
                    ExceptionDispatchInfo.Throw(failure);
                return;
            }

            if (_logger.IsEnabled(LogLevel.Information))
                RetryLog.Repeating(_logger, call.Operation.Name, call.AttemptCount, Reason(call), wait.Value.TotalSeconds);
            call.Release();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait.Value, _options.TimeProvider, callToken).ConfigureAwait(false);
        }
    }

    private static string Reason(ApiCall call) =>
        call.Failure?.ToString() ?? call.Response?.Status.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The wait before the next attempt, or null when there is none.</summary>
    private TimeSpan? NextWait(ApiCall call, int retries)
    {
        PipelineResponse? response = call.Failure is null ? call.Response : null;
        if (response is { Status: 401 } && !call.WasReauthenticated && RetryRule.CanResend(call.Request) && call.Authentication.Reject())
        {
            call.WasReauthenticated = true;
            return TimeSpan.Zero;
        }

        TimeSpan? told = response is null ? null : RetryAfter.Read(response, _options.TimeProvider);
        if (told > _retry.MaxRetryAfter)
            told = _retry.MaxRetryAfter;
        if (response?.Status == 429 && told is { } pause)
            _pause.Extend(call.Operation, _options.TimeProvider, pause);
        if (!RetryRule.IsWorthwhile(_retry, response?.Status, told)
            || !RetryRule.IsAllowed(_retry, call.Request, call.Failure, response?.Status ?? 0))
            return null;
        if (retries >= _retry.MaxRetries)
            return null;
        TimeSpan wait = RetryRule.Wait(_retry, retries, told, _options.Random());
        if (call.Deadline is { } deadline && _options.TimeProvider.GetElapsedTime(_options.TimeProvider.GetTimestamp(), deadline) <= wait)
        {
            call.GaveUp = "the next attempt would have come after the deadline";
            return null;
        }

        if (!_budget.TryTakeRetry())
        {
            call.GaveUp = "the client's retry budget is used up";
            return null;
        }

        return wait;
    }
}
