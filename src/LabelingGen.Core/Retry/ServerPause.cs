using System.Collections.Concurrent;

namespace LabelingGen.Core;

/// <summary>
/// After a 429 that says how long to wait, every other call of the same operation waits as well, instead of collecting a 429 of its own.
/// </summary>
internal sealed class ServerPause
{
    private readonly ConcurrentDictionary<string, long> _until = new(StringComparer.Ordinal);

    public void Extend(ApiOperation operation, TimeProvider time, TimeSpan pause)
    {
        long until = time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency);
        _until.AddOrUpdate(operation.Name, until, (_, known) => Math.Max(known, until));
    }

    public ValueTask WaitAsync(ApiOperation operation, TimeProvider time, CancellationToken cancellationToken) =>
        _until.IsEmpty || !_until.ContainsKey(operation.Name) ? ValueTask.CompletedTask
            : WaitForEndAsync(operation, time, cancellationToken);

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
