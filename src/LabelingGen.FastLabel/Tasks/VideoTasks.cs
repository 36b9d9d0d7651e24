using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class VideoTasksClient
{
    /// <summary>Finds a task of kind video by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<VideoTask?> FindByNameAsync(string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 10, VideoTask.Read, cancellationToken);
}

public sealed partial class CreateVideoTaskRequest : INamedTaskBody, IAnnotatedBody, IFileBody, IRequestBody<CreateVideoTaskRequest>
{
    FileRule IFileBody.FileRule => FileRule.Video;

    string? IAnnotatedBody.AnnotationContent => Name;

    CreateVideoTaskRequest IRequestBody<CreateVideoTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreateVideoTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdateVideoTaskRequest : IAnnotatedBody, IRequestBody<UpdateVideoTaskRequest>
{
    string? IAnnotatedBody.AnnotationContent => string.Empty;

    UpdateVideoTaskRequest IRequestBody<UpdateVideoTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateVideoTaskRequest)MemberwiseClone(), request);
}
