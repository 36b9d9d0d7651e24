namespace LabelingGen.Emulator;

/// <summary>Everything one mode (live or test) of the emulated account holds. Guarded by the vendor's gate.</summary>
internal sealed class ScaleAccount
{
    public ScaleAccount(bool isTest, int seed, DateTimeOffset now)
    {
        IsTest = isTest;
        Ids = new(isTest ? ~seed : seed);
        Id = Ids.ObjectId(now);
        Team.Add(new() { Email = "admin@emulator.test", Role = "admin", FirstName = "Ada", LastName = "Admin", VisibleFrom = now });
    }

    public bool IsTest { get; }

    public string Id { get; }

    public IdSequence Ids { get; }

    public Dictionary<string, ScaleTaskRecord> Tasks { get; } = [];

    /// <summary>Tasks in the order they were made.</summary>
    public List<ScaleTaskRecord> TaskOrder { get; } = [];

    public Dictionary<string, ScaleTaskRecord> TasksByUniqueId { get; } = [];

    public PriorityQueue<ScaleTaskRecord, DateTimeOffset> Due { get; } = new();

    public Dictionary<string, ScaleBatchRecord> Batches { get; } = [];

    public Dictionary<string, ScaleProjectRecord> Projects { get; } = [];

    public Dictionary<string, ScaleFileRecord> Files { get; } = [];

    /// <summary>Made files: masks, frame annotations, event lists. By id.</summary>
    public Dictionary<string, (string ContentType, ReadOnlyMemory<byte> Content)> Artifacts { get; } = [];

    public List<ScaleTeammateRecord> Team { get; } = [];

    /// <summary>Studio labelers' e-mail addresses and the projects given to them.</summary>
    public SortedDictionary<string, List<string>> Assignments { get; } = new(StringComparer.Ordinal);

    public List<ScaleGroupRecord> Groups { get; } = [];

    /// <summary>Names of the studio batches whose priority was set, most urgent first.</summary>
    public List<string> StudioPriorities { get; } = [];

    public Dictionary<string, System.Text.Json.Nodes.JsonObject> QualityTasks { get; } = [];

    public List<ScaleDeliveryRecord> Deliveries { get; } = [];

    public ScaleProjectRecord Project(string name) =>
        Projects.TryGetValue(name, out ScaleProjectRecord? project)
            ? project
            : throw new VendorErrorException(404, $"Project not found: {name}");

    public ScaleBatchRecord Batch(string name) =>
        Batches.TryGetValue(name, out ScaleBatchRecord? batch) ? batch : throw new VendorErrorException(404, $"Batch not found: {name}");

    public ScaleTaskRecord Task(string id) =>
        Tasks.TryGetValue(id, out ScaleTaskRecord? task) ? task : throw new VendorErrorException(404, "Task not found");
}
