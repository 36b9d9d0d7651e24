using System.Runtime.CompilerServices;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai;

public sealed partial class ClarifaiApp
{
    /// <summary>Creates a model (PostModels).</summary>
    /// <param name="modelId">Its id.</param>
    /// <param name="template">Type, description and the like; the id is put in.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Model> CreateModelAsync(string modelId, Model? template = null, CancellationToken cancellationToken = default)
    {
        Model model = template?.Clone() ?? new Model();
        model.Id = Ids.Of(modelId, nameof(modelId));
        PostModelsRequest request = new() { UserAppId = Owner, Models = { model } };
        SingleModelResponse answer = await Context.Services.Models.PostModelsAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Model ?? model;
    }

    /// <summary>Looks a model up, also one of another app (GetModel).</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="versionId">Its version; null = the newest one.</param>
    /// <param name="userId">The user it belongs to; null = this app's.</param>
    /// <param name="appId">The app it belongs to; null = this one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ClarifaiException">There is no such model.</exception>
    public async Task<Model> GetModelAsync(
        string modelId, string? versionId = null, string? userId = null, string? appId = null,
            CancellationToken cancellationToken = default)
    {
        GetModelRequest request = new()
        {
            UserAppId = ClarifaiContext.Owner(userId ?? UserId, appId ?? AppId),
            ModelId = Ids.Of(modelId, nameof(modelId)),
            VersionId = versionId ?? "",
        };
        SingleModelResponse answer = await Context.Services.Models.GetModelAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Model;
    }

    /// <summary>Lists models that have a version (ListModels).</summary>
    /// <param name="filter">What to list and the page to begin with; its app is put in.</param>
    /// <param name="onlyInApp">Whether to leave out models of other apps, which the service lists too.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public async IAsyncEnumerable<Model> ListModelsAsync(
        ListModelsRequest? filter = null, bool onlyInApp = true, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ListModelsRequest request = filter?.Clone() ?? new ListModelsRequest();
        request.UserAppId = Owner;
        GrpcPageable<MultiModelResponse, Model> models = Context.Services.Models.ListModelsAsync(request);
        await foreach (Model model in models.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (model.ModelVersion is not null && (!onlyInApp || model.AppId == AppId))
                yield return model;
        }
    }

    /// <summary>Deletes a model with its versions (DeleteModels).</summary>
    public Task DeleteModelAsync(string modelId, CancellationToken cancellationToken = default) =>
        Context.Services.Models.DeleteModelsAsync(
        new DeleteModelsRequest { UserAppId = Owner, Ids = { Ids.Of(modelId, nameof(modelId)) } }, null, cancellationToken);

    /// <summary>
    /// Creates a workflow of a description in YAML, and the models in it that do not exist yet (GetModel, PostModels, PostModelVersions,
    /// PostWorkflows).
    /// </summary>
    /// <param name="path">The file; see <see cref="ClarifaiWorkflow.ExportAsync"/> for its shape.</param>
    /// <param name="generateNewId">Whether the workflow gets a fresh id instead of the file's.</param>
    /// <param name="cancellationToken">Ends the calls; what was created stays.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ClarifaiFileException">The file breaks a rule; it is named with its line.</exception>
    public async Task<Workflow> CreateWorkflowAsync(string path, bool generateNewId = false, CancellationToken cancellationToken = default)
    {
        WorkflowFile file = await WorkflowFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        return await new WorkflowImport(this).RunAsync(file, generateNewId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks a workflow up (GetWorkflow).</summary>
    /// <exception cref="ClarifaiException">There is no such workflow.</exception>
    public async Task<Workflow> GetWorkflowAsync(string workflowId, CancellationToken cancellationToken = default)
    {
        GetWorkflowRequest request = new() { UserAppId = Owner, WorkflowId = Ids.Of(workflowId, nameof(workflowId)) };
        SingleWorkflowResponse answer =
            await Context.Services.Workflows.GetWorkflowAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Workflow;
    }

    /// <summary>Lists workflows (ListWorkflows).</summary>
    /// <param name="filter">What to list and the page to begin with; its app is put in.</param>
    /// <param name="onlyInApp">Whether to leave out workflows of other apps, which the service lists too.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public async IAsyncEnumerable<Workflow> ListWorkflowsAsync(
        ListWorkflowsRequest? filter = null, bool onlyInApp = true, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ListWorkflowsRequest request = filter?.Clone() ?? new ListWorkflowsRequest();
        request.UserAppId = Owner;
        await foreach (Workflow workflow in
            Context.Services.Workflows.ListWorkflowsAsync(request).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!onlyInApp || workflow.AppId == AppId)
                yield return workflow;
        }
    }

    /// <summary>Deletes a workflow; its models stay (DeleteWorkflows).</summary>
    public Task DeleteWorkflowAsync(string workflowId, CancellationToken cancellationToken = default) =>
        Context.Services.Workflows.DeleteWorkflowsAsync(
            new DeleteWorkflowsRequest { UserAppId = Owner, Ids = { Ids.Of(workflowId, nameof(workflowId)) } }, null, cancellationToken);
}
