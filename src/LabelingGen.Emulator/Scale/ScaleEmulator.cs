using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>
/// Scale AI's data-labeling API, version 1 below <c>/v1</c> and version 2 below <c>/v2</c>. Two modes by key, as with the vendor:
/// live tasks take <see cref="ScaleEmulatorOptions.TaskDuration"/> on the emulator's clock, test tasks complete at once.
/// </summary>
public sealed class ScaleEmulator : EmulatedVendor, IDisposable
{
    private readonly ScaleEmulatorOptions _options;
    private readonly ScaleAccount _live;
    private readonly ScaleAccount _test;

    internal ScaleEmulator(ScaleEmulatorOptions options, VendorServices services)
        : base("scale")
    {
        _options = options;
        Clock = services.Clock;
        Outbound = services.Outbound;
        Answers = new(services.Seed);
        DateTimeOffset now = Now;
        _live = new(isTest: false, services.Seed, now);
        _test = new(isTest: true, services.Seed, now);
        Work = new(this, options);
        ScaleTaskRoutes.Map(this);
        ScaleTaskListRoutes.Map(this);
        ScaleDependents.Map(this);
        ScaleBatchRoutes.Map(this);
        ScaleProjectRoutes.Map(this);
        ScaleFileRoutes.Map(this);
        ScaleTeamRoutes.Map(this);
        ScaleStudioRoutes.Map(this);
        ScaleV2Routes.Map(this);
        ScaleV2DeliveryRoutes.Map(this);
    }

    /// <summary>The live key.</summary>
    public string ApiKey => _options.ApiKey;

    /// <inheritdoc/>
    public override string Credential => ApiKey;

    /// <summary>The test key.</summary>
    public string TestApiKey => _options.TestApiKey;

    /// <summary>The value of <c>scale-callback-auth</c> that callbacks carry.</summary>
    public string CallbackKey => _options.CallbackKey;

    /// <summary>How many tasks are stored in both modes.</summary>
    public int TaskCount
    {
        get
        {
            lock (Gate)
                return _live.Tasks.Count + _test.Tasks.Count;
        }
    }

    internal EmulatorClock Clock { get; }

    internal OutboundClient Outbound { get; }

    internal ScaleAnswers Answers { get; }

    internal ScaleWork Work { get; }

    internal TimeSpan InvitationDelay => _options.InvitationDelay;

    internal DateTimeOffset Now => Timestamps.Cut(Clock.GetUtcNow());

    internal IEnumerable<ScaleAccount> Accounts => [_live, _test];

    /// <summary>A copy of a stored task's JSON; null when there is none.</summary>
    public JsonObject? FindTask(string taskId)
    {
        lock (Gate)
        {
            Settle();
            return Accounts.Select(a => a.Tasks.GetValueOrDefault(taskId)).FirstOrDefault(t => t is not null)?.ToJson();
        }
    }

    /// <summary>Copies of every stored task's JSON, in the order they were made.</summary>
    public IReadOnlyList<JsonObject> ListTasks()
    {
        lock (Gate)
        {
            Settle();
            return [.. Accounts.SelectMany(a => a.TaskOrder).Select(t => t.ToJson())];
        }
    }

    /// <summary>Completes every task whose work has begun, without moving the clock.</summary>
    public void CompletePending()
    {
        lock (Gate)
        {
            foreach (ScaleAccount account in Accounts)
            {
                foreach (ScaleTaskRecord task in account.TaskOrder.Where(t => t.IsPending && t.DueAt is not null).ToArray())
                    Work.Complete(account, task);
            }
        }
    }

    /// <summary>Completes a pending task with a response of the test's own.</summary>
    /// <exception cref="KeyNotFoundException">There is no such task.</exception>
    public void CompleteTask(string taskId, JsonObject? response = null)
    {
        lock (Gate)
        {
            (ScaleAccount account, ScaleTaskRecord task) = Find(taskId);
            Work.Complete(account, task, response);
        }
    }

    /// <summary>Puts a task into the state <c>error</c>, as when its attachment cannot be read.</summary>
    /// <exception cref="KeyNotFoundException">There is no such task.</exception>
    public void FailTask(string taskId, string message)
    {
        lock (Gate)
        {
            (ScaleAccount account, ScaleTaskRecord task) = Find(taskId);
            Work.Fail(account, task, message);
        }
    }

    /// <summary>Recalls a completed task: it becomes pending again and its callback is sent.</summary>
    /// <exception cref="KeyNotFoundException">There is no such task.</exception>
    public void RecallTask(string taskId)
    {
        lock (Gate)
        {
            (ScaleAccount account, ScaleTaskRecord task) = Find(taskId);
            Work.Recall(account, task);
        }
    }

    /// <summary>Archives a project or takes it back; the API itself has no operation for it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such project.</exception>
    public void ArchiveProject(string projectName, bool archived = true)
    {
        lock (Gate)
        {
            ScaleProjectRecord project = Accounts.Select(a => a.Projects.GetValueOrDefault(projectName)).FirstOrDefault(p => p is not null)
                ?? throw new KeyNotFoundException($"There is no project '{projectName}'.");
            project.IsArchived = archived;
            foreach (ScaleBatchRecord batch in Accounts.SelectMany(a => a.Batches.Values).Where(b => b.Project == project))
                batch.IsArchived = archived;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Work.Dispose();

    internal override void Settle() => Work.Settle();

    internal override object Authenticate(EmulatorRequest request)
    {
        string? header = request.Header("Authorization");
        string? key = BasicAuthentication.ReadToken(header, "Bearer") ?? BasicAuthentication.ReadUserName(header);
        if (string.Equals(key, _options.ApiKey, StringComparison.Ordinal))
            return _live;
        if (string.Equals(key, _options.TestApiKey, StringComparison.Ordinal))
            return _test;
        throw new VendorErrorException(401, key is null ? "Missing API key. Use HTTP basic or bearer authentication." : "Invalid API key.");
    }

    internal override EmulatorResponse Error(int status, string message, string? code, string path) =>
        EmulatorResponse.Json(new JsonObject { ["status_code"] = status, ["error"] = message }, status);

    /// <summary>The account a request was authenticated for.</summary>
    internal static ScaleAccount Account(EmulatorRequest request) => (ScaleAccount)request.Principal!;

    /// <summary>Stores a made file and returns the address it can be read from without a key.</summary>
    internal string Publish(ScaleAccount account, string contentType, ReadOnlyMemory<byte> content)
    {
        string id = account.Ids.Uuid();
        account.Artifacts[id] = (contentType, content);
        return SignedUrl(id);
    }

    /// <summary>An address that carries its own permission.</summary>
    internal string SignedUrl(string fileId) => new Uri(Endpoint, $"/signed/{fileId}?signature=emulated").AbsoluteUri;

    private (ScaleAccount Account, ScaleTaskRecord Task) Find(string taskId)
    {
        foreach (ScaleAccount account in Accounts)
        {
            if (account.Tasks.TryGetValue(taskId, out ScaleTaskRecord? task))
                return (account, task);
        }

        throw new KeyNotFoundException($"There is no task '{taskId}'.");
    }
}
