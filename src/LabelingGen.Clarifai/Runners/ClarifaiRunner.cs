using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;
using LabelingGen.Core.Grpc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LabelingGen.Clarifai;

/// <summary>
/// Answers prediction requests with code of one's own: asks for work (ListRunnerItems), which the service holds until there is some, and
/// sends the outputs back (PostRunnerItemOutputs).
/// </summary>
public sealed partial class ClarifaiRunner
{
    /// <summary>Most questions for work at a time.</summary>
    public const int MaxParallelPolls = 10;

    private readonly ClarifaiContext _context;
    private readonly RunnerPlace _place;
    private readonly ILogger _logger;

    internal ClarifaiRunner(ClarifaiContext context, string userId, string runnerId, RunnerPlace place)
    {
        _context = context;
        _place = place;
        UserId = userId;
        RunnerId = runnerId;
        _logger = (context.Options.ClientLoggingOptions?.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<ClarifaiRunner>();
    }

    /// <summary>The runner's user.</summary>
    public string UserId { get; }

    /// <summary>The runner.</summary>
    public string RunnerId { get; }

    /// <summary>
    /// Works until it is cancelled. A failed call is logged and waited after, with growing waits; the work of an item is sent again when
    /// its
    /// answer was lost, for the service knows the item.
    /// </summary>
    /// <param name="predict">
    /// Makes the output of one input. It sets the output's status; a successful output without one counts as a success, and an exception as
    /// the failure of that input. Called for one input of an item after the other, for several items at a time.
    /// </param>
    /// <param name="parallelPolls">Questions for work at a time, 1 to 10.</param>
    /// <param name="cancellationToken">Ends the work after the items under way were answered.</param>
    /// <exception cref="ApiException">The credential was refused, or there is no such runner.</exception>
    public async Task RunAsync(
        Func<Input, OutputInfo?, CancellationToken, Task<Output>> predict, int parallelPolls = 4,
            CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predict);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelPolls, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] polls = [.. Enumerable.Range(0, Math.Min(parallelPolls, MaxParallelPolls)).Select(_ => PollAsync(predict, stop))];
        await Task.WhenAll(polls).ConfigureAwait(false);
    }

    /// <summary>Asks for work once, and does it.</summary>
    /// <returns>How many items were done; 0 when there was no work.</returns>
    /// <exception cref="ApiException">A call failed.</exception>
    public async Task<int> RunOnceAsync(
        Func<Input, OutputInfo?, CancellationToken, Task<Output>> predict, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predict);
        ListRunnerItemsRequest request = new()
        {
            UserAppId = ClarifaiContext.Owner(UserId),
            RunnerId = RunnerId,
            NodepoolId = _place.NodepoolId,
            ComputeClusterId = _place.ComputeClusterId,
        };
        // The service holds the call until there is work, so it has no deadline of ours.
        GrpcCallOptions patient = new() { Deadline = Timeout.InfiniteTimeSpan };
        MultiRunnerItemResponse work;
        try
        {
            work = await _context.Services.Runners.ListRunnerItemsAsync(request, patient, cancellationToken).ConfigureAwait(false);
        }
        catch (ClarifaiException none) when (none.Code == StatusCode.RunnerNeedsRetry)
        {
            return 0;
        }

        foreach (RunnerItem item in work.RunnerItems)
            await AnswerAsync(item, predict, cancellationToken).ConfigureAwait(false);
        return work.RunnerItems.Count;
    }

    /// <summary>The status of an item by those of its outputs: all, some or none succeeded.</summary>
    internal static Status StatusOf(IReadOnlyCollection<Output> outputs)
    {
        int succeeded = outputs.Count(o => o.Status?.Code == StatusCode.Success);
        return succeeded == outputs.Count ? new Status { Code = StatusCode.Success, Description = "Success" }
            : succeeded > 0 ? new Status { Code = StatusCode.MixedStatus, Description = "Mixed Status" }
            : new Status { Code = StatusCode.Failure, Description = "Failed" };
    }

    private async Task PollAsync(Func<Input, OutputInfo?, CancellationToken, Task<Output>> predict, CancellationTokenSource stop)
    {
        int failures = 0;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await RunOnceAsync(predict, stop.Token).ConfigureAwait(false);
                    failures = 0;
                }
                catch (ApiException failure) when (failure.Status is not (401 or 403 or 404))
                {
                    LogFailure(_logger, RunnerId, failure.Message);
                    await _context.WaitAsync(failures++, stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The way a loop ends.
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task AnswerAsync(
        RunnerItem item, Func<Input, OutputInfo?, CancellationToken, Task<Output>> predict, CancellationToken cancellationToken)
    {
        if (item.PostModelOutputsRequest is not { } asked)
        {
            LogOtherWork(_logger, RunnerId, item.Id);
            return;
        }

        OutputInfo? info = asked.Model?.ModelVersion is { Id.Length: > 0 } version ? version.OutputInfo : null;
        MultiOutputResponse answer = new();
        foreach (Input input in asked.Inputs)
            answer.Outputs.Add(await PredictAsync(predict, input, info, cancellationToken).ConfigureAwait(false));
        answer.Status = StatusOf(answer.Outputs);
        PostRunnerItemOutputsRequest request = new()
        {
            UserAppId = ClarifaiContext.Owner(UserId),
            RunnerId = RunnerId,
            RunnerItemId = item.Id,
            NodepoolId = _place.NodepoolId,
            ComputeClusterId = _place.ComputeClusterId,
            RunnerItemOutputs = { new RunnerItemOutput { MultiOutputResponse = answer } },
        };
        // What was predicted is told even when the runner is to stop.
        await _context.Services.Runners.PostRunnerItemOutputsAsync(request, new GrpcCallOptions { Idempotent = true },
            CancellationToken.None)
            .ConfigureAwait(false);
    }

    /// <summary>The user's code may fail in any way: that is the input's failure, and the others go on.</summary>
    private static async Task<Output> PredictAsync(
        Func<Input, OutputInfo?, CancellationToken, Task<Output>> predict, Input input, OutputInfo? info,
            CancellationToken cancellationToken)
    {
        Task<Output> prediction = CallAsync();
        await ((Task)prediction).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (prediction.IsCompletedSuccessfully)
        {
            Output output = prediction.Result;
            output.Status ??= new Status { Code = StatusCode.Success };
            return output;
        }

        cancellationToken.ThrowIfCancellationRequested();
        Exception? failure = prediction.Exception?.InnerException;
        return new Output
        {
            Status = new Status
            {
                Code = StatusCode.ModelPredictionFailed,
                Description = "Failed",
                InternalDetails = failure?.Message ?? "The prediction was cancelled.",
                StackTrace = { (failure?.ToString() ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries) },
            },
        };

        // A method of the user's that is not asynchronous throws at once; that is the same failure.
        async Task<Output> CallAsync() => await predict(input, info, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The runner {RunnerId} could not do its work: {Reason}")]
    private static partial void LogFailure(ILogger logger, string runnerId, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning,
        Message = "The runner {RunnerId} got the item {ItemId}, which asks for no prediction.")]
    private static partial void LogOtherWork(ILogger logger, string runnerId, string itemId);
}
