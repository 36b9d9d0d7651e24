using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>Models, their versions, training on the clock, and predictions.</summary>
internal static partial class ClarifaiModelMethods
{
    private const int MaxInputs = 128;
    private const double QueuePart = 0.1;

    public static void Map(ClarifaiMethods methods, ClarifaiState state)
    {
        methods.Map("PostModels", PostModelsRequest.Parser, request => Create(state, request));
        methods.Map("GetModel", GetModelRequest.Parser, request => new SingleModelResponse
        {
            Status = state.Success(),
            Model = Show(state, Find(state, request.UserAppId, request.ModelId), request.VersionId),
        });
        methods.Map("ListModels", ListModelsRequest.Parser, request => new MultiModelResponse
        {
            Status = state.Success(),
            Models =
            {
                ClarifaiState.Page(
                    state.AppOf(request.UserAppId).Models.Values.Select(m => Show(state, m, "")), request.Page, request.PerPage),
            },
        });
        methods.Map("DeleteModels", DeleteModelsRequest.Parser, request =>
        {
            ClarifaiAppRecord app = state.AppOf(request.UserAppId);
            foreach (string id in request.Ids)
                app.Models.Remove(id);
            return new BaseResponse { Status = state.Success() };
        });
        methods.Map("PostModelVersions", PostModelVersionsRequest.Parser, request => CreateVersions(state, request));
        methods.Map("GetModelVersion", GetModelVersionRequest.Parser, request => new SingleModelVersionResponse
        {
            Status = state.Success(),
            ModelVersion = Show(state, Version(Find(state, request.UserAppId, request.ModelId), request.VersionId)),
        });
        methods.Map("ListModelVersions", ListModelVersionsRequest.Parser, request => new MultiModelVersionResponse
        {
            Status = state.Success(),
            ModelVersions =
            {
                ClarifaiState.Page(
                    Find(state, request.UserAppId, request.ModelId).Versions.Values.Select(v => Show(state, v)), request.Page,
                        request.PerPage),
            },
        });
        methods.Map("DeleteModelVersion", DeleteModelVersionRequest.Parser, request =>
        {
            Find(state, request.UserAppId, request.ModelId).Versions.Remove(request.VersionId);
            return new BaseResponse { Status = state.Success() };
        });
        methods.Map("ListModelTypes", ListModelTypesRequest.Parser, request => new MultiModelTypeResponse
        {
            Status = state.Success(),
            ModelTypes = { ClarifaiState.Page(ClarifaiModelTypes.All, request.Page, request.PerPage) },
        });
        methods.Map("PostModelOutputs", PostModelOutputsRequest.Parser, request => Predict(state, request));
    }

    public static ClarifaiModelRecord Find(ClarifaiState state, UserAppIDSet? owner, string id) =>
        ClarifaiState.Find(state.AppOf(owner).Models, id, StatusCode.ModelDoesNotExist, "Model");

    public static ClarifaiVersionRecord Version(ClarifaiModelRecord model, string id) =>
        (id.Length == 0 ? model.Versions.Values.LastOrDefault() : model.Versions.TryGetValue(id, out ClarifaiVersionRecord? found) ? found
            : null)
            ?? throw ClarifaiState.Refuse(StatusCode.ModelDoesNotExist, $"Model version does not exist: '{id}' of '{model.Model.Id}'");

    public static Model Show(ClarifaiState state, ClarifaiModelRecord record, string versionId)
    {
        Model model = record.Model.Clone();
        if (versionId.Length > 0 || record.Versions.Count > 0)
            model.ModelVersion = Show(state, Version(record, versionId));
        return model;
    }

    /// <summary>
    /// What a version says of an input: of a known picture what is said of it, otherwise a guess that is always the same.
    /// </summary>
    public static Output Predict(ClarifaiState state, ClarifaiAppRecord app, Model model, ClarifaiVersionRecord version, Input input)
    {
        Output output = new() { Id = state.NewId(), CreatedAt = state.Stamp, Input = input, Model = model };
        byte[] content = ClarifaiSimilarity.ContentOf(input.Data);
        if (content.Length == 0)
        {
            output.Status = state.Of(StatusCode.ModelPredictionFailed, "Model prediction failed", "The input holds nothing.");
            return output;
        }

        HashSet<string> known = [.. app.Inputs.Values.Where(i => ClarifaiSimilarity.ContentOf(i.Input.Data).AsSpan().SequenceEqual(content))
            .SelectMany(i => app.Annotations.Values.Where(a => a.InputId == i.Input.Id))
            .SelectMany(a => ClarifaiAppMethods.Of(a.Data)).Where(c => c.Value > 0).Select(c => c.Id)];
        output.Data = new Data();
        foreach (string id in version.Concepts)
        {
            float guess = ClarifaiSimilarity.Guess(content, id);
            float value = known.Contains(id) ? 0.9f + (guess * 0.09f) : known.Count > 0 ? guess * 0.1f : guess;
            output.Data.Concepts.Add(new Concept
            {
                Id = id,
                Name = app.Concepts.TryGetValue(id, out Concept? concept) ? concept.Name : id,
                AppId = app.App.Id,
                Value = value,
            });
        }

        output.Status = state.Success();
        return output;
    }

    private static SingleModelResponse Create(ClarifaiState state, PostModelsRequest request)
    {
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        foreach (Model model in request.Models)
        {
            if (app.Models.ContainsKey(model.Id))
                throw ClarifaiState.Refuse(StatusCode.DatabaseDuplicateKey, $"Duplicate model: '{model.Id}'");
            (model.AppId, model.UserId, model.CreatedAt) = (app.App.Id, app.App.UserId, state.Stamp);
            app.Models.Add(model.Id, new ClarifaiModelRecord(model));
        }

        return new SingleModelResponse { Status = state.Success(), Model = request.Models.FirstOrDefault() };
    }

    private static SingleModelResponse CreateVersions(ClarifaiState state, PostModelVersionsRequest request)
    {
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        ClarifaiModelRecord model = Find(state, request.UserAppId, request.ModelId);
        string last = "";
        foreach (ModelVersion version in request.ModelVersions)
        {
            version.Id = version.Id.Length > 0 ? version.Id : state.NewId();
            (version.AppId, version.UserId, version.CreatedAt) = (app.App.Id, app.App.UserId, state.Stamp);
            string[] concepts = [.. (version.OutputInfo?.Data?.Concepts ?? []).Select(c => c.Id)];
            if (version.TrainInfo is not null && concepts.FirstOrDefault(c => !app.Concepts.ContainsKey(c)) is { } unknown)
                throw ClarifaiState.Refuse(StatusCode.ModelInvalidArgument, $"Concept does not exist: '{unknown}'");
            if (concepts.Length == 0)
                concepts = [.. app.Concepts.Values.Select(c => c.Id)];
            model.Versions.Add(version.Id, new ClarifaiVersionRecord(version, version.TrainInfo is null ? null : state.Now, concepts));
            last = version.Id;
        }

        return new SingleModelResponse { Status = state.Success(), Model = Show(state, model, last) };
    }

    private static ModelVersion Show(ClarifaiState state, ClarifaiVersionRecord record)
    {
        ModelVersion version = record.Version.Clone();
        double part = record.Training is { } begun && state.Options.TrainingDuration > TimeSpan.Zero
            ? Math.Min(1, (state.Now - begun) / state.Options.TrainingDuration)
            : 1;
        version.Status = part < QueuePart ? state.Of(StatusCode.ModelQueuedForTraining, "Model is in queue for training")
            : part < 1 ? state.Of(StatusCode.ModelTraining, "Model is training")
            : state.Of(StatusCode.ModelTrained, "Model trained successfully");
        version.Status.PercentCompleted = (uint)(part * 100);
        if (part >= 1)
            version.CompletedAt = Timestamp.FromDateTimeOffset((record.Training ?? state.Now) + state.Options.TrainingDuration);
        return version;
    }

    private static MultiOutputResponse Predict(ClarifaiState state, PostModelOutputsRequest request)
    {
        if (request.Inputs.Count is 0 or > MaxInputs)
            throw ClarifaiState.Refuse(StatusCode.PredictInvalidRequest,
                $"A request takes 1 to {MaxInputs} inputs, not {request.Inputs.Count}");
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        ClarifaiModelRecord record = Find(state, request.UserAppId, request.ModelId);
        ClarifaiVersionRecord version = Version(record, request.VersionId);
        Model model = Show(state, record, version.Version.Id);
        if (model.ModelVersion.Status.Code != StatusCode.ModelTrained)
            throw ClarifaiState.Refuse(StatusCode.ModelUntrained, $"Model is not trained: '{record.Model.Id}'");
        version.DeployedAt ??= state.Now + state.Options.DeploymentDuration;
        if (state.Now < version.DeployedAt)
            throw ClarifaiState.Refuse(StatusCode.ModelDeploying, "Model is deploying");
        MultiOutputResponse answer = new()
        {
            Outputs = { request.Inputs.Select(i => Filter(Predict(state, app, model, version, i), request)) },
        };
        int good = answer.Outputs.Count(o => o.Status.Code == StatusCode.Success);
        answer.Status = good == answer.Outputs.Count ? state.Success()
            : good > 0 ? state.Of(StatusCode.MixedStatus, "Mixed Status")
            : state.Of(StatusCode.Failure, "Failure");
        return answer;
    }

    /// <summary>Leaves out what the request does not want, the likeliest concepts first.</summary>
    private static Output Filter(Output output, PostModelOutputsRequest request)
    {
        OutputConfig config = request.Model?.ModelVersion?.OutputInfo?.OutputConfig ?? new OutputConfig();
        if (output.Data is null)
            return output;
        Concept[] kept = [.. output.Data.Concepts
            .Where(c => c.Value >= config.MinValue && (config.SelectConcepts.Count == 0 || config.SelectConcepts.Any(s => s.Id == c.Id)))
            .OrderByDescending(c => c.Value).Take(config.MaxConcepts == 0 ? 20 : (int)config.MaxConcepts)];
        output.Data.Concepts.Clear();
        output.Data.Concepts.AddRange(kept);
        return output;
    }
}
