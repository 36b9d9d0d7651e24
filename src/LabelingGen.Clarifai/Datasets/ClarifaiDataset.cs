using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai;

/// <summary>A dataset: its inputs, its versions, uploads into it and exports of it.</summary>
public sealed partial class ClarifaiDataset
{
    private readonly ClarifaiApp _app;

    internal ClarifaiDataset(ClarifaiApp app, string datasetId, string? versionId)
    {
        _app = app;
        DatasetId = datasetId;
        VersionId = versionId;
    }

    /// <summary>Id of the dataset.</summary>
    public string DatasetId { get; }

    /// <summary>The version meant, if one is.</summary>
    public string? VersionId { get; }

    private ClarifaiContext Context => _app.Context;

    /// <summary>Works with a version of the dataset. Nothing is sent.</summary>
    public ClarifaiDataset Version(string versionId) => new(_app, DatasetId, Ids.Of(versionId, nameof(versionId)));

    /// <summary>Freezes the dataset's present state as a version (PostDatasetVersions).</summary>
    /// <param name="template">Id, description, metadata.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<DatasetVersion> CreateVersionAsync(DatasetVersion? template = null, CancellationToken cancellationToken = default)
    {
        PostDatasetVersionsRequest request = new()
        {
            UserAppId = _app.Owner,
            DatasetId = DatasetId,
            DatasetVersions = { template?.Clone() ?? new DatasetVersion() },
        };
        MultiDatasetVersionResponse answer =
            await Context.Services.Datasets.PostDatasetVersionsAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.DatasetVersions.Count > 0 ? answer.DatasetVersions[0] : request.DatasetVersions[0];
    }

    /// <summary>Lists the dataset's versions (ListDatasetVersions).</summary>
    /// <param name="filter">The page to begin with; app and dataset are put in.</param>
    public GrpcPageable<MultiDatasetVersionResponse, DatasetVersion> ListVersionsAsync(ListDatasetVersionsRequest? filter = null)
    {
        ListDatasetVersionsRequest request = filter?.Clone() ?? new ListDatasetVersionsRequest();
        request.UserAppId = _app.Owner;
        request.DatasetId = DatasetId;
        return Context.Services.Datasets.ListDatasetVersionsAsync(request);
    }

    /// <summary>Deletes a version (DeleteDatasetVersions).</summary>
    public Task DeleteVersionAsync(string versionId, CancellationToken cancellationToken = default) =>
        Context.Services.Datasets.DeleteDatasetVersionsAsync(
            new DeleteDatasetVersionsRequest
            {
                UserAppId = _app.Owner,
                DatasetId = DatasetId,
                DatasetVersionIds = { Ids.Of(versionId, nameof(versionId)) },
            },
            null,
            cancellationToken);

    /// <summary>Lists the dataset's inputs, each with the time it came in (ListDatasetInputs).</summary>
    /// <param name="filter">The page to begin with; app and dataset are put in.</param>
    public GrpcPageable<MultiDatasetInputResponse, DatasetInput> ListInputsAsync(ListDatasetInputsRequest? filter = null)
    {
        ListDatasetInputsRequest request = filter?.Clone() ?? new ListDatasetInputsRequest();
        request.UserAppId = _app.Owner;
        request.DatasetId = DatasetId;
        return Context.Services.Datasets.ListDatasetInputsAsync(request);
    }

    /// <summary>
    /// Counts what the dataset holds: makes a version, waits until the service has counted it (ListDatasetVersionMetricsGroups), and
    /// deletes the version.
    /// </summary>
    /// <param name="timeout">Longest time to wait. Default 10 min.</param>
    /// <param name="keepVersion">Whether the version stays.</param>
    /// <param name="cancellationToken">Ends the wait; the version may stay.</param>
    /// <exception cref="TimeoutException">The service did not count in time; the version is deleted.</exception>
    public async Task<DatasetCounts> CountAsync(
        TimeSpan? timeout = null, bool keepVersion = false, CancellationToken cancellationToken = default)
    {
        TimeSpan limit = timeout ?? TimeSpan.FromMinutes(10);
        DatasetVersion template = new() { Id = Context.Options.NewId(), Description = "SDK Upload Status" };
        DatasetVersion version = await CreateVersionAsync(template, cancellationToken).ConfigureAwait(false);
        string versionId = version.Id.Length > 0 ? version.Id : template.Id;
        long start = Context.Clock.GetTimestamp();
        DatasetCounts? counts = null;
        try
        {
            for (int looks = 0; counts is null; looks++)
            {
                ListDatasetVersionMetricsGroupsRequest request = new()
                {
                    UserAppId = _app.Owner,
                    DatasetId = DatasetId,
                    DatasetVersionId = versionId,
                };
                MultiDatasetVersionMetricsGroupResponse answer = await Context.Services.Datasets
                    .ListDatasetVersionMetricsGroupsAsync(request).FirstPageAsync(cancellationToken).ConfigureAwait(false);
                if (answer.DatasetVersionMetricsGroups.Count > 0)
                    counts = CountsOf(answer.DatasetVersionMetricsGroups);
                else if (Context.Clock.GetElapsedTime(start) >= limit)
                    throw new TimeoutException($"The service did not count the dataset '{DatasetId}' within {limit}.");
                else
                    await Context.WaitAsync(looks, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!keepVersion || counts is null)
                await DeleteVersionAsync(versionId, CancellationToken.None).ConfigureAwait(false);
        }

        return counts;
    }

    private static DatasetCounts CountsOf(IEnumerable<DatasetVersionMetricsGroup> groups)
    {
        Dictionary<string, ulong> inputs = new(StringComparer.Ordinal);
        (ulong concepts, ulong boxes, ulong polygons) = (0, 0, 0);
        foreach (DatasetVersionMetricsGroup group in groups)
        {
            if (group.Value?.HasStringValue != true || group.Metrics is not { } metrics)
                continue;
            string name = group.Value.StringValue;
            if (group.Type == DatasetVersionMetricsGroupType.ConceptId || name.StartsWith("id-", StringComparison.Ordinal))
            {
                concepts += metrics.PositiveInputTagsCount ?? 0;
                boxes += metrics.BoundingBoxesCount ?? 0;
                polygons += metrics.PolygonsCount ?? 0;
            }
            else
            {
                inputs[name] = metrics.InputsCount ?? 0;
            }
        }

        return new DatasetCounts(inputs, concepts, boxes, polygons);
    }
}
