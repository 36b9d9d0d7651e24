using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>Workflows and what they answer.</summary>
internal static class ClarifaiWorkflowMethods
{
    private const int MaxInputs = 32;

    public static void Map(ClarifaiMethods methods, ClarifaiState state)
    {
        methods.Map("PostWorkflows", PostWorkflowsRequest.Parser, request => Create(state, request));
        methods.Map("GetWorkflow", GetWorkflowRequest.Parser, request => new SingleWorkflowResponse
        {
            Status = state.Success(),
            Workflow = Find(state, request.UserAppId, request.WorkflowId),
        });
        methods.Map("ListWorkflows", ListWorkflowsRequest.Parser, request => new MultiWorkflowResponse
        {
            Status = state.Success(),
            Workflows = { ClarifaiState.Page(state.AppOf(request.UserAppId).Workflows.Values, request.Page, request.PerPage) },
        });
        methods.Map("DeleteWorkflows", DeleteWorkflowsRequest.Parser, request =>
        {
            ClarifaiAppRecord app = state.AppOf(request.UserAppId);
            foreach (string id in request.Ids)
                app.Workflows.Remove(id);
            return new BaseResponse { Status = state.Success() };
        });
        methods.Map("PostWorkflowResults", PostWorkflowResultsRequest.Parser, request => Run(state, request));
    }

    private static Workflow Find(ClarifaiState state, UserAppIDSet? owner, string id) =>
        ClarifaiState.Find(state.AppOf(owner).Workflows, id, StatusCode.WorkflowDoesNotExist, "Workflow");

    private static MultiWorkflowResponse Create(ClarifaiState state, PostWorkflowsRequest request)
    {
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        MultiWorkflowResponse answer = new() { Status = state.Success() };
        foreach (Workflow workflow in request.Workflows)
        {
            if (app.Workflows.ContainsKey(workflow.Id))
                throw ClarifaiState.Refuse(StatusCode.WorkflowDuplicate, $"Duplicate workflow: '{workflow.Id}'");
            foreach (WorkflowNode node in workflow.Nodes)
                ClarifaiModelMethods.Find(state, request.UserAppId, node.Model?.Id ?? "");
            (workflow.AppId, workflow.UserId, workflow.CreatedAt) = (app.App.Id, app.App.UserId, state.Stamp);
            workflow.Version = new WorkflowVersion { Id = state.NewId(), WorkflowId = workflow.Id };
            app.Workflows.Add(workflow.Id, workflow);
            answer.Workflows.Add(workflow);
        }

        return answer;
    }

    private static PostWorkflowResultsResponse Run(ClarifaiState state, PostWorkflowResultsRequest request)
    {
        if (request.Inputs.Count is 0 or > MaxInputs)
            throw ClarifaiState.Refuse(StatusCode.PredictInvalidRequest,
                $"A request takes 1 to {MaxInputs} inputs, not {request.Inputs.Count}");
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        Workflow workflow = Find(state, request.UserAppId, request.WorkflowId);
        PostWorkflowResultsResponse answer = new() { Status = state.Success(), Workflow = workflow };
        if (request.WorkflowState is { } kept)
            answer.WorkflowState = new WorkflowState { Id = kept.Id == "init" ? state.NewId() : kept.Id };
        foreach (Input input in request.Inputs)
        {
            WorkflowResult result = new() { Id = state.NewId(), Status = state.Success(), Input = input, CreatedAt = state.Stamp };
            foreach (WorkflowNode node in workflow.Nodes)
            {
                ClarifaiModelRecord model = ClarifaiModelMethods.Find(state, request.UserAppId, node.Model.Id);
                ClarifaiVersionRecord version = ClarifaiModelMethods.Version(model, node.Model.ModelVersion?.Id ?? "");
                result.Outputs.Add(ClarifaiModelMethods.Predict(
                    state, app, ClarifaiModelMethods.Show(state, model, version.Version.Id), version, input));
            }

            answer.Results.Add(result);
        }

        return answer;
    }
}
