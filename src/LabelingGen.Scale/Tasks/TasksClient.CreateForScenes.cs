using System.ClientModel;

namespace LabelingGen.Scale;

public partial class TasksClient
{
    /// <summary>Creates a task of type <see cref="TaskType.VideoAnnotation"/>. Draws on the frames of a video.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateVideoAnnotationAsync(
        VideoAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.VideoAnnotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.VideoPlaybackAnnotation"/>. Tracks objects while a video plays.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateVideoPlaybackAnnotationAsync(
        VideoPlaybackAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.VideoPlaybackAnnotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.VideoBoxAnnotation"/>. Draws boxes on the frames of a video.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateVideoBoxAnnotationAsync(
        VideoBoxAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.VideoBoxAnnotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.VideoCuboidAnnotation"/>. Draws cuboids on the frames of a video.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateVideoCuboidAnnotationAsync(
        VideoCuboidAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.VideoCuboidAnnotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>
    /// Creates a task of type <see cref="TaskType.Federal2dVideoAnnotation"/>. Draws on the frames of a video (federal product).
    /// </summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateFederal2dVideoAnnotationAsync(
        Federal2dVideoAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.Federal2dVideoAnnotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.LidarAnnotation"/>. Puts cuboids around objects in lidar frames.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateLidarAnnotationAsync(
        LidarAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.LidarAnnotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.LidarLinking"/>. Links the objects of lidar frames over time.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateLidarLinkingAsync(
        LidarLinkingTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.LidarLinking, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.LidarSegmentation"/>. Gives every lidar point a label.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateLidarSegmentationAsync(
        LidarSegmentationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.LidarSegmentation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.LidarTopdown"/>. Draws on lidar frames seen from above.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateLidarTopdownAsync(
        LidarTopdownTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.LidarTopdown, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.SensorFusion"/>. Labels a scene of several sensors.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateSensorFusionAsync(
        SensorFusionTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.SensorFusion, parameters, parameters?.UniqueId, cancellationToken);
}
