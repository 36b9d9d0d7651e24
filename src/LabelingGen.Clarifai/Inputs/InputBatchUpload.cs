using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

/// <summary>
/// Uploads the inputs of one call, waits until they are processed, and uploads again what failed. An input of the same id that was there
/// before is never deleted.
/// </summary>
internal sealed class InputBatchUpload(ClarifaiApp app, InputBulkOptions options)
{
    private const int MaxFailedLooks = 10;

    private ClarifaiContext Context => app.Context;

    public async Task<IReadOnlyList<ItemResult<Input>>> SendAsync(IReadOnlyList<Input> inputs, CancellationToken cancellationToken)
    {
        ItemResult<Input>[] results = new ItemResult<Input>[inputs.Count];
        List<int> open = [.. Enumerable.Range(0, inputs.Count)];
        for (int attempt = 0; ; attempt++)
        {
            IReadOnlyList<Input> sent = [.. open.Select(i => inputs[i])];
            InputUpload upload = await app.Inputs.UploadAsync(sent, cancellationToken).ConfigureAwait(false);
            await WaitAsync(upload.JobId, cancellationToken).ConfigureAwait(false);
            HashSet<string> done = await ProcessedAsync(sent, cancellationToken).ConfigureAwait(false);
            List<int> failed = [];
            for (int i = 0; i < sent.Count; i++)
            {
                InputOutcome outcome = upload.Outcomes[i];
                bool isDone = !outcome.IsDuplicate && done.Contains(sent[i].Id);
                results[open[i]] = isDone
                    ? new(ItemState.Done, outcome.Stored ?? sent[i])
                    : new(ItemState.Failed, default, new InputFailedException(outcome));
                if (!isDone && !outcome.IsDuplicate)
                    failed.Add(open[i]);
            }

            if (failed.Count == 0)
                return results;
            await app.Inputs.DeleteAsync([.. failed.Select(i => inputs[i].Id)], cancellationToken).ConfigureAwait(false);
            if (attempt >= options.MaxRetries)
                return results;
            await Context.WaitAsync(attempt, cancellationToken).ConfigureAwait(false);
            open = failed;
        }
    }

    /// <summary>
    /// Looks for inputs whose answer was lost, and waits until they are processed; what could not be processed is deleted, to be uploaded
    /// again.
    /// </summary>
    public async Task<IReadOnlyList<ItemResult<Input>>> FindAsync(IReadOnlyList<Input> inputs, CancellationToken cancellationToken)
    {
        long start = Context.Clock.GetTimestamp();
        ListInputsRequest request = new() { PerPage = (uint)inputs.Count, Ids = { inputs.Select(i => i.Id) } };
        for (int looks = 0; ; looks++)
        {
            MultiInputResponse answer = await app.Inputs.ListAsync(request).FirstPageAsync(cancellationToken).ConfigureAwait(false);
            Dictionary<string, Input> found = answer.Inputs.ToDictionary(i => i.Id, StringComparer.Ordinal);
            if (!found.Values.Any(IsPending) || Context.Clock.GetElapsedTime(start) >= options.ProcessingTimeout)
            {
                string[] failed = [.. found.Values.Where(i => !IsPending(i) && !IsProcessed(i)).Select(i => i.Id)];
                await app.Inputs.DeleteAsync(failed, cancellationToken).ConfigureAwait(false);
                return [.. inputs.Select(i => ResultOf(found.GetValueOrDefault(i.Id)))];
            }

            await Context.WaitAsync(looks, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsPending(Input input) => input.Status?.Code is StatusCode.InputPending or StatusCode.InputInProgress;

    private static bool IsProcessed(Input input) => input.Status?.Code is StatusCode.InputSuccess;

    private static ItemResult<Input> ResultOf(Input? found) => found switch
    {
        null => new(ItemState.Failed),
        _ when IsPending(found) => new(ItemState.Unknown, found),
        _ => new(IsProcessed(found) ? ItemState.Done : ItemState.Failed, found),
    };

    private async Task<HashSet<string>> ProcessedAsync(IReadOnlyList<Input> inputs, CancellationToken cancellationToken)
    {
        ListInputsRequest request = new()
        {
            PerPage = (uint)inputs.Count,
            Ids = { inputs.Select(i => i.Id) },
            Status = new Status { Code = StatusCode.InputSuccess },
        };
        MultiInputResponse answer = await app.Inputs.ListAsync(request).FirstPageAsync(cancellationToken).ConfigureAwait(false);
        return [.. answer.Inputs.Select(i => i.Id)];
    }

    /// <summary>Waits for the job that processes a call's inputs; cancels it after the time that is allowed.</summary>
    private async Task WaitAsync(string jobId, CancellationToken cancellationToken)
    {
        long start = Context.Clock.GetTimestamp();
        int failedLooks = 0;
        for (int looks = 0; ; looks++)
        {
            try
            {
                GetInputsAddJobRequest request = new() { UserAppId = app.Owner, Id = jobId };
                SingleInputsAddJobResponse answer =
                    await Context.Services.Inputs.GetInputsAddJobAsync(request, null, cancellationToken).ConfigureAwait(false);
                if (answer.InputsAddJob?.Progress is not { } progress || progress is { PendingCount: 0, InProgressCount: 0 })
                    return;
            }
            catch (ClarifaiException) when (++failedLooks <= MaxFailedLooks)
            {
                // The job may not be known yet at once after its inputs were taken in.
            }

            if (Context.Clock.GetElapsedTime(start) >= options.ProcessingTimeout)
            {
                CancelInputsAddJobRequest cancel = new() { UserAppId = app.Owner, Id = jobId };
                await Context.Services.Inputs.CancelInputsAddJobAsync(cancel, null, cancellationToken).ConfigureAwait(false);
                return;
            }

            await Context.WaitAsync(looks, cancellationToken).ConfigureAwait(false);
        }
    }
}
