using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class PointCloudTasksClient
{
    /// <summary>Finds a task of kind point cloud by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<PointCloudTask?> FindByNameAsync(string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 100, PointCloudTask.Read, cancellationToken);
}

public sealed partial class CreatePointCloudTaskRequest :
    INamedTaskBody, IAnnotatedBody, IFileBody, IRequestBody<CreatePointCloudTaskRequest>
{
    FileRule IFileBody.FileRule => FileRule.PointCloud;

    string? IAnnotatedBody.AnnotationContent => Name;

    CreatePointCloudTaskRequest IRequestBody<CreatePointCloudTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreatePointCloudTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdatePointCloudTaskRequest : IAnnotatedBody, IRequestBody<UpdatePointCloudTaskRequest>
{
    string? IAnnotatedBody.AnnotationContent => string.Empty;

    UpdatePointCloudTaskRequest IRequestBody<UpdatePointCloudTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdatePointCloudTaskRequest)MemberwiseClone(), request);
}
