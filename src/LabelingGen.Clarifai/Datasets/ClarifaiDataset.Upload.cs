using System.Runtime.CompilerServices;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

public sealed partial class ClarifaiDataset
{
    /// <summary>
    /// Puts pictures or texts with their labels into the dataset: inputs first, in batches as
    /// <see cref="ClarifaiInputs.UploadAllAsync(IAsyncEnumerable{Input}, InputBulkOptions?, CancellationToken)"/> uploads them, then boxes
    /// and
    /// polygons of the inputs that are stored.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="options">Sizes, retries, a journal; the defaults without.</param>
    /// <param name="conceptIds">How the ids of the labels' concepts are made.</param>
    /// <param name="cancellationToken">Ends the whole; calls under way may be done.</param>
    /// <returns>One outcome for each item, in no order.</returns>
    /// <exception cref="ArgumentException">An item has no picture and no text, or its box leaves the picture.</exception>
    public async IAsyncEnumerable<DatasetItemOutcome> UploadAsync(
        IEnumerable<DatasetItem> items, InputBulkOptions? options = null, ConceptIds conceptIds = ConceptIds.Label,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        options ??= new InputBulkOptions();
        foreach (DatasetItem[] part in items.Chunk(options.BatchSize * options.Bulk.MaxConcurrency))
        {
            Dictionary<Input, (DatasetItem Item, IReadOnlyList<Annotation> Annotations)> made = new(ReferenceEqualityComparer.Instance);
            foreach (DatasetItem item in part)
            {
                (Input input, IReadOnlyList<Annotation> annotations) = item.ToInput(DatasetId, conceptIds, Context.Options.NewId);
                made.Add(input, (item, annotations));
            }

            List<ItemOutcome<Input, Input>> inputs = [];
            await foreach (var outcome in _app.Inputs.UploadAllAsync(made.Keys, options, cancellationToken).ConfigureAwait(false))
                inputs.Add(outcome);
            Annotation[] wanted = [.. inputs.Where(i => i.State == ItemState.Done).SelectMany(i => made[i.Item].Annotations)];
            Dictionary<Annotation, ItemOutcome<Annotation, Annotation>> annotated = new(ReferenceEqualityComparer.Instance);
            await foreach (var outcome in _app.Inputs.AnnotateAllAsync(wanted, null, cancellationToken).ConfigureAwait(false))
                annotated.Add(outcome.Item, outcome);
            foreach (ItemOutcome<Input, Input> input in inputs)
            {
                (DatasetItem item, IReadOnlyList<Annotation> annotations) = made[input.Item];
                yield return new DatasetItemOutcome(
                    item, input, input.State == ItemState.Done ? [.. annotations.Select(a => annotated[a])] : []);
            }
        }
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
}
