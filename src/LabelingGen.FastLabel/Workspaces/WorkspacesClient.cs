using System.ClientModel;
using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class WorkspacesClient
{
    /// <summary>Removes a user from the workspace. The API does that by giving the role <c>none</c>.</summary>
    /// <param name="email">The user's address.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual async Task<ClientResult> DeleteUserAsync(string email, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        return await UpdateUserAsync(new() { Email = email, Role = WorkspaceUserRole.None }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets a user into modules of the product, one request for each.</summary>
    /// <param name="email">The user's address.</param>
    /// <param name="modules">The modules.</param>
    /// <param name="cancellationToken">Ends the call; permissions given so far stay.</param>
    /// <exception cref="ArgumentException">There is no module, or one is unknown; nothing was sent.</exception>
    /// <exception cref="FastLabelException">A call failed.</exception>
    public virtual async Task CreateModulePermissionsAsync(
        string email, IEnumerable<Module> modules, CancellationToken cancellationToken = default)
    {
        foreach (Module module in Known(email, modules))
        {
            // In a path, and only there, the word has a hyphen.
            string word = module == Module.ModelDev ? "model-dev" : module.Value;
            await CreateModulePermissionAsync(word, new ModuleUserRequest { Email = email }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a user's permissions for modules of the product away, one request for each.</summary>
    /// <param name="email">The user's address.</param>
    /// <param name="modules">The modules.</param>
    /// <param name="cancellationToken">Ends the call; permissions taken so far stay taken.</param>
    /// <exception cref="ArgumentException">There is no module, or one is unknown; nothing was sent.</exception>
    /// <exception cref="FastLabelException">A call failed.</exception>
    public virtual async Task DeleteModulePermissionsAsync(
        string email, IEnumerable<Module> modules, CancellationToken cancellationToken = default)
    {
        foreach (Module module in Known(email, modules))
        {
            await DeleteModulePermissionAsync(
                new DeleteModulePermissionRequest { Email = email, Resource = module }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An address is taken once.</summary>
    internal static void Recover(ApiRequest request, string email) => Lookup.Recover(
        request, ListUsersOperation, find => find.Query("keyword", email), WorkspaceUser.Read, user => user.UserEmail == email,
        user => user);

    private static Module[] Known(string email, IEnumerable<Module> modules)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        ArgumentNullException.ThrowIfNull(modules);
        Module[] all = [.. modules];
        if (all.Length == 0)
            throw new ArgumentException("There are no modules.", nameof(modules));
        foreach (Module module in all.Where(module => !module.IsKnown))
            throw new ArgumentException($"'{module}' is no module; annotation, dataset and modelDev are.", nameof(modules));
        return all;
    }
}

public sealed partial class CreateWorkspaceUserRequest : IRequestBody<CreateWorkspaceUserRequest>
{
    CreateWorkspaceUserRequest IRequestBody<CreateWorkspaceUserRequest>.Prepare(ApiRequest request)
    {
        WorkspacesClient.Recover(request, Email);
        return this;
    }
}
