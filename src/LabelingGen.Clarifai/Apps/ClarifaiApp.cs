using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai;

/// <summary>An app: its inputs, datasets, models, workflows and concepts.</summary>
public sealed partial class ClarifaiApp
{
    internal ClarifaiApp(ClarifaiContext context, string userId, string appId)
    {
        Context = context;
        UserId = userId;
        AppId = appId;
        Inputs = new ClarifaiInputs(this);
    }

    /// <summary>Types of models that can be trained.</summary>
    public static IReadOnlyList<string> TrainableModelTypes { get; } =
    [
        "visual-classifier", "visual-detector", "visual-segmenter", "visual-embedder", "clusterer", "text-classifier",
        "embedding-classifier", "text-to-text",
    ];

    /// <summary>The app's user.</summary>
    public string UserId { get; }

    /// <summary>Id of the app.</summary>
    public string AppId { get; }

    /// <summary>The app's inputs and their annotations.</summary>
    public ClarifaiInputs Inputs { get; }

    internal ClarifaiContext Context { get; }

    internal UserAppIDSet Owner => ClarifaiContext.Owner(UserId, AppId);

    /// <summary>Works with a dataset. Nothing is sent.</summary>
    /// <param name="datasetId">The dataset.</param>
    /// <param name="versionId">A version of it, for exports.</param>
    public ClarifaiDataset Dataset(string datasetId, string? versionId = null) => new(this, Ids.Of(datasetId, nameof(datasetId)),
        versionId);

    /// <summary>Works with a model. Nothing is sent.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="versionId">Its version; null = the one the service takes by default.</param>
    public ClarifaiModel Model(string modelId, string? versionId = null) =>
        new(this, new Model { Id = Ids.Of(modelId, nameof(modelId)), AppId = AppId, UserId = UserId }, versionId);

    /// <summary>Works with a model as the service described it. Nothing is sent.</summary>
    public ClarifaiModel Model(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Ids.Of(model.Id, nameof(model));
        return new ClarifaiModel(this, model.Clone(), model.ModelVersion?.Id);
    }

    /// <summary>Works with a workflow. Nothing is sent.</summary>
    /// <param name="workflowId">The workflow.</param>
    /// <param name="versionId">Its version; null = the newest one.</param>
    public ClarifaiWorkflow Workflow(string workflowId, string? versionId = null) =>
        new(this, Ids.Of(workflowId, nameof(workflowId)), versionId);

    /// <summary>Searches the app's inputs and annotations.</summary>
    public ClarifaiSearch Search(SearchMetric metric = SearchMetric.Cosine) => new(this, metric);

    /// <summary>Lists the app's concepts (ListConcepts).</summary>
    /// <param name="filter">The page to begin with; its app is put in.</param>
    public GrpcPageable<MultiConceptResponse, Concept> ListConceptsAsync(ListConceptsRequest? filter = null)
    {
        ListConceptsRequest request = filter?.Clone() ?? new ListConceptsRequest();
        request.UserAppId = Owner;
        return Context.Services.Concepts.ListConceptsAsync(request);
    }

    /// <summary>Creates concepts (PostConcepts).</summary>
    public async Task<IReadOnlyList<Concept>> CreateConceptsAsync(
        IEnumerable<Concept> concepts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(concepts);
        PostConceptsRequest request = new() { UserAppId = Owner, Concepts = { concepts } };
        MultiConceptResponse answer =
            await Context.Services.Concepts.PostConceptsAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Concepts;
    }

    /// <summary>Creates a dataset (PostDatasets).</summary>
    /// <param name="datasetId">Its id.</param>
    /// <param name="template">Description, metadata and the like; the id is put in.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Dataset> CreateDatasetAsync(
        string datasetId, Dataset? template = null, CancellationToken cancellationToken = default)
    {
        Dataset dataset = template?.Clone() ?? new Dataset();
        dataset.Id = Ids.Of(datasetId, nameof(datasetId));
        PostDatasetsRequest request = new() { UserAppId = Owner, Datasets = { dataset } };
        MultiDatasetResponse answer =
            await Context.Services.Datasets.PostDatasetsAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Datasets.Count > 0 ? answer.Datasets[0] : dataset;
    }

    /// <summary>Looks a dataset up (GetDataset).</summary>
    /// <exception cref="ClarifaiException">There is no such dataset.</exception>
    public async Task<Dataset> GetDatasetAsync(string datasetId, CancellationToken cancellationToken = default)
    {
        GetDatasetRequest request = new() { UserAppId = Owner, DatasetId = Ids.Of(datasetId, nameof(datasetId)) };
        SingleDatasetResponse answer =
            await Context.Services.Datasets.GetDatasetAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Dataset;
    }

    /// <summary>Lists the app's datasets (ListDatasets).</summary>
    /// <param name="filter">What to list and the page to begin with; its app is put in.</param>
    public GrpcPageable<MultiDatasetResponse, Dataset> ListDatasetsAsync(ListDatasetsRequest? filter = null)
    {
        ListDatasetsRequest request = filter?.Clone() ?? new ListDatasetsRequest();
        request.UserAppId = Owner;
        return Context.Services.Datasets.ListDatasetsAsync(request);
    }

    /// <summary>Deletes a dataset; its inputs stay in the app (DeleteDatasets).</summary>
    public Task DeleteDatasetAsync(string datasetId, CancellationToken cancellationToken = default) =>
        Context.Services.Datasets.DeleteDatasetsAsync(
            new DeleteDatasetsRequest { UserAppId = Owner, DatasetIds = { Ids.Of(datasetId, nameof(datasetId)) } }, null,
                cancellationToken);
}
