using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai;

/// <summary>A model: predictions, versions, training, evaluation.</summary>
public sealed partial class ClarifaiModel
{
    private readonly ClarifaiApp _app;
    private readonly Model _model;

    internal ClarifaiModel(ClarifaiApp app, Model model, string? versionId)
    {
        _app = app;
        _model = model;
        VersionId = versionId ?? "";
    }

    /// <summary>Id of the model.</summary>
    public string ModelId => _model.Id;

    /// <summary>Its version; empty = the one the service takes by default.</summary>
    public string VersionId { get; }

    private ClarifaiContext Context => _app.Context;

    /// <summary>Works with a version of the model. Nothing is sent.</summary>
    public ClarifaiModel Version(string versionId) => new(_app, _model, Ids.Of(versionId, nameof(versionId)));

    /// <summary>Looks the model up (GetModel).</summary>
    /// <exception cref="ClarifaiException">There is no such model.</exception>
    public Task<Model> GetAsync(CancellationToken cancellationToken = default) =>
        _app.GetModelAsync(ModelId, VersionId, cancellationToken: cancellationToken);

    /// <summary>Adds a version that is not trained: with other parameters, or with a description (PostModelVersions).</summary>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The model with the version.</returns>
    public async Task<Model> CreateVersionAsync(ModelVersion version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(version);
        PostModelVersionsRequest request = new() { UserAppId = _app.Owner, ModelId = ModelId, ModelVersions = { version } };
        SingleModelResponse answer =
            await Context.Services.Models.PostModelVersionsAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Model;
    }

    /// <summary>Lists the model's versions (ListModelVersions).</summary>
    /// <param name="filter">What to list and the page to begin with; app and model are put in.</param>
    public GrpcPageable<MultiModelVersionResponse, ModelVersion> ListVersionsAsync(ListModelVersionsRequest? filter = null)
    {
        ListModelVersionsRequest request = filter?.Clone() ?? new ListModelVersionsRequest();
        request.UserAppId = _app.Owner;
        request.ModelId = ModelId;
        return Context.Services.Models.ListModelVersionsAsync(request);
    }

    /// <summary>Deletes a version (DeleteModelVersion).</summary>
    public Task DeleteVersionAsync(string versionId, CancellationToken cancellationToken = default) =>
        Context.Services.Models.DeleteModelVersionAsync(
            new DeleteModelVersionRequest { UserAppId = _app.Owner, ModelId = ModelId, VersionId = Ids.Of(versionId, nameof(versionId)) },
            null,
            cancellationToken);
}
