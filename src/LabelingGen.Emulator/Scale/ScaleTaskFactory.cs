using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Makes a task record from the body of a create request, with the checks the vendor makes.</summary>
internal static class ScaleTaskFactory
{
    private const int MaxMetadataBytes = 10 * 1024;
    private const int MaxTags = 5;

    /// <summary>Members of the body that belong to the task itself; all others are parameters of its type.</summary>
    private static readonly HashSet<string> TaskMembers =
    [
        "project", "batch", "instruction", "callback_url", "metadata", "priority", "unique_id", "clear_unique_id_on_error", "tags",
        "urgency",
    ];

    public static ScaleTaskRecord Create(ScaleAccount account, string type, JsonObject body, DateTimeOffset now)
    {
        if (!ScaleTaskTypes.IsKnown(type))
            throw new VendorErrorException(400, $"Parameter is invalid, reason: \"{type}\" is not a task type");
        ScaleBatchRecord? batch = FindBatch(account, body.Text("batch"));
        ScaleProjectRecord? project = FindProject(account, body.Text("project"), batch, type);
        JsonObject parameters = MergeParameters(project, body);
        ScaleTaskTypes.Check(type, parameters);
        CheckCallback(body.Text("callback_url"));
        string? uniqueId = body.Text("unique_id");
        if (!string.IsNullOrEmpty(uniqueId))
            CheckUniqueId(account, uniqueId);
        return new ScaleTaskRecord
        {
            Id = account.Ids.ObjectId(now),
            Type = type,
            CreatedAt = now,
            UpdatedAt = now,
            IsTest = account.IsTest,
            Parameters = parameters,
            Project = project,
            Batch = batch,
            Instruction = JoinInstructions(body.Text("instruction"), project?.Parameters.Text("instruction")),
            CallbackUrl = body.Text("callback_url") ?? batch?.Callback,
            Metadata = ReadMetadata(body.Object("metadata")),
            Priority = ReadPriority(body),
            UniqueId = string.IsNullOrEmpty(uniqueId) ? null : uniqueId,
            ClearUniqueIdOnError = body.Flag("clear_unique_id_on_error"),
            Tags = body["tags"] is null ? null : ReadTags(body.Array("tags")!, []),
        };
    }

    public static void Store(ScaleAccount account, ScaleTaskRecord task)
    {
        account.Tasks.Add(task.Id, task);
        account.TaskOrder.Add(task);
        task.Batch?.Tasks.Add(task);
        if (task.UniqueId is not null)
            account.TasksByUniqueId.Add(task.UniqueId, task);
    }

    public static void CheckUniqueId(ScaleAccount account, string uniqueId)
    {
        if (account.TasksByUniqueId.ContainsKey(uniqueId))
            throw new VendorErrorException(409, $"A task with the unique_id {uniqueId} already exists.");
    }

    public static JsonObject ReadMetadata(JsonObject? metadata)
    {
        if (metadata is null)
            return [];
        return Encoding.UTF8.GetByteCount(metadata.ToJsonString()) <= MaxMetadataBytes
            ? metadata.DeepClone().AsObject()
            : throw new VendorErrorException(400, "Parameter is invalid, reason: \"metadata\" must not be larger than 10 KB");
    }

    public static List<string> ReadTags(JsonArray tags, IEnumerable<string> present)
    {
        List<string> all = [.. present.Concat(JsonMembers.Texts(tags, "tags")).Distinct(StringComparer.Ordinal)];
        return all.Count <= MaxTags
            ? all
            : throw new VendorErrorException(400, $"Parameter is invalid, reason: \"tags\" must not have more than {MaxTags} items");
    }

    private static ScaleBatchRecord? FindBatch(ScaleAccount account, string? name)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        if (!account.Batches.TryGetValue(name, out ScaleBatchRecord? batch))
            throw new VendorErrorException(404, $"Batch not found: {name}");
        return batch.Status is "completed" or "cancelled"
            ? throw new VendorErrorException(400, $"Batch {name} is {batch.Status}; no task can be added to it.")
            : batch;
    }

    private static ScaleProjectRecord? FindProject(ScaleAccount account, string? name, ScaleBatchRecord? batch, string type)
    {
        if (string.IsNullOrEmpty(name) && batch is null)
            return null;
        ScaleProjectRecord project = string.IsNullOrEmpty(name) ? batch!.Project : account.Project(name);
        if (batch is not null && batch.Project != project)
            throw new VendorErrorException(400, $"Batch {batch.Name} belongs to the project {batch.Project.Name}, not to {project.Name}.");
        if (project.Type != type)
            throw new VendorErrorException(400, $"Project {project.Name} is for {project.Type} tasks, not for {type}.");
        if (project.IsArchived)
            throw new VendorErrorException(400, $"Project {project.Name} is archived.");
        return project.IsRapid && batch is null ? throw JsonMembers.Missing("batch") : project;
    }

    /// <summary>The project's current parameters are defaults of the task's.</summary>
    private static JsonObject MergeParameters(ScaleProjectRecord? project, JsonObject body)
    {
        JsonObject parameters = [];
        foreach ((string name, JsonNode? value) in (project?.Parameters ?? []).Concat(body))
        {
            if (!TaskMembers.Contains(name))
                parameters[name] = value?.DeepClone();
        }

        return parameters;
    }

    private static string? JoinInstructions(string? own, string? project) =>
        string.IsNullOrEmpty(own) ? project : string.IsNullOrEmpty(project) ? own : own + "\n" + project;

    private static int ReadPriority(JsonObject body) => body.Number("priority") switch
    {
        null => 0,
        int priority and (10 or 20 or 30) => priority,
        _ => throw JsonMembers.Wrong("priority", "10, 20 or 30"),
    };

    private static void CheckCallback(string? callback)
    {
        if (string.IsNullOrEmpty(callback) || callback.Contains('@', StringComparison.Ordinal))
            return;
        if (!Uri.TryCreate(callback, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
            throw JsonMembers.Wrong("callback_url", "a full http or https URL, or an e-mail address");
    }
}
