using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>Inputs, the jobs that process them, and annotations.</summary>
internal static class ClarifaiInputMethods
{
    private const int MaxInputs = 128;

    public static void Map(ClarifaiMethods methods, ClarifaiState state)
    {
        methods.Map("PostInputs", PostInputsRequest.Parser, request => Create(state, request));
        methods.Map("GetInput", GetInputRequest.Parser, request => new SingleInputResponse
        {
            Status = state.Success(),
            Input = state.Show(ClarifaiState.Find(
                state.AppOf(request.UserAppId).Inputs, request.InputId, StatusCode.InputDoesNotExist, "Input")),
        });
        methods.Map("ListInputs", ListInputsRequest.Parser, request => new MultiInputResponse
        {
            Status = state.Success(),
            Inputs = { ClarifaiState.Page(Matching(state, request), request.Page, request.PerPage) },
        });
        methods.Map("DeleteInputs", DeleteInputsRequest.Parser, request => Delete(state, request));
        methods.Map("GetInputsAddJob", GetInputsAddJobRequest.Parser, request => Job(state, request.UserAppId, request.Id));
        methods.Map("CancelInputsAddJob", CancelInputsAddJobRequest.Parser, request => Job(state, request.UserAppId, request.Id));
        methods.Map("PostAnnotations", PostAnnotationsRequest.Parser, request => Annotate(state, request));
        methods.Map("ListAnnotations", ListAnnotationsRequest.Parser, request => new MultiAnnotationResponse
        {
            Status = state.Success(),
            Annotations =
            {
                ClarifaiState.Page(
                    state.AppOf(request.UserAppId).Annotations.Values.Where(a =>
                        (request.InputIds.Count == 0 || request.InputIds.Contains(a.InputId))
                        && (request.Ids.Count == 0 || request.Ids.Contains(a.Id))),
                    request.Page,
                    request.PerPage),
            },
        });
        methods.Map("DeleteAnnotations", DeleteAnnotationsRequest.Parser, request =>
        {
            ClarifaiAppRecord app = state.AppOf(request.UserAppId);
            foreach (string id in request.Ids)
                app.Annotations.Remove(id);
            return new BaseResponse { Status = state.Success() };
        });
    }

    private static IEnumerable<Input> Matching(ClarifaiState state, ListInputsRequest request) =>
        state.AppOf(request.UserAppId).Inputs.Values
        .Where(i => request.Ids.Count == 0 || request.Ids.Contains(i.Input.Id))
        .Select(state.Show)
        .Where(i => request.Status is null || request.Status.Code == i.Status.Code);

    private static MultiInputResponse Create(ClarifaiState state, PostInputsRequest request)
    {
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        if (request.Inputs.Count is 0 or > MaxInputs)
            throw ClarifaiState.Refuse(StatusCode.InputInvalidRequest,
                $"A request takes 1 to {MaxInputs} inputs, not {request.Inputs.Count}");
        string jobId = request.InputsAddJobId.Length > 0 ? request.InputsAddJobId : state.NewId();
        List<string> accepted = [];
        MultiInputResponse answer = new();
        foreach (Input sent in request.Inputs)
        {
            Input input = sent.Clone();
            if (input.Id.Length == 0)
                input.Id = state.NewId();
            answer.Inputs.Add(Take(state, app, input, accepted));
        }

        app.AddJobs[jobId] = accepted;
        answer.InputsAddJob = Show(state, app, jobId);
        answer.Status = accepted.Count == request.Inputs.Count ? state.Success()
            : accepted.Count > 0 ? state.Of(StatusCode.MixedStatus, "Mixed Status")
            : state.Of(StatusCode.Failure, "Failure");
        return answer;
    }

    private static Input Take(ClarifaiState state, ClarifaiAppRecord app, Input input, List<string> accepted)
    {
        if (app.Inputs.ContainsKey(input.Id))
        {
            input.Status = state.Of(StatusCode.InputDuplicate, "Duplicate ID", "Input has a duplicate ID.");
            return input;
        }

        foreach (string dataset in input.DatasetIds)
            ClarifaiState.Find(app.Datasets, dataset, StatusCode.ConnDoesNotExist, "Dataset");
        input.CreatedAt = input.ModifiedAt = state.Stamp;
        ClarifaiAppMethods.Learn(state, app, input.Data);
        if (input.Data?.Image is { } image && ImageSize.Read(image.Base64.Span) is { } size)
            image.ImageInfo = new ImageInfo { Width = size.Width, Height = size.Height, Format = image.Base64[0] == 0x89 ? "PNG" : "JPEG" };
        // Nothing is fetched: an address fails when it cannot lead anywhere.
        string url = input.Data is { } data ? data.Image?.Url ?? data.Video?.Url ?? data.Audio?.Url ?? data.Text?.Url ?? "" : "";
        bool fails = url.Length > 0 && (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Host.EndsWith(".invalid",
            StringComparison.Ordinal));
        ClarifaiInputRecord record = new(input, state.Now + state.Options.ProcessingDuration, fails);
        app.Inputs.Add(input.Id, record);
        accepted.Add(input.Id);
        if (input.Data?.Concepts.Count > 0)
        {
            string id = state.NewId();
            app.Annotations.Add(id, new Annotation
            {
                Id = id,
                InputId = input.Id,
                InputLevel = true,
                Data = new Data { Concepts = { input.Data.Concepts } },
                Status = state.Of(StatusCode.AnnotationSuccess, "Annotation success"),
                CreatedAt = state.Stamp,
            });
        }

        return state.Show(record);
    }

    private static BaseResponse Delete(ClarifaiState state, DeleteInputsRequest request)
    {
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        foreach (string id in request.Ids)
        {
            app.Inputs.Remove(id);
            foreach (string annotation in app.Annotations.Where(a => a.Value.InputId == id).Select(a => a.Key).ToArray())
                app.Annotations.Remove(annotation);
        }

        return new BaseResponse { Status = state.Success() };
    }

    private static SingleInputsAddJobResponse Job(ClarifaiState state, UserAppIDSet? owner, string id) =>
        new() { Status = state.Success(), InputsAddJob = Show(state, state.AppOf(owner), id) };

    private static InputsAddJob Show(ClarifaiState state, ClarifaiAppRecord app, string id)
    {
        if (!app.AddJobs.TryGetValue(id, out List<string>? inputs))
            throw ClarifaiState.Refuse(StatusCode.ConnDoesNotExist, $"Job does not exist: '{id}'");
        InputsAddJobProgress progress = new();
        foreach (string inputId in inputs)
        {
            if (!app.Inputs.TryGetValue(inputId, out ClarifaiInputRecord? record))
                continue;
            if (state.Now < record.DoneAt)
                progress.PendingCount++;
            else if (record.Fails)
                progress.FailedCount++;
            else
                progress.SuccessCount++;
        }

        return new InputsAddJob { Id = id, Progress = progress, Status = state.Success() };
    }

    private static MultiAnnotationResponse Annotate(ClarifaiState state, PostAnnotationsRequest request)
    {
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        MultiAnnotationResponse answer = new();
        int stored = 0;
        foreach (Annotation sent in request.Annotations)
        {
            Annotation annotation = sent.Clone();
            answer.Annotations.Add(annotation);
            if (!app.Inputs.ContainsKey(annotation.InputId))
            {
                annotation.Status = state.Of(StatusCode.AnnotationInvalidArgument, "Invalid argument",
                    $"Input '{annotation.InputId}' does not exist.");
                continue;
            }

            annotation.Id = annotation.Id.Length > 0 ? annotation.Id : state.NewId();
            annotation.CreatedAt = annotation.ModifiedAt = state.Stamp;
            annotation.Status = state.Of(StatusCode.AnnotationSuccess, "Annotation success");
            ClarifaiAppMethods.Learn(state, app, annotation.Data);
            app.Annotations[annotation.Id] = annotation.Clone();
            stored++;
        }

        answer.Status = stored == request.Annotations.Count ? state.Success()
            : stored > 0 ? state.Of(StatusCode.MixedStatus, "Mixed Status")
            : state.Of(StatusCode.Failure, "Failure");
        return answer;
    }
}
