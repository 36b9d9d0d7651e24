using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LabelingGen.Clarifai;

/// <summary>Requests that are read once, but can be sent again from the first one on until the first answer came.</summary>
internal sealed class RequestReplay<T>(IAsyncEnumerable<T> source)
{
    private readonly object _gate = new();
    private readonly List<T> _taken = [];
    private readonly IAsyncEnumerator<T> _rest = source.GetAsyncEnumerator(CancellationToken.None);
    private Task<bool>? _next;
    private bool _isAnswered;

    /// <summary>An answer came: nothing is sent again, so nothing is kept.</summary>
    public void Forget()
    {
        lock (_gate)
            _isAnswered = true;
    }

    /// <summary>The requests from the first one on; a reader before must have been left.</summary>
    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int at = 0;
        while (true)
        {
            T? request;
            while (!TryTake(ref at, out request))
            {
                Task<bool> next;
                lock (_gate)
                    next = _next ??= _rest.MoveNextAsync().AsTask();
                if (await next.WaitAsync(cancellationToken).ConfigureAwait(false))
                    continue;
                await _rest.DisposeAsync().ConfigureAwait(false);
                yield break;
            }

            yield return request;
        }
    }

    private bool TryTake(ref int at, [MaybeNullWhen(false)] out T request)
    {
        lock (_gate)
        {
            if (at == _taken.Count && _next is { IsCompletedSuccessfully: true, Result: true })
            {
                _taken.Add(_rest.Current);
                _next = null;
            }

            if (at == _taken.Count)
            {
                request = default;
                return false;
            }

            request = _taken[at++];
            if (_isAnswered && at == _taken.Count)
            {
                _taken.Clear();
                at = 0;
            }

            return true;
        }
    }
}
