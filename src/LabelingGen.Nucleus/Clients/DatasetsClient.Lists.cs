using System.ClientModel;
using System.Text;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
    /// <summary>The most rows of one page of scenes.</summary>
    public const int MaxScenePageSize = 30;

    /// <summary>Lists the items of a dataset, page by page; the next page is fetched while the current one is read.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="pageSize">Items per page; smaller where the server answers 503.</param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="NucleusException">A page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<DatasetItem> ListItemsAsync(
        string datasetId, int pageSize = 100_000, CancellationToken cancellationToken = default) =>
        ListItemsAsync(datasetId, new ItemPageRequest { PageSize = PageSize(pageSize) }, cancellationToken);

    /// <summary>Lists the items that meet a query.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="query">A predicate of the vendor's query language: <c>metadata.animal = "dog"</c>.</param>
    /// <param name="pageSize">Items per page, at most 10,000 by the search engine's limit.</param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="NucleusException">The query is wrong, or a page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<DatasetItem> QueryItemsAsync(
        string datasetId, string query, int pageSize = 10_000, CancellationToken cancellationToken = default) =>
        QueryItemsAsync(datasetId, new QueryRequest { Query = query, PageSize = PageSize(pageSize) }, cancellationToken);

    /// <summary>Lists the scenes that meet a query.</summary>
    /// <inheritdoc cref="QueryItemsAsync(string, string, int, CancellationToken)"/>
    public virtual AsyncCollectionResult<Scene> QueryScenesAsync(
        string datasetId, string query, int pageSize = 10_000, CancellationToken cancellationToken = default) =>
        QueryScenesAsync(datasetId, new QueryRequest { Query = query, PageSize = PageSize(pageSize) }, cancellationToken);

    /// <summary>Lists the ground truth annotations that meet a query.</summary>
    /// <inheritdoc cref="QueryItemsAsync(string, string, int, CancellationToken)"/>
    public virtual AsyncCollectionResult<GroundTruthAnnotation> QueryAnnotationsAsync(
        string datasetId, string query, int pageSize = 10_000, CancellationToken cancellationToken = default) =>
        QueryObjectsAsync(datasetId, query, ObjectQueryType.GroundTruthOnly, null, pageSize, GroundTruthAnnotation.Read, cancellationToken);

    /// <summary>Lists the predictions that meet a query.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="query">A predicate of the vendor's query language.</param>
    /// <param name="modelRunId">Only those of this model run.</param>
    /// <param name="pageSize">Predictions per page, at most 10,000 by the search engine's limit.</param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="NucleusException">The query is wrong, or a page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<Prediction> QueryPredictionsAsync(
        string datasetId, string query, string? modelRunId = null, int pageSize = 10_000, CancellationToken cancellationToken = default) =>
        QueryObjectsAsync(datasetId, query, ObjectQueryType.PredictionsOnly, modelRunId, pageSize, Prediction.Read, cancellationToken);

    /// <summary>
    /// Lists matches of predictions with ground truth that meet a query. The matches are those of the last
    /// <see cref="ModelsClient.CalculateEvaluationMetricsAsync"/>.
    /// </summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="query">A predicate of the vendor's query language.</param>
    /// <param name="mode">All matches by IoU, false positives or false negatives.</param>
    /// <param name="modelRunId">Only those of this model run.</param>
    /// <param name="pageSize">Matches per page, at most 10,000 by the search engine's limit.</param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="ArgumentException">The mode lists annotations or predictions rather than matches.</exception>
    /// <exception cref="NucleusException">The query is wrong, or a page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<EvaluationMatch> QueryMatchesAsync(
        string datasetId, string query, ObjectQueryType mode, string? modelRunId = null, int pageSize = 10_000,
        CancellationToken cancellationToken = default)
    {
        if (mode == ObjectQueryType.GroundTruthOnly || mode == ObjectQueryType.PredictionsOnly)
            throw new ArgumentException($"'{mode}' lists no matches.", nameof(mode));
        return QueryObjectsAsync(datasetId, query, mode, modelRunId, pageSize, EvaluationMatch.Read, cancellationToken);
    }

    /// <summary>Exports the items of a dataset with their annotations, page by page.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="query">Only items that meet this predicate.</param>
    /// <param name="useMirroredImages">Whether to ask for the vendor's copies of the images.</param>
    /// <param name="onlyMostRecentTask">Whether only the newest labeling task of an item counts; <see langword="null"/> leaves it to
    /// the server.</param>
    /// <param name="pageSize">Items per page, at most 10,000 by the search engine's limit.</param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="NucleusException">A page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<ExportRow> ExportItemsAndAnnotationsAsync(
        string datasetId, string? query = null, bool useMirroredImages = false, bool? onlyMostRecentTask = true, int pageSize = 10_000,
        CancellationToken cancellationToken = default)
    {
        ExportPageRequest request = new()
        {
            Query = query,
            Chip = useMirroredImages,
            OnlyMostRecentTask = onlyMostRecentTask,
            PageSize = PageSize(pageSize),
        };
        // The server wants the member, and null for all items.
        if (query is null)
            request.UnknownProperties["query"] = null;
        return ExportItemsAndAnnotationsAsync(datasetId, request, cancellationToken);
    }

    /// <summary>Exports the scenes of a dataset with their tracks, page by page.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="sliceId">Only the scenes of this slice.</param>
    /// <param name="onlyMostRecentTask">Whether only the newest labeling task of a scene counts.</param>
    /// <param name="pageSize">Scenes per page, at most <see cref="MaxScenePageSize"/>.</param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="ArgumentOutOfRangeException">The page size is too large; nothing was sent.</exception>
    /// <exception cref="NucleusException">A page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<SceneExportRow> ExportScenesAndAnnotationsAsync(
        string datasetId, string? sliceId = null, bool onlyMostRecentTask = true, int pageSize = 10,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, MaxScenePageSize);
        return ExportScenesAndAnnotationsAsync(
            datasetId,
            new SceneExportPageRequest
            {
                SliceId = sliceId,
                OnlyMostRecentTask = onlyMostRecentTask,
                PageSize = PageSize(pageSize),
            },
            cancellationToken);
    }

    private static int PageSize(int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        return pageSize;
    }

    private AsyncCollectionResult<T> QueryObjectsAsync<T>(
        string datasetId, string query, ObjectQueryType mode, string? modelRunId, int pageSize, JsonRead<T> read,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(datasetId);
        ArgumentNullException.ThrowIfNull(query);
        ObjectQueryRequest request = new()
        {
            Query = query,
            PatchMode = mode,
            ModelRunId = modelRunId,
            PageSize = PageSize(pageSize),
        };
        return _pipeline.List(
            new PageRequest<ObjectPage, T>
            {
                Create = position => _pipeline.CreateRequest(QueryObjectsOperation)
                    .Path("datasetId", datasetId)
                    .JsonBodyWith(request, ObjectQueryRequest.Write, "pageToken", position),
                Read = ObjectPage.Read,
                Items = page => [.. page.Items.OfType<JsonObject>().Select(
                    item => JsonCodec.FromUtf8(Encoding.UTF8.GetBytes(item.ToJsonString()), read))],
                Next = static (page, _) => PageContext.Cursor(page.NextPageToken),
            },
            cancellationToken);
    }
}
