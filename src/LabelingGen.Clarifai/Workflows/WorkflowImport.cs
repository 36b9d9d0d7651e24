using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>Makes a workflow of its description: finds each node's model, or makes it or a version of it.</summary>
internal sealed class WorkflowImport(ClarifaiApp app)
{
    public async Task<Workflow> RunAsync(WorkflowFile file, bool generateNewId, CancellationToken cancellationToken)
    {
        Workflow workflow = new() { Id = generateNewId ? Guid.NewGuid().ToString("D") : file.Id };
        foreach (WorkflowFileNode node in file.Nodes)
        {
            workflow.Nodes.Add(new WorkflowNode
            {
                Id = node.Id,
                Model = await ModelOfAsync(node.Model, cancellationToken).ConfigureAwait(false),
                NodeInputs = { node.Inputs.Select(id => new NodeInput { NodeId = id }) },
            });
        }

        PostWorkflowsRequest request = new() { UserAppId = app.Owner, Workflows = { workflow } };
        MultiWorkflowResponse answer =
            await app.Context.Services.Workflows.PostWorkflowsAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Workflows.Count > 0 ? answer.Workflows[0] : workflow;
    }

    private async Task<Model> ModelOfAsync(WorkflowFileModel wanted, CancellationToken cancellationToken)
    {
        Model found;
        try
        {
            found = await app.GetModelAsync(wanted.ModelId, wanted.VersionId, wanted.UserId, wanted.AppId, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ClarifaiException missing) when (missing.Code == StatusCode.ModelDoesNotExist && wanted.VersionId is null)
        {
            Model template = new() { ModelTypeId = wanted.ModelTypeId ?? "", Description = wanted.Description ?? "" };
            await app.CreateModelAsync(wanted.ModelId, template, cancellationToken).ConfigureAwait(false);
            return await AddVersionAsync(wanted, cancellationToken).ConfigureAwait(false);
        }

        return wanted.VersionId is not null || IsSame(wanted, found)
            ? found
            : await AddVersionAsync(wanted, cancellationToken).ConfigureAwait(false);
    }

    private Task<Model> AddVersionAsync(WorkflowFileModel wanted, CancellationToken cancellationToken)
    {
        ModelVersion version = new();
        if (wanted.Parameters is not null)
            version.OutputInfo = new OutputInfo { Params = wanted.Parameters };
        return app.Model(wanted.ModelId).CreateVersionAsync(version, cancellationToken);
    }

    private static bool IsSame(WorkflowFileModel wanted, Model found) =>
        (wanted.ModelTypeId is null || wanted.ModelTypeId == found.ModelTypeId)
            && (wanted.Description is null || wanted.Description == found.Description)
            && (wanted.Parameters is null || wanted.Parameters.Equals(found.ModelVersion?.OutputInfo?.Params));
}
