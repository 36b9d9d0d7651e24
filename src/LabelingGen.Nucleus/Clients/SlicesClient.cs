using System.ClientModel;
using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

public partial class SlicesClient
{
    /// <summary>The most reference ids of one call, by the vendor's limit.</summary>
    public const int MaxReferenceIds = 10_000;

    /// <summary>Creates a slice of items by their reference ids.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="name">Name of the slice, unique in the dataset.</param>
    /// <param name="referenceIds">The items, at most <see cref="MaxReferenceIds"/>; none for an empty slice.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Id of the slice, <c>slc_…</c>.</returns>
    /// <exception cref="ArgumentException">There are too many reference ids; nothing was sent.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<SliceId>> CreateAsync(
        string datasetId, string name, IEnumerable<string> referenceIds, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        IReadOnlyList<string> references = References(referenceIds);
        return CreateAsync(
            datasetId,
            references.Count == 0
                ? new CreateSliceRequest { Name = name, AllowEmpty = 1 }
                : new CreateSliceRequest { Name = name, ReferenceIds = references },
            cancellationToken);
    }

    /// <summary>Creates a slice by ids of the server.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="name">Name of the slice, unique in the dataset.</param>
    /// <param name="itemIds">Items, <c>di_…</c>.</param>
    /// <param name="sceneIds">Scenes, <c>scn_…</c>.</param>
    /// <param name="annotationIds">Annotations, <c>ann_…</c>.</param>
    /// <param name="predictionIds">Predictions, <c>pred_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Id of the slice, <c>slc_…</c>.</returns>
    /// <exception cref="ArgumentException">There is no id at all; nothing was sent.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<SliceId>> CreateByIdsAsync(
        string datasetId, string name, IEnumerable<string>? itemIds = null, IEnumerable<string>? sceneIds = null,
        IEnumerable<string>? annotationIds = null, IEnumerable<string>? predictionIds = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        CreateSliceRequest request = new() { Name = name };
        (string Name, string[] Ids)[] lists =
        [
            ("dataset_item_ids", [.. itemIds ?? []]),
            ("scene_ids", [.. sceneIds ?? []]),
            ("object_ids", [.. annotationIds ?? [], .. predictionIds ?? []]),
        ];
        if (Array.TrueForAll(lists, list => list.Ids.Length == 0))
            throw new ArgumentException($"The slice '{name}' needs at least one id.", nameof(itemIds));
        // The server wants all three, and null for those that are empty.
        foreach ((string list, string[] ids) in lists)
            request.UnknownProperties[list] = ids.Length == 0 ? null : new JsonArray([.. ids.Select(id => (JsonNode)id)]);
        return CreateAsync(datasetId, request, cancellationToken);
    }

    /// <summary>Adds items to a slice by their reference ids.</summary>
    /// <param name="sliceId">Slice id, <c>slc_…</c>.</param>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="referenceIds">The items, at most <see cref="MaxReferenceIds"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">There are too many reference ids; nothing was sent.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<AppendToSliceResponse>> AppendAsync(
        string sliceId, string datasetId, IEnumerable<string> referenceIds, CancellationToken cancellationToken = default) =>
        AppendToSliceAsync(
            sliceId, new AppendToSliceRequest { ReferenceIds = References(referenceIds), DatasetId = datasetId }, cancellationToken);

    /// <summary>Sends the items of a slice to a labeling project, in a background job.</summary>
    /// <param name="sliceId">Slice id, <c>slc_…</c>.</param>
    /// <param name="projectId">
    /// The project, of image annotation, which has its instructions and geometries already. Boxes, polygons and lines come back.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<SendToLabelingJob> SendToLabelingAsync(
        string sliceId, string projectId, CancellationToken cancellationToken = default) =>
        SendToLabelingAsync(sliceId, projectId, [], cancellationToken);

    /// <summary>Lets the server choose the items of a slice.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="name">Name of the slice, unique in the dataset.</param>
    /// <param name="sampleSize">How many items, 1 or more.</param>
    /// <param name="method">By chance, or the most different ones.</param>
    /// <param name="filters">What to choose from; everything by default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Id of the slice, and the job that fills it where the server needs one.</returns>
    /// <exception cref="ArgumentException">The size is not positive, or a range of an autotag is not two numbers from -1 to 1.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<ClientResult<BuiltSlice>> BuildAsync(
        string datasetId, string name, int sampleSize, SliceSampleMethod method, SliceFilters? filters = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleSize, 1);
        filters?.Autotag?.Check();
        BuildSliceRequest request = new()
        {
            Name = name,
            SampleSize = sampleSize,
            SampleMethod = method,
            Filters = filters ?? new SliceFilters(),
        };
        ClientResult<BuildSliceResponse> answer = await BuildAsync(datasetId, request, cancellationToken).ConfigureAwait(false);
        NucleusJob? job = answer.Value.JobId is { Length: > 0 } id ? NucleusJob.Track(_pipeline, id, answer.GetRawResponse()) : null;
        return ClientResult.FromValue(new BuiltSlice(answer.Value.SliceId, job), answer.GetRawResponse());
    }

    /// <summary>Exports the embeddings of a slice in a background job.</summary>
    /// <param name="sliceId">Slice id, <c>slc_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    /// <remarks>The route is that of datasets, with the id of the slice; the server takes both.</remarks>
    public virtual Task<EmbeddingsExportJob> ExportEmbeddingsAsync(string sliceId, CancellationToken cancellationToken = default) =>
        new DatasetsClient(_pipeline).ExportEmbeddingsAsync(sliceId, cancellationToken);

    /// <summary>Lists the items of a slice, page by page; the next page is fetched while the current one is read.</summary>
    /// <param name="sliceId">Slice id, <c>slc_…</c>.</param>
    /// <param name="pageSize">Items per page; smaller where the server answers 503.</param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="NucleusException">A page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<DatasetItem> ListItemsAsync(
        string sliceId, int pageSize = 100_000, CancellationToken cancellationToken = default) =>
        ListItemsAsync(sliceId, new ItemPageRequest { PageSize = PageSize(pageSize) }, cancellationToken);

    /// <summary>Exports the items of a slice with their annotations, page by page.</summary>
    /// <param name="sliceId">Slice id, <c>slc_…</c>.</param>
    /// <param name="useMirroredImages">Whether to ask for the vendor's copies of the images.</param>
    /// <param name="pageSize">Items per page, at most 10,000 by the search engine's limit.</param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="NucleusException">A page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<ExportRow> ExportItemsAndAnnotationsAsync(
        string sliceId, bool useMirroredImages = false, int pageSize = 10_000, CancellationToken cancellationToken = default) =>
        ExportItemsAndAnnotationsAsync(
            sliceId, new ExportPageRequest { Chip = useMirroredImages, PageSize = PageSize(pageSize) }, cancellationToken);

    /// <summary>Exports the items of a slice with the predictions of a model, page by page.</summary>
    /// <param name="sliceId">Slice id, <c>slc_…</c>.</param>
    /// <param name="modelId">Model id, <c>prj_…</c>.</param>
    /// <param name="pageSize">Items per page.</param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="NucleusException">A page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<PredictionExportRow> ExportPredictionsAsync(
        string sliceId, string modelId, int pageSize = 100_000, CancellationToken cancellationToken = default) =>
        ExportPredictionsAsync(sliceId, modelId, new ItemPageRequest { PageSize = PageSize(pageSize) }, cancellationToken);

    /// <summary>Which items annotations belong to that are not in a slice.</summary>
    /// <param name="sliceId">Slice id, <c>slc_…</c>, of a slice of items.</param>
    /// <param name="annotations">The annotations.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Reference ids of the items, each once, in the order of the annotations; none when all are in the slice.</returns>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<IReadOnlyList<string>> FindItemsOutsideAsync(
        string sliceId, IEnumerable<GroundTruthAnnotation> annotations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        string[] references =
            [.. annotations.Select(a => LabelUploader<GroundTruthAnnotation>.Of(a).ReferenceId).OfType<string>().Distinct()];
        HashSet<string> outside = new(references, StringComparer.Ordinal);
        await foreach (DatasetItem item in ListItemsAsync(sliceId, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (item.Reference is { } reference)
                outside.Remove(reference);
        }

        return [.. references.Where(outside.Contains)];
    }

    private static int PageSize(int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        return pageSize;
    }

    private static string[] References(IEnumerable<string> referenceIds)
    {
        ArgumentNullException.ThrowIfNull(referenceIds);
        string[] references = [.. referenceIds];
        return references.Length <= MaxReferenceIds
            ? references
            : throw new ArgumentException(
                $"{references.Length} reference ids are more than the {MaxReferenceIds} of one call; the first too many is "
                    + $"'{references[MaxReferenceIds]}'.",
                nameof(referenceIds));
    }
}
