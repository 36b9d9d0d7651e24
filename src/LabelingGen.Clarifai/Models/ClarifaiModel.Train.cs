using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

public sealed partial class ClarifaiModel
{
    private static readonly string[] TypesWithoutTemplate = ["clusterer", "embedding-classifier"];

    /// <summary>The templates that the model can be trained by (ListModelTypes).</summary>
    /// <exception cref="InvalidOperationException">Models of this type cannot be trained.</exception>
    public async Task<IReadOnlyList<string>> ListTrainingTemplatesAsync(CancellationToken cancellationToken = default)
    {
        ModelType type = await TrainableTypeAsync(cancellationToken).ConfigureAwait(false);
        return [.. type.ModelTypeFields.Where(f => f.Path.EndsWith(".template", StringComparison.Ordinal))
            .SelectMany(f => f.ModelTypeEnumOptions).Select(o => o.Id)];
    }

    /// <summary>The parameters of a training with their defaults (ListModelTypes).</summary>
    /// <param name="template">The template; required, but for the types <c>clusterer</c> and <c>embedding-classifier</c>, which have
    /// none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">A template is missing, unknown, or not taken.</exception>
    /// <exception cref="InvalidOperationException">Models of this type cannot be trained.</exception>
    public async Task<ModelParameters> GetParametersAsync(string? template = null, CancellationToken cancellationToken = default)
    {
        ModelType type = await TrainableTypeAsync(cancellationToken).ConfigureAwait(false);
        bool takesTemplate = !TypesWithoutTemplate.Contains(type.Id);
        if (takesTemplate != template is not null)
        {
            throw new ArgumentException(
                takesTemplate ? $"The type '{type.Id}' is trained by a template." : $"The type '{type.Id}' has no templates.",
                    nameof(template));
        }

        return ModelParameters.OfType(type, template);
    }

    /// <summary>What the service says about a parameter (ListModelTypes): its type, default, range, choices.</summary>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    /// <exception cref="InvalidOperationException">Models of this type cannot be trained.</exception>
    public async Task<ModelTypeField> GetParameterInfoAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ModelType type = await TrainableTypeAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<ModelTypeField> fields = type.ModelTypeFields.Concat(
            type.ModelTypeFields.SelectMany(f => f.ModelTypeEnumOptions).SelectMany(o => o.ModelTypeFields));
        return fields.FirstOrDefault(f => f.Path.Split('.')[^1] == name)
            ?? throw new ArgumentException($"The type '{type.Id}' has no parameter '{name}'.", nameof(name));
    }

    /// <summary>
    /// Begins to train a new version (ListConcepts, PostModelVersions). Wait for the job; its result is the version.
    /// </summary>
    /// <param name="parameters">Data, concepts and parameters; see <see cref="GetParametersAsync"/>.</param>
    /// <param name="cancellationToken">Ends the calls; the training may have begun.</param>
    /// <exception cref="ArgumentException">A concept is not one of the app; it is named.</exception>
    public async Task<TrainingJob> TrainAsync(ModelParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Concepts is not null)
            await CheckConceptsAsync(parameters.Concepts, cancellationToken).ConfigureAwait(false);
        PostModelVersionsRequest request = new()
        {
            UserAppId = _app.Owner,
            ModelId = ModelId,
            ModelVersions = { TrainingVersion(parameters) },
        };
        return await Context.Services.Models.StartTrainingJobAsync(request, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How the training of a version stands (GetModelVersion).</summary>
    /// <exception cref="ClarifaiException">There is no such version.</exception>
    public async Task<ModelVersion> GetTrainingStatusAsync(string versionId, CancellationToken cancellationToken = default)
    {
        GetModelVersionRequest request = new()
        {
            UserAppId = _app.Owner,
            ModelId = ModelId,
            VersionId = Ids.Of(versionId, nameof(versionId)),
        };
        SingleModelVersionResponse answer =
            await Context.Services.Models.GetModelVersionAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.ModelVersion;
    }

    /// <summary>Downloads the log of a version's training, without the client's credential.</summary>
    /// <returns>What was downloaded; null where there is no log.</returns>
    /// <exception cref="ApiException">The download failed.</exception>
    public async Task<DownloadResult?> DownloadTrainingLogAsync(string versionId, string path,
        CancellationToken cancellationToken = default)
    {
        ModelVersion version = await GetTrainingStatusAsync(versionId, cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(version.TrainLog, UriKind.Absolute, out Uri? log)
            ? await Context.Pipeline.DownloadAsync(log, path, null, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private static ModelVersion TrainingVersion(ModelParameters parameters)
    {
        Struct training = parameters.Training.Clone();
        InputInfo inputInfo = new();
        if (training.Fields.Remove("base_embed_model", out Value? embed) && embed?.StructValue is { } model)
            inputInfo.BaseEmbedModel = Google.Protobuf.JsonParser.Default.Parse<Model>(Google.Protobuf.JsonFormatter.Default.Format(model));
        if (!string.IsNullOrEmpty(parameters.DatasetId))
            training.Fields["dataset_id"] = Value.ForString(parameters.DatasetId);
        if (!string.IsNullOrEmpty(parameters.DatasetVersionId))
            training.Fields["dataset_version_id"] = Value.ForString(parameters.DatasetVersionId);
        return new ModelVersion
        {
            TrainInfo = new TrainInfo { Params = training },
            InputInfo = inputInfo,
            OutputInfo = new OutputInfo
            {
                Data = new Data { Concepts = { (parameters.Concepts ?? []).Select(id => new Concept { Id = id }) } },
                Params = parameters.Inference,
            },
        };
    }

    private async Task CheckConceptsAsync(IEnumerable<string> wanted, CancellationToken cancellationToken)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        await foreach (Concept concept in _app.ListConceptsAsync().WithCancellation(cancellationToken).ConfigureAwait(false))
            known.Add(concept.Id);
        if (wanted.FirstOrDefault(id => !known.Contains(id)) is { } missing)
        {
            throw new ArgumentException(
                $"The app '{_app.AppId}' has no concept '{missing}'; it has {string.Join(", ", known.Order(StringComparer.Ordinal))}.",
                    nameof(wanted));
        }
    }

    private async Task<ModelType> TrainableTypeAsync(CancellationToken cancellationToken)
    {
        string typeId = _model.ModelTypeId.Length > 0
            ? _model.ModelTypeId
            : (await GetAsync(cancellationToken).ConfigureAwait(false)).ModelTypeId;
        if (!ClarifaiApp.TrainableModelTypes.Contains(typeId))
        {
            throw new InvalidOperationException(
                $"A model of the type '{typeId}' cannot be trained; types that can are "
                    + $"{string.Join(", ", ClarifaiApp.TrainableModelTypes)}.");
        }

        const uint UsualPage = 128;
        ListModelTypesRequest request = new() { UserAppId = _app.Owner };
        MultiModelTypeResponse first =
            await Context.Services.ModelTypes.ListModelTypesAsync(request).FirstPageAsync(cancellationToken).ConfigureAwait(false);
        ModelType? found = first.ModelTypes.FirstOrDefault(t => t.Id == typeId);
        if (found is null && first.ModelTypes.Count >= UsualPage)
        {
            request.Page = 2;
            await foreach (ModelType type in
                Context.Services.ModelTypes.ListModelTypesAsync(request).WithCancellation(cancellationToken).ConfigureAwait(false))
                found ??= type.Id == typeId ? type : null;
        }

        return found ?? throw new InvalidOperationException($"The service does not tell about models of the type '{typeId}'.");
    }
}
