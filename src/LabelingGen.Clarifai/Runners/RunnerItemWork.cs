using System.Threading.Channels;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>One item of a runner's stream, from its first request to its last answer.</summary>
internal sealed class RunnerItemWork : IDisposable
{
    private readonly Channel<PostModelOutputsRequest> _requests = Channel.CreateUnbounded<PostModelOutputsRequest>();
    private readonly CancellationTokenSource _cancelled;
    private readonly RunnerMethodType _kind;
    private volatile bool _isTakenBack;

    public RunnerItemWork(RunnerItem item, CancellationToken stop)
    {
        _kind = item.ProcessingInfo?.RunnerMethodType ?? RunnerMethodType.UnaryUnary;
        _cancelled = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    /// <summary>Whether the service says nothing more about the item.</summary>
    public bool HasAllRequests { get; private set; }

    private bool StreamsRequests => _kind is RunnerMethodType.StreamingUnary or RunnerMethodType.StreamingStreaming;

    private bool StreamsAnswers => _kind is RunnerMethodType.UnaryStreaming or RunnerMethodType.StreamingStreaming;

    /// <summary>Takes a message of the service about the item: a request, the end of requests, or that the work is taken back.</summary>
    public void Take(RunnerItem item)
    {
        StatusCode code = item.ProcessingInfo?.Status?.Code ?? StatusCode.Zero;
        if (code == StatusCode.RunnerItemCancelled)
        {
            HasAllRequests = true;
            _isTakenBack = true;
            _cancelled.Cancel();
            return;
        }

        if (item.PostModelOutputsRequest is { } request)
            _requests.Writer.TryWrite(request);
        if (code == StatusCode.RunnerStreamEnd || !StreamsRequests)
        {
            HasAllRequests = true;
            _requests.Writer.TryComplete();
        }
    }

    /// <summary>Calls the user's code and hands out what is to be sent: answers, and at the end of several the sign of it.</summary>
    /// <exception cref="OperationCanceledException">The service took the work back, or the runner is to stop.</exception>
    public async Task RunAsync(RunnerModel model, Func<MultiOutputResponse?, StatusCode, ValueTask> sendAsync)
    {
        CancellationToken token = _cancelled.Token;
        List<Output> collected = [];
        Task answers = StreamsRequests || StreamsAnswers ? AnswerAsync() : PredictAsync();
        await answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // An answer that was made in spite of a stop is sent; one that the service took back is not.
        if (_isTakenBack || !answers.IsCompletedSuccessfully)
            token.ThrowIfCancellationRequested();
        if (!answers.IsCompletedSuccessfully)
        {
            // The user's code may fail in any way; the service is told, and other items go on.
            MultiOutputResponse failed = RunnerAnswer.Of([RunnerAnswer.Failed(answers.Exception?.InnerException)]);
            await sendAsync(failed, StatusCode.RunnerProcessingFailed).ConfigureAwait(false);
        }
        else if (!StreamsAnswers)
        {
            MultiOutputResponse whole = RunnerAnswer.Of(collected);
            await sendAsync(whole, whole.Status.Code).ConfigureAwait(false);
        }

        if (StreamsAnswers)
            await sendAsync(null, StatusCode.RunnerStreamEnd).ConfigureAwait(false);

        async Task PredictAsync()
        {
            PostModelOutputsRequest request = await _requests.Reader.ReadAsync(token).ConfigureAwait(false);
            collected.AddRange(await RunnerAnswer.PredictAllAsync(model.PredictAsync, request, token).ConfigureAwait(false));
        }

        async Task AnswerAsync()
        {
            IAsyncEnumerable<IReadOnlyList<Output>> made = StreamsRequests
                ? model.StreamAsync(_requests.Reader.ReadAllAsync(token), token)
                : model.GenerateAsync(await _requests.Reader.ReadAsync(token).ConfigureAwait(false), token);
            await foreach (IReadOnlyList<Output> outputs in made.WithCancellation(token).ConfigureAwait(false))
            {
                collected.AddRange(outputs);
                if (!StreamsAnswers)
                    continue;
                MultiOutputResponse answer = RunnerAnswer.Of(outputs);
                collected.Clear();
                bool hasFailed = answer.Status.Code == StatusCode.Failure;
                await sendAsync(answer, hasFailed ? StatusCode.RunnerProcessingFailed : answer.Status.Code).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _cancelled.Dispose();
}
