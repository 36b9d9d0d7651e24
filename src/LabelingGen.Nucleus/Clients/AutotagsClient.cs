using System.ClientModel;

namespace LabelingGen.Nucleus;

public partial class AutotagsClient
{
    /// <summary>Lists the autotags of a dataset.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<ClientResult<IReadOnlyList<Autotag>>> ListForDatasetAsync(
        string datasetId, CancellationToken cancellationToken = default)
    {
        ClientResult<AutotagListing> listing = await ListAsync(datasetId, cancellationToken).ConfigureAwait(false);
        // Depending on its version the server sends the list itself, or an object that holds it.
        IReadOnlyList<Autotag> autotags = listing.Value.TryGetAutotagList(out IReadOnlyList<Autotag>? list) ? list
            : listing.Value.TryGetAutotagListVariant(out AutotagList? wrapped) ? wrapped.Autotags
            : [];
        return ClientResult.FromValue(autotags, listing.GetRawResponse());
    }

    /// <summary>Runs an autotag over all items again, in a background job.</summary>
    /// <param name="autotagId">Autotag id, <c>tag_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<AutotagInferenceJob> UpdateAsync(string autotagId, CancellationToken cancellationToken = default) =>
        UpdateAsync(autotagId, [], cancellationToken);

    /// <summary>Lists the items that an autotag found, best first.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="autotagName">Name of the autotag.</param>
    /// <param name="scoreThreshold">Only items with a higher score.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<AutotagItems>> ListItemsAsync(
        string datasetId, string autotagName, double scoreThreshold = 0, CancellationToken cancellationToken = default) =>
        ListItemsAsync(datasetId, autotagName, new AutotagItemsRequest { ScoreThreshold = scoreThreshold }, cancellationToken);
}
