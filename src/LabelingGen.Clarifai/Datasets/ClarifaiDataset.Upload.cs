using System.Runtime.CompilerServices;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

public sealed partial class ClarifaiDataset
{
    /// <summary>
    /// Puts pictures or texts with their labels into the dataset: inputs first, in batches as
    /// <see cref="ClarifaiInputs.UploadAllAsync(IAsyncEnumerable{Input}, InputBulkOptions?, CancellationToken)"/> uploads them, then
    /// boxes and polygons of the inputs that are stored.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="options">Sizes, retries, a journal; the defaults without.</param>
    /// <param name="conceptIds">How the ids of the labels' concepts are made.</param>
    /// <param name="cancellationToken">Ends the whole; calls under way may be done.</param>
    /// <returns>One outcome for each item, in no order.</returns>
    /// <exception cref="ArgumentException">An item has no picture and no text, or its box leaves the picture.</exception>
    public IAsyncEnumerable<DatasetItemOutcome> UploadAsync(
        IEnumerable<DatasetItem> items, InputBulkOptions? options = null, ConceptIds conceptIds = ConceptIds.Label,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return UploadAsync(ClarifaiInputs.AsAsync(items), options, conceptIds, cancellationToken);
    }

    /// <inheritdoc cref="UploadAsync(IEnumerable{DatasetItem}, InputBulkOptions?, ConceptIds, CancellationToken)"/>
    public IAsyncEnumerable<DatasetItemOutcome> UploadAsync(
        IAsyncEnumerable<DatasetItem> items, InputBulkOptions? options = null, ConceptIds conceptIds = ConceptIds.Label,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return UploadAsync(WithIndexAsync(items), options ?? new InputBulkOptions(), conceptIds, cancellationToken);
    }

    /// <summary>
    /// Uploads again what an earlier upload did not store, as its log tells (<see cref="DatasetUploadLog"/>).
    /// </summary>
    /// <param name="logPath">The log.</param>
    /// <param name="items">The items of that upload, all of them and in the same order.</param>
    /// <param name="retryDuplicates">Whether items whose id was taken are uploaded under fresh ids; otherwise they are left out.</param>
    /// <param name="options">Sizes, retries, a journal; the defaults without.</param>
    /// <param name="conceptIds">How the ids of the labels' concepts are made.</param>
    /// <param name="cancellationToken">Ends the whole; calls under way may be done.</param>
    /// <returns>One outcome for each item that is uploaded again, in no order; with them a new log can be written.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ClarifaiFileException">A line of the log breaks a rule, or names an item that is not there.</exception>
    public IAsyncEnumerable<DatasetItemOutcome> RetryUploadAsync(
        string logPath, IReadOnlyList<DatasetItem> items, bool retryDuplicates = false, InputBulkOptions? options = null,
        ConceptIds conceptIds = ConceptIds.Label, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        IReadOnlyList<DatasetUploadFailure> failures = DatasetUploadLog.Read(logPath);
        if (failures.FirstOrDefault(f => f.Index >= items.Count) is { } outside)
        {
            throw new ClarifaiFileException(
                logPath, null, $"it names the item {outside.Index}, but there are {items.Count}; it belongs to another upload");
        }

        IEnumerable<(DatasetItem, int)> again = failures.Where(f => retryDuplicates || !f.IsDuplicate).Select(f =>
            (f.IsDuplicate ? items[f.Index] with { Id = Context.Options.NewId() } : items[f.Index], f.Index));
        return UploadAsync(ClarifaiInputs.AsAsync(again), options ?? new InputBulkOptions(), conceptIds, cancellationToken);
    }

    /// <summary>Uploads the inputs of a CSV file into the dataset; see <see cref="InputFiles.FromCsv"/> for its columns.</summary>
    /// <inheritdoc cref="InputFiles.FromCsv"/>
    public IAsyncEnumerable<ItemOutcome<Input, Input>> UploadCsvAsync(
        string path, CsvSource source, InputType type = InputType.Text, InputDetails? details = null, bool withLabels = true,
        InputBulkOptions? options = null, CancellationToken cancellationToken = default) =>
        _app.Inputs.UploadAllAsync(InputFiles.FromCsv(path, source, type, Own(details), withLabels), options, cancellationToken);

    /// <summary>Uploads the pictures of a folder into the dataset; see <see cref="InputFiles.FromImageFolder"/>.</summary>
    /// <inheritdoc cref="InputFiles.FromImageFolder"/>
    public IAsyncEnumerable<ItemOutcome<Input, Input>> UploadImageFolderAsync(
        string folder, InputDetails? details = null, bool labelByFolder = false, InputBulkOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _app.Inputs.UploadAllAsync(InputFiles.FromImageFolder(folder, Own(details), labelByFolder), options, cancellationToken);

    /// <summary>Uploads the texts of a folder into the dataset; see <see cref="InputFiles.FromTextFolder"/>.</summary>
    /// <inheritdoc cref="InputFiles.FromTextFolder"/>
    public IAsyncEnumerable<ItemOutcome<Input, Input>> UploadTextFolderAsync(
        string folder, InputDetails? details = null, bool labelByFolder = false, InputBulkOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _app.Inputs.UploadAllAsync(InputFiles.FromTextFolder(folder, Own(details), labelByFolder), options, cancellationToken);

    private InputDetails Own(InputDetails? details) => (details ?? new InputDetails()) with { DatasetId = DatasetId };

    private static async IAsyncEnumerable<(DatasetItem Item, int Index)> WithIndexAsync(IAsyncEnumerable<DatasetItem> items)
    {
        int index = 0;
        await foreach (DatasetItem item in items.ConfigureAwait(false))
            yield return (item, index++);
    }

    private async IAsyncEnumerable<DatasetItemOutcome> UploadAsync(
        IAsyncEnumerable<(DatasetItem Item, int Index)> items, InputBulkOptions options, ConceptIds conceptIds,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int partSize = options.BatchSize * options.Bulk.MaxConcurrency;
        List<(DatasetItem Item, int Index)> part = [];
        await foreach ((DatasetItem, int) item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            part.Add(item);
            if (part.Count < partSize)
                continue;
            foreach (DatasetItemOutcome outcome in await SendAsync(part).ConfigureAwait(false))
                yield return outcome;
            part.Clear();
        }

        foreach (DatasetItemOutcome outcome in await SendAsync(part).ConfigureAwait(false))
            yield return outcome;

        Task<List<DatasetItemOutcome>> SendAsync(List<(DatasetItem, int)> next) =>
            UploadPartAsync(next, options, conceptIds, cancellationToken);
    }

    private async Task<List<DatasetItemOutcome>> UploadPartAsync(
        List<(DatasetItem Item, int Index)> part, InputBulkOptions options, ConceptIds conceptIds, CancellationToken cancellationToken)
    {
        Dictionary<Input, (DatasetItem Item, int Index, IReadOnlyList<Annotation> Annotations)> made =
            new(ReferenceEqualityComparer.Instance);
        foreach ((DatasetItem item, int index) in part)
        {
            (Input input, IReadOnlyList<Annotation> annotations) = item.ToInput(DatasetId, conceptIds, Context.Options.NewId);
            made.Add(input, (item, index, annotations));
        }

        List<ItemOutcome<Input, Input>> inputs = [];
        await foreach (var outcome in _app.Inputs.UploadAllAsync(made.Keys, options, cancellationToken).ConfigureAwait(false))
            inputs.Add(outcome);
        Annotation[] wanted = [.. inputs.Where(i => i.State == ItemState.Done).SelectMany(i => made[i.Item].Annotations)];
        Dictionary<Annotation, ItemOutcome<Annotation, Annotation>> annotated = new(ReferenceEqualityComparer.Instance);
        await foreach (var outcome in _app.Inputs.AnnotateAllAsync(wanted, null, cancellationToken).ConfigureAwait(false))
            annotated.Add(outcome.Item, outcome);
        return
        [
            .. inputs.Select(input => new DatasetItemOutcome(
                made[input.Item].Item,
                input,
                input.State == ItemState.Done ? [.. made[input.Item].Annotations.Select(a => annotated[a])] : [])
            {
                Index = made[input.Item].Index,
            }),
        ];
    }
}
