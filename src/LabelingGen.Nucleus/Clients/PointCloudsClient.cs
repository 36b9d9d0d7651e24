using System.ClientModel;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

public partial class PointCloudsClient
{
    /// <summary>Downloads the point cloud of a frame of a labeling task.</summary>
    /// <param name="taskId">Id of the labeling task.</param>
    /// <param name="frame">The frame, from 0.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The points; without an intensity where the sensor measures none.</returns>
    /// <exception cref="InvalidDataException">The server has no points for this frame.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<IReadOnlyList<LidarPoint>> DownloadTaskAsync(
        string taskId, int frame, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ClientResult<PointCloud> cloud = await GetTaskPointCloudAsync(taskId, frame, cancellationToken).ConfigureAwait(false);
        return cloud.Value.Points is { Count: > 0 } points
            ? points
            : throw new InvalidDataException($"Frame {frame} of the task '{taskId}' has no points.");
    }

    /// <summary>Downloads the point clouds of one frame of several labeling tasks.</summary>
    /// <param name="taskIds">Ids of the labeling tasks.</param>
    /// <param name="frame">The frame of all of them, from 0.</param>
    /// <param name="maxConcurrency">Requests on their way at a time.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>An outcome for every task as it is known, in no order.</returns>
    public virtual IAsyncEnumerable<ItemOutcome<string, IReadOnlyList<LidarPoint>>> DownloadTasksAsync(
        IEnumerable<string> taskIds, int frame, int maxConcurrency = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(taskIds);
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        return BulkOperation.RunAsync(
            taskIds.AsAsync(), (id, token) => DownloadTaskAsync(id, frame, token), maxConcurrency, cancellationToken);
    }
}
