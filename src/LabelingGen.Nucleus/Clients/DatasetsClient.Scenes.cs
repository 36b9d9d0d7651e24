using System.ClientModel;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
    private const string SceneIds = "scenes";

    /// <summary>Adds lidar scenes in a background job.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>, of a dataset of scenes.</param>
    /// <param name="scenes">The scenes; all their items have remote addresses.</param>
    /// <param name="update">Whether the metadata of scenes that are there are replaced; their structure never changes.</param>
    /// <param name="isScene">Whether the dataset holds scenes. Default: the server is asked once per dataset.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidItemException">A scene cannot be sent as it is; no job was started.</exception>
    /// <exception cref="DuplicateIdException">A reference id occurs twice; nothing was sent.</exception>
    /// <exception cref="ArgumentException">
    /// There is no scene, too much for one upload, or the dataset holds items; no job was started.
    /// </exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<NucleusJob> StartAppendScenesAsync(
        string datasetId, IEnumerable<LidarScene> scenes, bool update = false, bool? isScene = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenes);
        IAsyncEnumerable<LidarScene> ready = Checked(scenes, static scene => scene.ReferenceId, static scene => scene.Validate());
        await RequireScenesAsync(datasetId, scenes.Select(static scene => scene.ReferenceId), isScene, cancellationToken)
            .ConfigureAwait(false);
        string requestId = await UploadLinesAsync(
            datasetId, ready.Map(static scene => scene.ToUpload()), LidarSceneUpload.Write, cancellationToken).ConfigureAwait(false);
        SceneAppendRequest request = new() { RequestId = requestId, Update = update };
        ClientResult<UploadResponse> answer = await AppendLidarScenesAsync(datasetId, request, 1, cancellationToken).ConfigureAwait(false);
        return JobOf(answer.Value.JobId, answer.GetRawResponse());
    }

    /// <summary>
    /// Adds videos in a background job. Whether the vendor stores them is the dataset's to say, and is written into
    /// <see cref="VideoScene.UsePrivacyMode"/>.
    /// </summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>, of a dataset of scenes.</param>
    /// <param name="scenes">The videos; their images and files have remote addresses.</param>
    /// <param name="update">Whether the metadata of scenes that are there are replaced; their structure never changes.</param>
    /// <param name="isScene">Whether the dataset holds scenes. Default: the server is asked once per dataset.</param>
    /// <param name="usePrivacyMode">Whether the dataset is in privacy mode. Default: the server is asked once per dataset.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <inheritdoc cref="StartAppendScenesAsync(string, IEnumerable{LidarScene}, bool, bool?, CancellationToken)"/>
    public virtual async Task<NucleusJob> StartAppendScenesAsync(
        string datasetId, IEnumerable<VideoScene> scenes, bool update = false, bool? isScene = null, bool? usePrivacyMode = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenes);
        IAsyncEnumerable<VideoScene> ready = Checked(
            scenes, static scene => scene.ReferenceId, scene => scene.Validate(usePrivacyMode ?? scene.UsePrivacyMode));
        await RequireScenesAsync(datasetId, scenes.Select(static scene => scene.ReferenceId), isScene, cancellationToken)
            .ConfigureAwait(false);
        bool isPrivate = await UsesPrivacyModeAsync(datasetId, usePrivacyMode, cancellationToken).ConfigureAwait(false);
        IAsyncEnumerable<VideoSceneUpload> uploads = ready.Map(scene =>
        {
            scene.Validate(isPrivate);
            return scene.ToUpload();
        });
        string requestId = await UploadLinesAsync(datasetId, uploads, VideoSceneUpload.Write, cancellationToken).ConfigureAwait(false);
        VideoSceneAppendRequest request = new() { RequestId = requestId, Update = update };
        ClientResult<UploadResponse> answer = await AppendVideoScenesAsync(datasetId, request, 1, cancellationToken).ConfigureAwait(false);
        return JobOf(answer.Value.JobId, answer.GetRawResponse());
    }

    /// <summary>Adds lidar scenes at once and waits for the answer; for few and small ones.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>, of a dataset of scenes.</param>
    /// <param name="scenes">The scenes; all their items have remote addresses.</param>
    /// <param name="update">Whether the metadata of scenes that are there are replaced.</param>
    /// <param name="isScene">Whether the dataset holds scenes. Default: the server is asked once per dataset.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidItemException">A scene cannot be sent as it is; nothing was sent.</exception>
    /// <exception cref="DuplicateIdException">A reference id occurs twice; nothing was sent.</exception>
    /// <exception cref="ArgumentException">The dataset holds items.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<ClientResult<UploadResponse>> AppendScenesAsync(
        string datasetId, IReadOnlyCollection<LidarScene> scenes, bool update = false, bool? isScene = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenes);
        foreach (LidarScene scene in scenes)
            scene.Validate();
        DuplicateIdException.ThrowIfAny(SceneIds, scenes.Select(scene => scene.ReferenceId));
        await RequireScenesAsync(datasetId, scenes.Select(static scene => scene.ReferenceId), isScene, cancellationToken)
            .ConfigureAwait(false);
        SceneAppendRequest request = new() { Scenes = [.. scenes.Select(scene => scene.ToUpload())], Update = update };
        return await AppendLidarScenesAsync(datasetId, request, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the scene that an item is part of.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>, of a dataset of scenes.</param>
    /// <param name="itemReferenceId">Reference id of the item.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<Scene>> GetSceneOfItemAsync(
        string datasetId, string itemReferenceId, CancellationToken cancellationToken = default) =>
        GetSceneAsync(datasetId, itemReferenceId, 1, cancellationToken);

    /// <exception cref="InvalidItemException">The dataset holds items; the first scene is named.</exception>
    private async Task RequireScenesAsync(
        string datasetId, IEnumerable<string> referenceIds, bool? isScene, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(datasetId);
        if (await IsSceneAsync(datasetId, isScene, cancellationToken).ConfigureAwait(false))
            return;
        string? first = referenceIds.FirstOrDefault();
        throw new InvalidItemException(first, $"The dataset {datasetId} holds items; the scene '{first}' cannot be added to it.");
    }

    private static IAsyncEnumerable<TScene> Checked<TScene>(
        IEnumerable<TScene> scenes, Func<TScene, string> referenceId, Action<TScene> validate)
    {
        if (scenes is IReadOnlyCollection<TScene> or ICollection<TScene>)
        {
            foreach (TScene scene in scenes)
                validate(scene);
            DuplicateIdException.ThrowIfAny(SceneIds, scenes.Select(referenceId));
            return scenes.AsAsync();
        }

        RecentIds seen = new(SceneIds, UploadOptions.DuplicateWindow);
        return scenes.AsAsync().Map(scene =>
        {
            validate(scene);
            seen.Add(referenceId(scene));
            return scene;
        });
    }
}
