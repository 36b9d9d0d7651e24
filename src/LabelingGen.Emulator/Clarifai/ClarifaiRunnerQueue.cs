using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>The work of one runner: items that wait for it, and what it answers to those it has taken.</summary>
internal sealed class ClarifaiRunnerQueue
{
    private readonly Channel<RunnerItem> _items = Channel.CreateUnbounded<RunnerItem>();
    private readonly Dictionary<string, Channel<PostRunnerItemOutputsRequest>> _answers = new(StringComparer.Ordinal);

    /// <summary>Puts an item in; its answers come as the runner makes them.</summary>
    public async IAsyncEnumerable<PostRunnerItemOutputsRequest> AskAsync(
        RunnerItem item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<PostRunnerItemOutputsRequest> answers = Channel.CreateUnbounded<PostRunnerItemOutputsRequest>();
        lock (_answers)
            _answers.Add(item.Id, answers);
        _items.Writer.TryWrite(item);
        try
        {
            await foreach (PostRunnerItemOutputsRequest answer in answers.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return answer;
        }
        finally
        {
            lock (_answers)
                _answers.Remove(item.Id);
        }
    }

    /// <summary>Takes an answer of the runner. The first one ends an item with one answer, the sign of the end one with several.</summary>
    /// <returns>Whether somebody waits for it.</returns>
    public bool Answer(PostRunnerItemOutputsRequest answer, bool isLast)
    {
        Channel<PostRunnerItemOutputsRequest>? waiting;
        lock (_answers)
        {
            if (!_answers.TryGetValue(answer.RunnerItemId, out waiting))
                return false;
        }

        waiting.Writer.TryWrite(answer);
        if (isLast)
            waiting.Writer.TryComplete();
        return true;
    }

    /// <summary>The next item; nothing when the time is over.</summary>
    public async Task<RunnerItem?> TakeAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using CancellationTokenSource time = new(longest, clock);
        using CancellationTokenRegistration registration = time.Token.Register(over.Cancel);
        try
        {
            return await _items.Reader.ReadAsync(over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The items as they come.</summary>
    public IAsyncEnumerable<RunnerItem> TakeAllAsync(CancellationToken cancellationToken) => _items.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Puts an item back that was taken and not answered.</summary>
    public void Return(RunnerItem item) => _items.Writer.TryWrite(item);
}
