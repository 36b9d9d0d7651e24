using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>What happens to tasks and batches by themselves as time goes by. Everything runs under the vendor's gate.</summary>
internal sealed class ScaleWork : IDisposable
{
    private readonly ScaleEmulator _vendor;
    private readonly ScaleEmulatorOptions _options;
    private readonly ScaleCallbacks _callbacks;
    private readonly ITimer _alarm;

    public ScaleWork(ScaleEmulator vendor, ScaleEmulatorOptions options)
    {
        _vendor = vendor;
        _options = options;
        _callbacks = new(vendor);
        _alarm = vendor.Clock.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Lets a task that was just stored begin.</summary>
    public void Start(ScaleAccount account, ScaleTaskRecord task)
    {
        if (UnreadableAttachment(account, task) is { } attachment)
            Fail(account, task, $"Could not fetch attachment {attachment}");
        else if (account.IsTest)
            Complete(account, task);
        else if (task.Batch is null or { IsOpenForWork: true })
            Schedule(account, task);
    }

    /// <summary>Begins the waiting tasks of a batch.</summary>
    public void Finalize(ScaleAccount account, ScaleBatchRecord batch)
    {
        batch.IsFinalized = true;
        if (batch.Status is "staging" or "paused")
            batch.Status = "in_progress";
        foreach (ScaleTaskRecord task in batch.Tasks.Where(t => t.IsPending && t.DueAt is null))
            Schedule(account, task);
        CompleteBatchWhenDone(account, batch);
    }

    /// <summary>Stops work on a batch until it is resumed.</summary>
    public static void Pause(ScaleBatchRecord batch)
    {
        batch.Status = "paused";
        foreach (ScaleTaskRecord task in batch.Tasks.Where(t => t.IsPending))
            task.DueAt = null;
    }

    /// <summary>Lets everything happen that is due by now.</summary>
    public void Settle()
    {
        DateTimeOffset now = _vendor.Clock.GetUtcNow();
        foreach (ScaleAccount account in _vendor.Accounts)
        {
            while (account.Due.TryPeek(out ScaleTaskRecord? task, out DateTimeOffset due) && due <= now)
            {
                account.Due.Dequeue();
                // A task that was paused or recalled since has another due time, or none.
                if (task.IsPending && task.DueAt == due)
                    Complete(account, task, at: due);
            }
        }
    }

    public void Complete(ScaleAccount account, ScaleTaskRecord task, JsonObject? response = null, DateTimeOffset? at = null)
    {
        if (!task.IsPending)
            return;
        try
        {
            task.Response = response?.DeepClone().AsObject()
                ?? _options.Annotate?.Invoke(task.ToJson())
                ?? _vendor.Answers.For(_vendor, account, task);
        }
        catch (VendorErrorException error)
        {
            // A parameter no labeler could work with: the vendor, too, finds some of these only after creation.
            Fail(account, task, error.Message);
            return;
        }

        End(account, task, "completed", at ?? _vendor.Now);
    }

    public void Fail(ScaleAccount account, ScaleTaskRecord task, string message)
    {
        if (!task.IsPending)
            return;
        task.Response = new() { ["error"] = message };
        if (task is { ClearUniqueIdOnError: true, UniqueId: { } id })
        {
            account.TasksByUniqueId.Remove(id);
            task.UniqueId = null;
        }

        End(account, task, "error", _vendor.Now);
    }

    public void Cancel(ScaleAccount account, ScaleTaskRecord task)
    {
        task.Status = "canceled";
        task.UpdatedAt = _vendor.Now;
        if (task.Batch is not null)
            CompleteBatchWhenDone(account, task.Batch);
    }

    public void Recall(ScaleAccount account, ScaleTaskRecord task)
    {
        task.Status = "pending";
        task.CompletedAt = null;
        task.Response = null;
        task.UpdatedAt = _vendor.Now;
        Schedule(account, task);
        _callbacks.Send(account, task);
    }

    public void SendCallback(ScaleAccount account, ScaleTaskRecord task) => _callbacks.Send(account, task);

    public void Dispose()
    {
        _alarm.Dispose();
        _callbacks.Dispose();
    }

    private static string? UnreadableAttachment(ScaleAccount account, ScaleTaskRecord task)
    {
        IEnumerable<JsonNode?> attachments = [task.Parameters["attachment"], .. task.Parameters["attachments"] as JsonArray ?? []];
        return attachments
            .Select(a => a is JsonValue value && value.TryGetValue(out string? url) ? url : null)
            .FirstOrDefault(url => url is not null && url.StartsWith("scaledata://", StringComparison.Ordinal)
                && !account.Files.ContainsKey(url[(url.LastIndexOf('/') + 1)..]));
    }

    private void Schedule(ScaleAccount account, ScaleTaskRecord task)
    {
        task.DueAt = _vendor.Now + _options.TaskDuration;
        account.Due.Enqueue(task, task.DueAt.Value);
        SetAlarm();
    }

    private void End(ScaleAccount account, ScaleTaskRecord task, string status, DateTimeOffset at)
    {
        task.Status = status;
        task.UpdatedAt = at;
        if (status == "completed")
        {
            task.CompletedAt = at;
            task.ReviewStatus ??= "pending";
        }

        if (task.Batch is not null)
            CompleteBatchWhenDone(account, task.Batch);
        _callbacks.Send(account, task);
        ScaleDependents.CreateWhenReady(_vendor, account, task);
    }

    private void CompleteBatchWhenDone(ScaleAccount account, ScaleBatchRecord batch)
    {
        if (batch.Status != "in_progress" || !batch.IsFinalized || batch.Tasks.Count == 0 || batch.Tasks.Exists(t => t.IsPending))
            return;
        batch.Status = "completed";
        batch.CompletedAt = batch.Tasks.Max(t => t.UpdatedAt);
        List<ScaleTaskRecord> done = [.. batch.Tasks.Where(t => t.Status == "completed")];
        account.Deliveries.Add(new(account.Ids.Numbered("dlv_"), batch.Name, batch.Project, batch.CompletedAt.Value, done));
        _callbacks.Send(account, batch);
    }

    private void OnAlarm()
    {
        lock (_vendor.Gate)
        {
            Settle();
            SetAlarm();
        }
    }

    private void SetAlarm()
    {
        DateTimeOffset? next = null;
        foreach (ScaleAccount account in _vendor.Accounts)
        {
            if (account.Due.TryPeek(out _, out DateTimeOffset due) && (next is null || due < next))
                next = due;
        }

        if (next is null)
            return;
        TimeSpan wait = next.Value - _vendor.Clock.GetUtcNow();
        _alarm.Change(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }
}
