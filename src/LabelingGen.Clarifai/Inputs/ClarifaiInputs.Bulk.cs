using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

public sealed partial class ClarifaiInputs
{
    /// <summary>
    /// Uploads any number of inputs: 128 in a call, several calls at a time. Each call's inputs are waited for until they are processed,
    /// and the failed part of it is deleted and uploaded again with growing waits. Every input has exactly one outcome; outcomes come as
    /// they are known, in no order.
    /// </summary>
    /// <param name="inputs">The inputs, each with an id of its own. They are read only as fast as they leave.</param>
    /// <param name="options">Sizes, retries, a journal; the defaults without.</param>
    /// <param name="cancellationToken">Ends the whole; calls under way may be done.</param>
    /// <returns>Done with the stored input; failed with an <see cref="InputFailedException"/> (also for a duplicate id) or an
    /// <see cref="ApiException"/>.</returns>
    public IAsyncEnumerable<ItemOutcome<Input, Input>> UploadAllAsync(
        IAsyncEnumerable<Input> inputs, InputBulkOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        options ??= new InputBulkOptions();
        InputBatchUpload upload = new(_app, options);
        BatchDefinition<Input, Input> definition = new()
        {
            Send = upload.SendAsync,
            Find = upload.FindAsync,
            Key = static input => input.Id,
            MaxItems = _ => options.BatchSize,
            Check = static input => Ids.Of(input.Id, "input's id"),
            ToNote = static input => input.Id,
            FromNote = static id => new Input { Id = id ?? "" },
        };
        return LabelingGen.Core.BulkOperation.RunBatchesAsync(inputs, definition, options.Bulk, cancellationToken);
    }

    /// <inheritdoc cref="UploadAllAsync(IAsyncEnumerable{Input}, InputBulkOptions, CancellationToken)"/>
    public IAsyncEnumerable<ItemOutcome<Input, Input>> UploadAllAsync(
        IEnumerable<Input> inputs, InputBulkOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return UploadAllAsync(AsAsync(inputs), options, cancellationToken);
    }

    /// <summary>
    /// Uploads any number of annotations, 128 in a call. What the service refuses in a call is uploaded once more; annotations have no id
    /// of the client's, so one whose answer was lost stays unknown instead of being doubled.
    /// </summary>
    /// <inheritdoc cref="UploadAllAsync(IAsyncEnumerable{Input}, InputBulkOptions, CancellationToken)"/>
    public IAsyncEnumerable<ItemOutcome<Annotation, Annotation>> AnnotateAllAsync(
        IEnumerable<Annotation> annotations, BulkOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        BatchDefinition<Annotation, Annotation> definition = new()
        {
            Send = SendAnnotationsAsync,
            MaxItems = static _ => MaxInputsPerCall,
            Check = static annotation => Ids.Of(annotation.InputId, "annotation's input id"),
        };
        return LabelingGen.Core.BulkOperation.RunBatchesAsync(AsAsync(annotations), definition, options, cancellationToken);
    }

    private async Task<IReadOnlyList<ItemResult<Annotation>>> SendAnnotationsAsync(
        IReadOnlyList<Annotation> annotations, CancellationToken cancellationToken)
    {
        IReadOnlyList<Annotation> stored;
        try
        {
            stored = await AnnotateAsync(annotations, cancellationToken).ConfigureAwait(false);
        }
        catch (ClarifaiException)
        {
            await Context.WaitAsync(0, cancellationToken).ConfigureAwait(false);
            stored = await AnnotateAsync(annotations, cancellationToken).ConfigureAwait(false);
        }

        return [.. annotations.Select((sent, i) => ResultOf(sent, i < stored.Count ? stored[i] : null))];
    }

    private static ItemResult<Annotation> ResultOf(Annotation sent, Annotation? stored)
    {
        ClarifaiStatusCode code = stored?.Status?.Code ?? StatusCode.Zero;
        bool failed = stored is null || code.Number is (int)StatusCode.AnnotationFailed or (int)StatusCode.AnnotationInvalidArgument
            or (int)StatusCode.AnnotationPermissionDenied or (int)StatusCode.Failure;
        string reason = stored?.Status?.Details is { Length: > 0 } details ? $"{code}: {details}" : $"{code}";
        return failed
            ? new(ItemState.Failed, default, new IOException($"The annotation of '{sent.InputId}' failed: {reason}."))
            : new(ItemState.Done, stored);
    }

    internal static async IAsyncEnumerable<T> AsAsync<T>(IEnumerable<T> items)
    {
        foreach (T item in items)
            yield return item;
        await Task.CompletedTask.ConfigureAwait(false);
    }
}
