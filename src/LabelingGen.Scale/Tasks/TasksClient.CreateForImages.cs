using System.ClientModel;

namespace LabelingGen.Scale;

public partial class TasksClient
{
    /// <summary>
    /// Creates a task of type <see cref="TaskType.ImageAnnotation"/>. Draws boxes, polygons, lines, points, cuboids and ellipses on an
    /// image.
    /// </summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateImageAnnotationAsync(
        ImageAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.ImageAnnotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.SegmentAnnotation"/>. Gives every pixel of an image a label.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateSegmentAnnotationAsync(
        SegmentAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.SegmentAnnotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.Annotation"/>. Draws boxes on an image (older type).</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateAnnotationAsync(
        BoxAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.Annotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.PolygonAnnotation"/>. Draws polygons on an image (older type).</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreatePolygonAnnotationAsync(
        PolygonAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.PolygonAnnotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.LineAnnotation"/>. Draws lines on an image (older type).</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateLineAnnotationAsync(
        LineAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.LineAnnotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.PointAnnotation"/>. Sets points on an image (older type).</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreatePointAnnotationAsync(
        PointAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.PointAnnotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.CuboidAnnotation"/>. Draws cuboids on an image (older type).</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateCuboidAnnotationAsync(
        CuboidAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.CuboidAnnotation, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.LaneAnnotation"/>. Draws the lanes of a road.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateLaneAnnotationAsync(
        LaneAnnotationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.LaneAnnotation, parameters, parameters?.UniqueId, cancellationToken);
}
