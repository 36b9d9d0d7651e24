using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>
/// Scale Nucleus: datasets, items, scenes, annotations, predictions, slices, jobs, evaluations and scenario tests below
/// <c>/v1/nucleus</c>. Asynchronous operations have their effect when their job is done on the emulator's clock.
/// </summary>
public sealed class NucleusEmulator : EmulatedVendor
{
    private readonly NucleusEmulatorOptions _options;

    internal NucleusEmulator(NucleusEmulatorOptions options, VendorServices services)
        : base("nucleus", "/v1/nucleus")
    {
        _options = options;
        Clock = services.Clock;
        Ids = new(services.Seed);
        Random = new(services.Seed);
        NucleusAccountRoutes.Map(this);
        NucleusDatasetRoutes.Map(this);
        NucleusItemRoutes.Map(this);
        NucleusUploadRoutes.Map(this);
        NucleusQueryRoutes.Map(this);
        NucleusRunRoutes.Map(this);
        NucleusEvaluationRoutes.Map(this);
        NucleusSliceRoutes.Map(this);
        NucleusIndexRoutes.Map(this);
        NucleusValidateRoutes.Map(this);
    }

    /// <summary>The account's key.</summary>
    public string ApiKey => _options.ApiKey;

    /// <inheritdoc/>
    public override string Credential => ApiKey;

    /// <summary>The key for the header <c>x-limited-access-key</c>.</summary>
    public string LimitedAccessKey => _options.LimitedAccessKey;

    internal EmulatorClock Clock { get; }

    internal IdSequence Ids { get; }

    internal Random Random { get; }

    internal Dictionary<string, NucleusDataset> Datasets { get; } = [];

    internal Dictionary<string, NucleusModel> Models { get; } = [];

    internal Dictionary<string, NucleusRun> Runs { get; } = [];

    internal Dictionary<string, NucleusSlice> Slices { get; } = [];

    internal Dictionary<string, NucleusJob> Jobs { get; } = [];

    /// <summary>Files that were uploaded with items or made by jobs, by id.</summary>
    internal Dictionary<string, (string Type, byte[] Content)> Files { get; } = [];

    internal DateTimeOffset Now => Timestamps.Cut(Clock.GetUtcNow());

    /// <summary>How many items a dataset holds.</summary>
    /// <exception cref="KeyNotFoundException">There is no such dataset.</exception>
    public int CountItems(string datasetId)
    {
        lock (Gate)
        {
            Settle();
            return Datasets[datasetId].Items.Count;
        }
    }

    /// <summary>How many annotations a dataset holds.</summary>
    /// <exception cref="KeyNotFoundException">There is no such dataset.</exception>
    public int CountAnnotations(string datasetId)
    {
        lock (Gate)
        {
            Settle();
            return Datasets[datasetId].Annotations.All.Count;
        }
    }

    /// <summary>Ends a job without its effect.</summary>
    /// <param name="jobId">Id of a job that is queued or running.</param>
    /// <param name="message">What the job tells as its message.</param>
    /// <param name="status">The state it ends in, such as <c>Errored_Server</c>.</param>
    /// <exception cref="KeyNotFoundException">There is no such job.</exception>
    public void FailJob(string jobId, string message, string status = "Errored")
    {
        lock (Gate)
        {
            NucleusJob job = Jobs[jobId];
            job.FinalStatus ??= status;
            job.Message = message;
        }
    }

    internal override void Settle()
    {
        DateTimeOffset now = Clock.GetUtcNow();
        foreach (NucleusJob job in Jobs.Values.Where(j => j.FinalStatus is null && j.DueAt <= now).OrderBy(j => j.DueAt).ToArray())
        {
            try
            {
                job.Message = job.Work(job);
                job.FinalStatus ??= "Completed";
            }
            catch (VendorErrorException error)
            {
                job.FinalStatus = "Errored_User";
                job.Message = error.Message;
                job.Errors.Add(error.Message);
            }
        }
    }

    internal override object? Authenticate(EmulatorRequest request)
    {
        if (request.Header("x-limited-access-key") is { } limited)
            return limited == _options.LimitedAccessKey ? null : throw new VendorErrorException(403, "Invalid limited access key.");
        string? key = BasicAuthentication.ReadUserName(request.Header("Authorization"));
        return key == _options.ApiKey ? null : throw new VendorErrorException(401, "Invalid or missing API key.");
    }

    internal override EmulatorResponse Error(int status, string message, string? code, string path) =>
        EmulatorResponse.Json(new JsonObject { ["status_code"] = status, ["error"] = message }, status);

    internal void Map(string method, string route, Func<EmulatorRequest, JsonNode?> handler) =>
        Routes.Map(method, BasePath + "/" + route, request => EmulatorResponse.Json(handler(request)));

    /// <summary>Keeps a file and returns the address it can be read from without a key.</summary>
    internal string Publish(string type, byte[] content)
    {
        string id = Ids.Uuid();
        Files.Add(id, (type, content));
        return new Uri(Endpoint, $"/files/{id}").AbsoluteUri;
    }

    internal NucleusDataset Dataset(EmulatorRequest request) => Find(Datasets, request["datasetId"], "Dataset");

    internal NucleusSlice Slice(EmulatorRequest request) => Find(Slices, request["sliceId"], "Slice");

    internal NucleusModel Model(EmulatorRequest request) => Find(Models, request["modelId"], "Model");

    internal NucleusRun Run(EmulatorRequest request) => Find(Runs, request["runId"], "Model run");

    internal static T Find<T>(Dictionary<string, T> all, string id, string kind) =>
        all.TryGetValue(id, out T? found) ? found : throw new VendorErrorException(404, $"{kind} with id {id} does not exist.");

    internal NucleusRun? RunOf(NucleusDataset dataset, NucleusModel model) =>
        Runs.Values.LastOrDefault(r => r.Dataset == dataset && r.Model == model);

    internal NucleusJob StartJob(string type, string? datasetId, Func<NucleusJob, JsonNode?> work)
    {
        NucleusJob job = new()
        {
            Id = Ids.Numbered("job_"),
            Type = type,
            DatasetId = datasetId,
            CreatedAt = Now,
            DueAt = Now + _options.JobDuration,
            Work = work,
        };
        Jobs.Add(job.Id, job);
        return job;
    }

    internal JsonObject StartJobJson(string type, string? datasetId, Func<NucleusJob, JsonNode?> work) =>
        StartJob(type, datasetId, work).ToJson(Now);

    internal JsonObject StartJobJson(string type, string? datasetId) => StartJobJson(type, datasetId, _ => null);
}
