using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai;

/// <summary>A user's apps and runners.</summary>
public sealed class ClarifaiUser
{
    private readonly ClarifaiContext _context;

    internal ClarifaiUser(ClarifaiContext context, string userId)
    {
        _context = context;
        UserId = userId;
    }

    /// <summary>Id of the user.</summary>
    public string UserId { get; }

    /// <summary>Works with one of the user's apps. Nothing is sent.</summary>
    public ClarifaiApp App(string appId) => new(_context, UserId, Ids.Of(appId, nameof(appId)));

    /// <summary>Looks an app up (GetApp).</summary>
    /// <exception cref="ClarifaiException">There is no such app.</exception>
    public async Task<App> GetAppAsync(string appId, CancellationToken cancellationToken = default)
    {
        GetAppRequest request = new() { UserAppId = ClarifaiContext.Owner(UserId, Ids.Of(appId, nameof(appId))) };
        SingleAppResponse answer = await _context.Services.Apps.GetAppAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.App;
    }

    /// <summary>Creates an app (PostApps).</summary>
    /// <param name="appId">Its id.</param>
    /// <param name="baseWorkflow">The workflow of <c>clarifai/main</c> that it works with by default.</param>
    /// <param name="template">Description, metadata and the like; id and workflow are put in.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<App> CreateAppAsync(
        string appId, string baseWorkflow = "Empty", App? template = null, CancellationToken cancellationToken = default)
    {
        App app = template?.Clone() ?? new App();
        app.Id = Ids.Of(appId, nameof(appId));
        app.DefaultWorkflow = new Workflow { Id = Ids.Of(baseWorkflow, nameof(baseWorkflow)), AppId = "main", UserId = "clarifai" };
        PostAppsRequest request = new() { UserAppId = ClarifaiContext.Owner(UserId), Apps = { app } };
        MultiAppResponse answer = await _context.Services.Apps.PostAppsAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Apps.Count > 0 ? answer.Apps[0] : app;
    }

    /// <summary>Deletes an app with all that it holds (DeleteApp).</summary>
    public Task DeleteAppAsync(string appId, CancellationToken cancellationToken = default) => _context.Services.Apps.DeleteAppAsync(
        new DeleteAppRequest { UserAppId = ClarifaiContext.Owner(UserId, Ids.Of(appId, nameof(appId))) }, null, cancellationToken);

    /// <summary>Lists the user's apps (ListApps).</summary>
    /// <param name="filter">What to list, how to sort, the page to begin with; its user is put in.</param>
    public GrpcPageable<MultiAppResponse, App> ListAppsAsync(ListAppsRequest? filter = null)
    {
        ListAppsRequest request = filter?.Clone() ?? new ListAppsRequest();
        request.UserAppId = ClarifaiContext.Owner(UserId);
        return _context.Services.Apps.ListAppsAsync(request);
    }

    /// <summary>Works with one of the user's runners. Nothing is sent.</summary>
    /// <param name="place">Where the runner is, on installations that keep runners in node pools.</param>
    /// <param name="runnerId">The runner.</param>
    public ClarifaiRunner Runner(string runnerId, RunnerPlace? place = null) =>
        new(_context, UserId, Ids.Of(runnerId, nameof(runnerId)), place ?? RunnerPlace.None);

    /// <summary>Looks a runner up (GetRunner).</summary>
    /// <exception cref="ClarifaiException">There is no such runner.</exception>
    public async Task<Runner> GetRunnerAsync(string runnerId, RunnerPlace? place = null, CancellationToken cancellationToken = default)
    {
        GetRunnerRequest request = new()
        {
            UserAppId = ClarifaiContext.Owner(UserId),
            RunnerId = Ids.Of(runnerId, nameof(runnerId)),
            NodepoolId = place?.NodepoolId ?? "",
            ComputeClusterId = place?.ComputeClusterId ?? "",
        };
        SingleRunnerResponse answer = await _context.Services.Runners.GetRunnerAsync(request, null,
            cancellationToken).ConfigureAwait(false);
        return answer.Runner;
    }

    /// <summary>Creates a runner (PostRunners).</summary>
    /// <param name="runner">The runner, with its id.</param>
    /// <param name="place">Where the runner is to be.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Runner> CreateRunnerAsync(Runner runner, RunnerPlace? place = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        Ids.Of(runner.Id, nameof(runner));
        PostRunnersRequest request = new()
        {
            UserAppId = ClarifaiContext.Owner(UserId),
            NodepoolId = place?.NodepoolId ?? "",
            ComputeClusterId = place?.ComputeClusterId ?? "",
            Runners = { runner },
        };
        MultiRunnerResponse answer = await _context.Services.Runners.PostRunnersAsync(request, null,
            cancellationToken).ConfigureAwait(false);
        return answer.Runners.Count > 0 ? answer.Runners[0] : runner;
    }

    /// <summary>Deletes a runner (DeleteRunners).</summary>
    public Task DeleteRunnerAsync(string runnerId, RunnerPlace? place = null, CancellationToken cancellationToken = default) =>
        _context.Services.Runners.DeleteRunnersAsync(
            new DeleteRunnersRequest
            {
                UserAppId = ClarifaiContext.Owner(UserId),
                NodepoolId = place?.NodepoolId ?? "",
                ComputeClusterId = place?.ComputeClusterId ?? "",
                Ids = { Ids.Of(runnerId, nameof(runnerId)) },
            },
            null,
            cancellationToken);

    /// <summary>Lists the user's runners (ListRunners).</summary>
    /// <param name="filter">What to list and the page to begin with; its user is put in.</param>
    public GrpcPageable<MultiRunnerResponse, Runner> ListRunnersAsync(ListRunnersRequest? filter = null)
    {
        ListRunnersRequest request = filter?.Clone() ?? new ListRunnersRequest();
        request.UserAppId = ClarifaiContext.Owner(UserId);
        return _context.Services.Runners.ListRunnersAsync(request);
    }
}
