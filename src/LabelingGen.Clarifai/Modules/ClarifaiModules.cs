using System.Runtime.CompilerServices;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai;

/// <summary>The modules of an app. The service removed them in February 2026; installations of an older release still have them.</summary>
[Obsolete("The service removed modules; only installations of an older release have them.")]
public sealed class ClarifaiModules
{
    private readonly ClarifaiApp _app;

    /// <summary>Works with the modules of an app. Nothing is sent.</summary>
    public ClarifaiModules(ClarifaiApp app)
    {
        ArgumentNullException.ThrowIfNull(app);
        _app = app;
    }

    private ModulesClient Client => _app.Context.Services.Modules;

    /// <summary>Creates a module (PostModules).</summary>
    public async Task<Module> CreateAsync(string moduleId, string description, CancellationToken cancellationToken = default)
    {
        Module module = new() { Id = Ids.Of(moduleId, nameof(moduleId)), Description = description ?? "" };
        PostModulesRequest request = new() { UserAppId = _app.Owner, Modules = { module } };
        MultiModuleResponse answer = await Client.PostModulesAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Modules.Count > 0 ? answer.Modules[0] : module;
    }

    /// <summary>Looks a module up (GetModule).</summary>
    public async Task<Module> GetAsync(string moduleId, CancellationToken cancellationToken = default)
    {
        GetModuleRequest request = new() { UserAppId = _app.Owner, ModuleId = Ids.Of(moduleId, nameof(moduleId)) };
        SingleModuleResponse answer = await Client.GetModuleAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.Module;
    }

    /// <summary>Lists modules (ListModules).</summary>
    /// <param name="filter">What to list and the page to begin with; its app is put in.</param>
    /// <param name="onlyInApp">Whether to leave out modules of other apps, which the service lists too.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public async IAsyncEnumerable<Module> ListAsync(
        ListModulesRequest? filter = null, bool onlyInApp = true, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ListModulesRequest request = filter?.Clone() ?? new ListModulesRequest();
        request.UserAppId = _app.Owner;
        await foreach (Module module in Client.ListModulesAsync(request).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!onlyInApp || module.AppId == _app.AppId)
                yield return module;
        }
    }

    /// <summary>Lists the versions of a module (ListModuleVersions).</summary>
    public GrpcPageable<MultiModuleVersionResponse, ModuleVersion> ListVersionsAsync(string moduleId) => Client.ListModuleVersionsAsync(
        new ListModuleVersionsRequest { UserAppId = _app.Owner, ModuleId = Ids.Of(moduleId, nameof(moduleId)) });

    /// <summary>Lists the versions of modules that are installed in the app (ListInstalledModuleVersions).</summary>
    public GrpcPageable<MultiInstalledModuleVersionResponse, InstalledModuleVersion> ListInstalledVersionsAsync() =>
        Client.ListInstalledModuleVersionsAsync(new ListInstalledModuleVersionsRequest { UserAppId = _app.Owner });

    /// <summary>Deletes a module (DeleteModules).</summary>
    public Task DeleteAsync(string moduleId, CancellationToken cancellationToken = default) => Client.DeleteModulesAsync(
        new DeleteModulesRequest { UserAppId = _app.Owner, Ids = { Ids.Of(moduleId, nameof(moduleId)) } }, null, cancellationToken);
}
