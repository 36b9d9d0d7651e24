using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class SequentialPointCloudTasksClient
{
    /// <summary>Finds a task of kind sequential point cloud by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<SequentialPointCloudTask?> FindByNameAsync(
        string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 10, SequentialPointCloudTask.Read, cancellationToken);
}

public sealed partial class CreateSequentialPointCloudTaskRequest :
    INamedTaskBody, IAnnotatedBody, IFolderBody, IRequestBody<CreateSequentialPointCloudTaskRequest>
{
    FolderRule IFolderBody.FolderRule => FolderRule.PointClouds;

    string? IAnnotatedBody.AnnotationContent => null;

    CreateSequentialPointCloudTaskRequest IRequestBody<CreateSequentialPointCloudTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreateSequentialPointCloudTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdateSequentialPointCloudTaskRequest : IAnnotatedBody, IRequestBody<UpdateSequentialPointCloudTaskRequest>
{
    string? IAnnotatedBody.AnnotationContent => string.Empty;

    UpdateSequentialPointCloudTaskRequest IRequestBody<UpdateSequentialPointCloudTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateSequentialPointCloudTaskRequest)MemberwiseClone(), request);
}
