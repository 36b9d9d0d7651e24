using System.Globalization;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>
/// Label Studio, community edition: projects, tasks, annotations, imports, exports, storages, backends, views, webhooks, users.
/// </summary>
public sealed class LabelStudioEmulator : EmulatedVendor, IDisposable
{
    internal const string Version = "1.23.0";

    private readonly List<(DateTimeOffset Due, Action Finish)> _work = [];

    internal LabelStudioEmulator(LabelStudioEmulatorOptions options, VendorServices services)
        : base("label-studio")
    {
        Options = options;
        Clock = services.Clock;
        Outbound = services.Outbound;
        Ids = new(services.Seed);
        Tokens = new(this);
        Webhooks = new(this);
        Users.Add(LabelStudioUserRoutes.NewUser(this, "admin@example.com", "admin"));
        LabelStudioProjectRoutes.Map(this);
        LabelStudioTaskRoutes.Map(this);
        LabelStudioAnnotationRoutes.Map(this);
        LabelStudioImportRoutes.Map(this);
        LabelStudioExportRoutes.Map(this);
        LabelStudioViewRoutes.Map(this);
        LabelStudioStorageRoutes.Map(this);
        LabelStudioBackendRoutes.Map(this);
        LabelStudioLabelRoutes.Map(this);
        LabelStudioWebhookRoutes.Map(this);
        LabelStudioTokenRoutes.Map(this);
        LabelStudioUserRoutes.Map(this);
        LabelStudioServerRoutes.Map(this);
    }

    /// <summary>The legacy token of the first user, also after it was reset.</summary>
    public override string Credential
    {
        get
        {
            lock (Gate)
                return Tokens.LegacyOf(FirstUser);
        }
    }

    /// <summary>A personal access token of the first user, as the server shows it once.</summary>
    public string PersonalAccessToken
    {
        get
        {
            lock (Gate)
                return Tokens.Personal;
        }
    }

    /// <summary>How many tasks are stored.</summary>
    public int TaskCount
    {
        get
        {
            lock (Gate)
                return Tasks.Count;
        }
    }

    internal LabelStudioEmulatorOptions Options { get; }

    internal EmulatorClock Clock { get; }

    internal OutboundClient Outbound { get; }

    internal IdSequence Ids { get; }

    internal LabelStudioTokens Tokens { get; }

    internal LabelStudioWebhooks Webhooks { get; }

    internal LabelStudioTable Projects { get; } = new("Project");

    internal LabelStudioTable Tasks { get; } = new("Task");

    internal LabelStudioTable Annotations { get; } = new("Annotation");

    internal LabelStudioTable Drafts { get; } = new("AnnotationDraft");

    internal LabelStudioTable Predictions { get; } = new("Prediction");

    internal LabelStudioTable Uploads { get; } = new("FileUpload");

    internal LabelStudioTable Imports { get; } = new("ProjectImport");

    internal LabelStudioTable Exports { get; } = new("Export");

    internal LabelStudioTable Views { get; } = new("View");

    internal LabelStudioTable Backends { get; } = new("MLBackend");

    internal LabelStudioTable Hooks { get; } = new("Webhook");

    internal LabelStudioTable Users { get; } = new("User");

    internal LabelStudioTable Labels { get; } = new("Label");

    internal LabelStudioTable LabelLinks { get; } = new("LabelLink");

    /// <summary>Storages by kind, such as <c>s3</c> and <c>export/s3</c>.</summary>
    internal Dictionary<string, LabelStudioTable> Storages { get; } = [];

    /// <summary>Uploaded files by their path.</summary>
    internal Dictionary<string, byte[]> Files { get; } = [];

    internal JsonObject FirstUser => Users.Rows.First();

    internal string Now => Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Revokes every personal access token; they are answered with 401 from then on.</summary>
    public void RevokeTokens()
    {
        lock (Gate)
            Tokens.RevokeAll();
    }

    /// <inheritdoc/>
    public void Dispose() => Webhooks.Dispose();

    internal override void Settle()
    {
        DateTimeOffset now = Clock.GetUtcNow();
        foreach ((DateTimeOffset due, Action finish) in _work.Where(work => work.Due <= now).ToArray())
        {
            _work.Remove((due, finish));
            finish();
        }
    }

    /// <summary>Finishes work now, or when the clock says so.</summary>
    internal void Finish(Action finish)
    {
        if (Options.JobDuration <= TimeSpan.Zero)
            finish();
        else
            _work.Add((Clock.GetUtcNow() + Options.JobDuration, finish));
    }

    internal override object? Authenticate(EmulatorRequest request)
    {
        string? header = request.Header("Authorization");
        if (BasicAuthentication.ReadToken(header, "Token") is { } legacy)
        {
            if (!Tokens.AcceptsLegacy)
                throw new VendorErrorException(401,
                    "Authentication token no longer valid: legacy token authentication has been disabled for this organization");
            return Users.Rows.FirstOrDefault(user => Tokens.LegacyOf(user) == legacy)
                ?? throw new VendorErrorException(401, "Invalid token.");
        }

        return BasicAuthentication.ReadToken(header, "Bearer") is { } access && Tokens.AcceptsAccess(access)
            ? FirstUser
            : throw new VendorErrorException(401, "Authentication credentials were not provided.");
    }

    /// <summary>A message with a field's name is a validation error of that field.</summary>
    internal override EmulatorResponse Error(int status, string message, string? code, string path)
    {
        JsonObject json = new()
        {
            ["id"] = Ids.Uuid(),
            ["status_code"] = status,
            ["version"] = Version,
            ["detail"] = code is null ? message : "Validation error",
            ["exc_info"] = null,
        };
        if (code is not null)
            json["validation_errors"] = new JsonObject { [code] = new JsonArray(message) };
        return EmulatorResponse.Json(json, status);
    }

    internal void Map(string method, string template, Func<EmulatorRequest, JsonNode?> handler, int status = 200) =>
        Routes.Map(method, template, request => EmulatorResponse.Json(handler(request), status));

    /// <summary>Maps a handler whose answer has no body.</summary>
    internal void MapEmpty(string method, string template, Action<EmulatorRequest> handler, int status = 204) =>
        Routes.Map(method, template, request =>
        {
            handler(request);
            return EmulatorResponse.Empty(status);
        });

    /// <summary>A page object: count, next, previous, results; a page past the end is 404.</summary>
    internal JsonObject Page(EmulatorRequest request, IReadOnlyList<JsonObject> rows, int defaultSize, int maxSize, bool takesAll = false)
    {
        int size = takesAll && request.Query("page_size") == "-1" ? int.MaxValue : Size(request, defaultSize, maxSize);
        int page = request.QueryNumber("page", 1, 1, int.MaxValue);
        long skip = (long)(page - 1) * size;
        if (page > 1 && skip >= rows.Count)
            throw new VendorErrorException(404, "Invalid page.");
        string? At(bool exists, int number) =>
            exists ? $"{Endpoint}{request.Context.Request.Path.Value!.TrimStart('/')}?page={number}" : null;
        return new JsonObject
        {
            ["count"] = rows.Count,
            ["next"] = At(skip + size < rows.Count, page + 1),
            ["previous"] = At(page > 1, page - 1),
            ["results"] = rows.Skip((int)skip).Take(size).Copies(),
        };
    }

    internal static int Size(EmulatorRequest request, int defaultSize, int maxSize) =>
        Math.Min(request.QueryNumber("page_size", defaultSize, 1, int.MaxValue), maxSize);

    internal JsonObject UserSimple(JsonObject user)
    {
        JsonObject simple = [];
        simple.Take(user, "id", "first_name", "last_name", "email", "avatar");
        return simple;
    }
}
