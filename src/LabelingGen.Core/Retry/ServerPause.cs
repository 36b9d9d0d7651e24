using System.Collections.Concurrent;

namespace LabelingGen.Core;

/// <summary>
/// After a 429 that says how long to wait, every other call of the same operation waits as well, instead of collecting a 429 of its own.
/// </summary>
internal sealed class ServerPause
{
    private readonly ConcurrentDictionary<string, long> _until = new(StringComparer.Ordinal);

    /// <summary>Whether a server ever asked for a pause; few do, and asking an empty dictionary takes all its locks.</summary>
    private volatile bool _isUsed;

    public void Extend(ApiOperation operation, TimeProvider time, TimeSpan pause)
    {
        long until = time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency);
        _isUsed = true;
        _until.AddOrUpdate(operation.Name, until, (_, known) => Math.Max(known, until));
    }

    public ValueTask WaitAsync(ApiOperation operation, TimeProvider time, CancellationToken cancellationToken) =>
        _isUsed && _until.ContainsKey(operation.Name)
            ? WaitForEndAsync(operation, time, cancellationToken)
            : ValueTask.CompletedTask;

    private async ValueTask WaitForEndAsync(ApiOperation operation, TimeProvider time, CancellationToken cancellationToken)
    {
        while (_until.TryGetValue(operation.Name, out long until))
        {
            TimeSpan wait = time.GetElapsedTime(time.GetTimestamp(), until);
            if (wait <= TimeSpan.Zero)
            {
                _until.TryRemove(KeyValuePair.Create(operation.Name, until));
                return;
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
