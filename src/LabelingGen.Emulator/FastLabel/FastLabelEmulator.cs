using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>FastLabel: projects, annotation classes, tasks of every kind, datasets, models, comments and users below <c>/v1</c>.</summary>
public sealed class FastLabelEmulator : EmulatedVendor
{
    private readonly FastLabelEmulatorOptions _options;

    internal FastLabelEmulator(FastLabelEmulatorOptions options, VendorServices services)
        : base("fastlabel", "/v1")
    {
        _options = options;
        Clock = services.Clock;
        Ids = new(services.Seed);
        FastLabelTaskRoutes.Map(this);
        FastLabelTaskGroupRoutes.Map(this);
        FastLabelProjectRoutes.Map(this);
        FastLabelImportRoutes.Map(this);
        FastLabelDatasetRoutes.Map(this);
        FastLabelModelRoutes.Map(this);
        FastLabelCommentRoutes.Map(this);
        FastLabelUserRoutes.Map(this);
    }

    /// <summary>The workspace's access token.</summary>
    public string AccessToken => _options.AccessToken;

    /// <inheritdoc/>
    public override string Credential => AccessToken;

    /// <summary>How many tasks are stored.</summary>
    public int TaskCount
    {
        get
        {
            lock (Gate)
                return Tasks.Count;
        }
    }

    internal EmulatorClock Clock { get; }

    internal IdSequence Ids { get; }

    /// <summary>Projects by slug.</summary>
    internal Dictionary<string, JsonObject> Projects { get; } = [];

    internal Dictionary<string, FastLabelTask> Tasks { get; } = [];

    /// <summary>Annotation classes by id, with the slug of their project.</summary>
    internal Dictionary<string, (string Project, JsonObject Json)> Classes { get; } = [];

    internal Dictionary<string, FastLabelDataset> Datasets { get; } = [];

    internal Dictionary<string, FastLabelJob> Jobs { get; } = [];

    internal List<JsonObject> Comments { get; } = [];

    /// <summary>Uploaded files by key.</summary>
    internal Dictionary<string, byte[]> Files { get; } = [];

    internal DateTimeOffset Now => Timestamps.Cut(Clock.GetUtcNow());

    /// <summary>A copy of a stored task's JSON; null when there is none.</summary>
    public JsonObject? FindTask(string taskId)
    {
        lock (Gate)
            return Tasks.GetValueOrDefault(taskId)?.Json.DeepClone().AsObject();
    }

    internal override void Settle()
    {
        DateTimeOffset now = Clock.GetUtcNow();
        foreach (FastLabelJob job in Jobs.Values.Where(j => !j.IsDone && j.DueAt <= now).ToArray())
        {
            job.IsDone = true;
            job.Json["status"] = "completed";
            Touch(job.Json);
            job.Finish(job.Json);
        }
    }

    internal override object? Authenticate(EmulatorRequest request) =>
        BasicAuthentication.ReadToken(request.Header("Authorization"), "Bearer") == _options.AccessToken
            ? null
            : throw new VendorErrorException(401, "Unauthorized");

    internal override EmulatorResponse Error(int status, string message, string? code, string path) =>
        EmulatorResponse.Json(new JsonObject { ["statusCode"] = status, ["message"] = message }, status);

    internal void Map(string method, string route, Func<EmulatorRequest, JsonNode?> handler) =>
        Routes.Map(method, BasePath + "/" + route, request => EmulatorResponse.Json(handler(request)));

    /// <summary>Maps a handler whose answer has no body.</summary>
    internal void MapDelete(string method, string route, Action<EmulatorRequest> handler) =>
        Routes.Map(method, BasePath + "/" + route, request =>
    {
        handler(request);
        return EmulatorResponse.Empty(204);
    });

    internal JsonObject Project(string? slug) =>
        slug is not null && Projects.TryGetValue(slug, out JsonObject? project) ? project
            : throw new VendorErrorException(404, "Project not found");

    internal JsonObject ProjectById(string id) =>
        Projects.Values.FirstOrDefault(p => p.Text("id") == id) ?? throw new VendorErrorException(404, "Project not found");

    internal FastLabelTask Task(string id) =>
        Tasks.TryGetValue(id, out FastLabelTask? task) ? task : throw new VendorErrorException(404, "Task not found");

    /// <summary>Deletes tasks with the comments on them.</summary>
    internal void Delete(Func<FastLabelTask, bool> which)
    {
        foreach ((string id, FastLabelTask task) in Tasks.Where(t => which(t.Value)).ToArray())
        {
            Tasks.Remove(id);
            Comments.RemoveAll(c => c.Text("taskId") == id);
        }
    }

    /// <summary>A new object with id and times; its other members are copied from a body by name, where they are given.</summary>
    internal JsonObject New(JsonObject body, params string[] members)
    {
        JsonObject json = new() { ["id"] = Ids.Uuid() };
        Copy(body, json, members);
        json["createdAt"] = Timestamps.Milliseconds(Now);
        json["updatedAt"] = Timestamps.Milliseconds(Now);
        return json;
    }

    /// <summary>Takes the members that a body gives over.</summary>
    internal static void Copy(JsonObject from, JsonObject to, params string[] members)
    {
        foreach (string member in members)
        {
            if (from.TryGetPropertyValue(member, out JsonNode? value))
                to[member] = value?.DeepClone();
        }
    }

    internal void Touch(JsonObject json) => json["updatedAt"] = Timestamps.Milliseconds(Now);

    internal JsonObject StartJob(string kind, JsonObject? project, JsonObject json, string running, Action<JsonObject> finish)
    {
        json["status"] = running;
        string id = json.Text("id") ?? json.RequiredText("trainingJobId");
        Jobs.Add(id, new(kind, project, json, running, Now + _options.JobDuration, finish));
        return json.DeepClone().AsObject();
    }

    /// <summary>A part of a list by <c>offset</c> and <c>limit</c>.</summary>
    internal static JsonArray Page(EmulatorRequest request, IEnumerable<JsonObject> items, int defaultLimit = 100, int maxLimit = 1000)
    {
        int limit = request.QueryNumber("limit", defaultLimit, 1, maxLimit);
        return items.Skip(request.QueryNumber("offset", 0, 0, int.MaxValue)).Take(limit).Select(JsonNode? (i) => i.DeepClone()).ToJson();
    }
}
