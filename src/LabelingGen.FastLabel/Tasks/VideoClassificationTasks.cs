using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class VideoClassificationTasksClient
{
    /// <summary>Finds a task of kind video classification by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<VideoClassificationTask?> FindByNameAsync(
        string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 100, VideoClassificationTask.Read, cancellationToken);
}

public sealed partial class CreateVideoClassificationTaskRequest :
    INamedTaskBody, IClassifiedBody, IFileBody, IRequestBody<CreateVideoClassificationTaskRequest>
{
    FileRule IFileBody.FileRule => FileRule.Video;

    CreateVideoClassificationTaskRequest IRequestBody<CreateVideoClassificationTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreateVideoClassificationTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdateVideoClassificationTaskRequest : IClassifiedBody, IRequestBody<UpdateVideoClassificationTaskRequest>
{
    UpdateVideoClassificationTaskRequest IRequestBody<UpdateVideoClassificationTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateVideoClassificationTaskRequest)MemberwiseClone(), request);
}
