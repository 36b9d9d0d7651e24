using System.Collections.Concurrent;

namespace LabelingGen.Scale;

public partial class TasksClient
{
    /// <summary>
    /// Cancels all pending tasks that a filter selects, several at a time. Tasks that are done, canceled or failed are passed over. One
    /// that cannot be canceled, because work on it has begun, does not stop the others.
    /// </summary>
    /// <param name="options">
    /// Which tasks; <see cref="ListTasksOptions.Project"/> or <see cref="ListTasksOptions.Batch"/> must be set.
    /// </param>
    /// <param name="clearUniqueId">Also releases the tasks' unique ids.</param>
    /// <param name="maxConcurrency">Most requests at the same time.</param>
    /// <param name="cancellationToken">Ends the call; tasks canceled so far stay canceled.</param>
    /// <returns>What became of each pending task, in the order of the list (newest first).</returns>
    /// <exception cref="ArgumentException">
    /// Neither project nor batch is set, or the concurrency is not positive; nothing was sent.
    /// </exception>
    /// <exception cref="ScaleException">The list could not be read.</exception>
    public virtual async Task<IReadOnlyList<TaskCancellation>> CancelAllAsync(
        ListTasksOptions options, bool clearUniqueId = false, int maxConcurrency = 8, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrency, 1);
        ListTasksOptions filter = options.WithScope(nameof(options));
        filter.IncludeAttachmentUrl = false;
        // Canceling while pages are read would move the pages.
        List<ScaleTask> pending = [];
        await foreach (ScaleTask task in ListAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            if (task.Status is null || task.Status == ScaleTaskStatus.Pending)
                pending.Add(task);
        }

        ConcurrentDictionary<int, TaskCancellation> results = new();
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = maxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, pending.Count, parallel, async (index, token) =>
        {
            results[index] = await CancelOneAsync(pending[index].TaskId, clearUniqueId, token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return [.. results.OrderBy(result => result.Key).Select(result => result.Value)];
    }

    private async Task<TaskCancellation> CancelOneAsync(string taskId, bool clearUniqueId, CancellationToken cancellationToken)
    {
        try
        {
            return new(taskId, await CancelAsync(taskId, clearUniqueId ? true : null, cancellationToken).ConfigureAwait(false), null);
        }
        catch (ScaleException refused)
        {
            return new(taskId, null, refused);
        }
    }
}
