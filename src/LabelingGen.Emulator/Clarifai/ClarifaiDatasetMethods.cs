using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>Datasets, their versions and what they hold.</summary>
internal static class ClarifaiDatasetMethods
{
    public static void Map(ClarifaiMethods methods, ClarifaiState state)
    {
        methods.Map("PostDatasets", PostDatasetsRequest.Parser, request => Create(state, request));
        methods.Map("GetDataset", GetDatasetRequest.Parser, request => new SingleDatasetResponse
        {
            Status = state.Success(),
            Dataset = Find(state, request.UserAppId, request.DatasetId).Dataset,
        });
        methods.Map("ListDatasets", ListDatasetsRequest.Parser, request => new MultiDatasetResponse
        {
            Status = state.Success(),
            Datasets =
            {
                ClarifaiState.Page(state.AppOf(request.UserAppId).Datasets.Values.Select(d => d.Dataset), request.Page, request.PerPage),
            },
        });
        methods.Map("DeleteDatasets", DeleteDatasetsRequest.Parser, request =>
        {
            ClarifaiAppRecord app = state.AppOf(request.UserAppId);
            foreach (string id in request.DatasetIds)
            {
                app.Datasets.Remove(id);
                foreach (ClarifaiInputRecord input in app.Inputs.Values)
                    input.Input.DatasetIds.Remove(id);
            }

            return new BaseResponse { Status = state.Success() };
        });
        methods.Map("ListDatasetInputs", ListDatasetInputsRequest.Parser, request =>
        {
            Find(state, request.UserAppId, request.DatasetId);
            return new MultiDatasetInputResponse
            {
                Status = state.Success(),
                DatasetInputs =
                {
                    ClarifaiState.Page(InputsOf(state.AppOf(request.UserAppId), request.DatasetId), request.Page, request.PerPage)
                        .Select(i => new DatasetInput { CreatedAt = i.Input.CreatedAt, Input = state.Show(i) }),
                },
            };
        });
        methods.Map("PostDatasetVersions", PostDatasetVersionsRequest.Parser, request => CreateVersions(state, request));
        methods.Map("ListDatasetVersions", ListDatasetVersionsRequest.Parser, request => new MultiDatasetVersionResponse
        {
            Status = state.Success(),
            DatasetVersions =
            {
                ClarifaiState.Page(
                    Find(state, request.UserAppId, request.DatasetId).Versions.Values.Select(v => Show(state, v)), request.Page,
                        request.PerPage),
            },
        });
        methods.Map("DeleteDatasetVersions", DeleteDatasetVersionsRequest.Parser, request =>
        {
            foreach (string id in request.DatasetVersionIds)
                Find(state, request.UserAppId, request.DatasetId).Versions.Remove(id);
            return new BaseResponse { Status = state.Success() };
        });
        methods.Map("ListDatasetVersionMetricsGroups", ListDatasetVersionMetricsGroupsRequest.Parser, request => Count(state, request));
    }

    private static ClarifaiDatasetRecord Find(ClarifaiState state, UserAppIDSet? owner, string id) =>
        ClarifaiState.Find(state.AppOf(owner).Datasets, id, StatusCode.ConnDoesNotExist, "Dataset");

    private static IEnumerable<ClarifaiInputRecord> InputsOf(ClarifaiAppRecord app, string dataset) =>
        app.Inputs.Values.Where(i => i.Input.DatasetIds.Contains(dataset));

    private static MultiDatasetResponse Create(ClarifaiState state, PostDatasetsRequest request)
    {
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        MultiDatasetResponse answer = new() { Status = state.Success() };
        foreach (Dataset dataset in request.Datasets)
        {
            if (app.Datasets.ContainsKey(dataset.Id))
                throw ClarifaiState.Refuse(StatusCode.DatabaseDuplicateKey, $"Duplicate dataset: '{dataset.Id}'");
            (dataset.AppId, dataset.UserId, dataset.CreatedAt) = (app.App.Id, app.App.UserId, state.Stamp);
            app.Datasets.Add(dataset.Id, new ClarifaiDatasetRecord(dataset));
            answer.Datasets.Add(dataset);
        }

        return answer;
    }

    private static MultiDatasetVersionResponse CreateVersions(ClarifaiState state, PostDatasetVersionsRequest request)
    {
        ClarifaiDatasetRecord dataset = Find(state, request.UserAppId, request.DatasetId);
        MultiDatasetVersionResponse answer = new() { Status = state.Success() };
        foreach (DatasetVersion version in request.DatasetVersions)
        {
            version.Id = version.Id.Length > 0 ? version.Id : state.NewId();
            (version.DatasetId, version.CreatedAt) = (dataset.Dataset.Id, state.Stamp);
            dataset.Versions.Add(version.Id, version);
            answer.DatasetVersions.Add(Show(state, version));
        }

        return answer;
    }

    private static bool IsReady(ClarifaiState state, DatasetVersion version) =>
        state.Now >= version.CreatedAt.ToDateTimeOffset() + state.Options.ProcessingDuration;

    private static DatasetVersion Show(ClarifaiState state, DatasetVersion version)
    {
        DatasetVersion shown = version.Clone();
        shown.Status = IsReady(state, version)
            ? state.Of(StatusCode.DatasetVersionReady, "Dataset version is ready")
            : state.Of(StatusCode.DatasetVersionInProgress, "Dataset version is being processed");
        return shown;
    }

    /// <summary>Nothing until the version is ready; then the total, the types, and every concept.</summary>
    private static MultiDatasetVersionMetricsGroupResponse Count(ClarifaiState state, ListDatasetVersionMetricsGroupsRequest request)
    {
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        DatasetVersion version = ClarifaiState.Find(
            Find(state, request.UserAppId, request.DatasetId).Versions, request.DatasetVersionId, StatusCode.ConnDoesNotExist,
                "Dataset version");
        MultiDatasetVersionMetricsGroupResponse answer = new() { Status = state.Success() };
        if (!IsReady(state, version))
            return answer;
        ClarifaiInputRecord[] inputs = [.. InputsOf(app, request.DatasetId)];
        answer.DatasetVersionMetricsGroups.Add(new DatasetVersionMetricsGroup
        {
            Value = Value.ForString("total"),
            Metrics = new DatasetVersionMetrics { InputsCount = (ulong)inputs.Length },
        });
        HashSet<string> ids = [.. inputs.Select(i => i.Input.Id)];
        Annotation[] annotations = [.. app.Annotations.Values.Where(a => ids.Contains(a.InputId))];
        foreach (Concept concept in app.Concepts.Values)
        {
            Region[] regions = [.. annotations.SelectMany(a => a.Data.Regions).Where(r => r.Data.Concepts.Any(c => c.Id == concept.Id))];
            answer.DatasetVersionMetricsGroups.Add(new DatasetVersionMetricsGroup
            {
                Type = DatasetVersionMetricsGroupType.ConceptId,
                Value = Value.ForString(concept.Id),
                Metrics = new DatasetVersionMetrics
                {
                    PositiveInputTagsCount = (ulong)annotations.Count(a => a.Data.Concepts.Any(c => c.Id == concept.Id && c.Value > 0)),
                    BoundingBoxesCount = (ulong)regions.Count(r => r.RegionInfo.BoundingBox is not null),
                    PolygonsCount = (ulong)regions.Count(r => r.RegionInfo.Polygon is not null),
                },
            });
        }

        return answer;
    }
}
