using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class ImageClassificationTasksClient
{
    /// <summary>Finds a task of kind image classification by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<ImageClassificationTask?> FindByNameAsync(
        string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 100, ImageClassificationTask.Read, cancellationToken);
}

public sealed partial class CreateImageClassificationTaskRequest :
    INamedTaskBody, IClassifiedBody, IFileBody, IRequestBody<CreateImageClassificationTaskRequest>
{
    FileRule IFileBody.FileRule => FileRule.Image;

    CreateImageClassificationTaskRequest IRequestBody<CreateImageClassificationTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreateImageClassificationTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdateImageClassificationTaskRequest : IClassifiedBody, IRequestBody<UpdateImageClassificationTaskRequest>
{
    UpdateImageClassificationTaskRequest IRequestBody<UpdateImageClassificationTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateImageClassificationTaskRequest)MemberwiseClone(), request);
}

public sealed partial class CreateIntegratedImageClassificationTaskRequest :
    IClassifiedBody, IRequestBody<CreateIntegratedImageClassificationTaskRequest>
{
    CreateIntegratedImageClassificationTaskRequest IRequestBody<CreateIntegratedImageClassificationTaskRequest>.Prepare(
        ApiRequest request) =>
        TaskBody.Prepare((CreateIntegratedImageClassificationTaskRequest)MemberwiseClone(), request);
}
