using System.ClientModel;
using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
    /// <summary>The most entries that a call without a job takes.</summary>
    public const int MaxMetadataUpdates = 500;

    /// <summary>Merges metadata into that of items. A camera under <c>camera_params</c> replaces the item's.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="metadata">What to merge, by the items' reference ids; at most <see cref="MaxMetadataUpdates"/> entries.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What the server says; its form is not documented.</returns>
    /// <exception cref="ArgumentException">There are too many entries; nothing was sent.</exception>
    /// <exception cref="InvalidItemException">A camera is incomplete; nothing was sent.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<JsonNode?>> UpdateItemMetadataAsync(
        string datasetId, IReadOnlyDictionary<string, JsonObject> metadata, CancellationToken cancellationToken = default) =>
        UpdateMetadataAsync(datasetId, 0, Updates(MetadataLevel.Item, metadata, MaxMetadataUpdates), cancellationToken);

    /// <summary>Merges metadata into that of scenes.</summary>
    /// <inheritdoc cref="UpdateItemMetadataAsync"/>
    public virtual Task<ClientResult<JsonNode?>> UpdateSceneMetadataAsync(
        string datasetId, IReadOnlyDictionary<string, JsonObject> metadata, CancellationToken cancellationToken = default) =>
        UpdateMetadataAsync(datasetId, 0, Updates(MetadataLevel.Scene, metadata, MaxMetadataUpdates), cancellationToken);

    /// <summary>Merges metadata into that of any number of items in a background job.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="metadata">What to merge, by the items' reference ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidItemException">A camera is incomplete; nothing was sent.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<NucleusJob> StartUpdateItemMetadataAsync(
        string datasetId, IReadOnlyDictionary<string, JsonObject> metadata, CancellationToken cancellationToken = default) =>
        StartUpdateAsync(datasetId, Updates(MetadataLevel.Item, metadata, int.MaxValue), cancellationToken);

    /// <summary>Merges metadata into that of any number of scenes in a background job.</summary>
    /// <inheritdoc cref="StartUpdateItemMetadataAsync"/>
    public virtual Task<NucleusJob> StartUpdateSceneMetadataAsync(
        string datasetId, IReadOnlyDictionary<string, JsonObject> metadata, CancellationToken cancellationToken = default) =>
        StartUpdateAsync(datasetId, Updates(MetadataLevel.Scene, metadata, int.MaxValue), cancellationToken);

    private async Task<NucleusJob> StartUpdateAsync(string datasetId, UpdateMetadataRequest request, CancellationToken cancellationToken)
    {
        ClientResult<JsonNode?> answer = await UpdateMetadataAsync(datasetId, 1, request, cancellationToken).ConfigureAwait(false);
        return JobOf((string?)(answer.Value as JsonObject)?["job_id"], answer.GetRawResponse());
    }

    private static UpdateMetadataRequest Updates(MetadataLevel level, IReadOnlyDictionary<string, JsonObject> metadata, int most)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.Count > most)
        {
            throw new ArgumentException(
                $"{metadata.Count} entries are more than the {most} of one call; start a job for them.", nameof(metadata));
        }

        return new UpdateMetadataRequest
        {
            Level = level,
            Metadata = [.. metadata.Select(entry => new MetadataEntry
            {
                ReferenceId = entry.Key,
                Metadata = entry.Value,
                CameraParams = level == MetadataLevel.Item ? CameraParameters.InMetadata(entry.Key, entry.Value) : null,
            })],
        };
    }
}
