using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class MultiImageClassificationTasksClient
{
    /// <summary>Finds a task of kind multi-image classification by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<MultiImageClassificationTask?> FindByNameAsync(
        string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 100, MultiImageClassificationTask.Read, cancellationToken);
}

public sealed partial class CreateMultiImageClassificationTaskRequest :
    INamedTaskBody, IClassifiedBody, IFolderBody, IRequestBody<CreateMultiImageClassificationTaskRequest>
{
    FolderRule IFolderBody.FolderRule => FolderRule.MultiImages;

    CreateMultiImageClassificationTaskRequest IRequestBody<CreateMultiImageClassificationTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreateMultiImageClassificationTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdateMultiImageClassificationTaskRequest :
    IClassifiedBody, IRequestBody<UpdateMultiImageClassificationTaskRequest>
{
    UpdateMultiImageClassificationTaskRequest IRequestBody<UpdateMultiImageClassificationTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateMultiImageClassificationTaskRequest)MemberwiseClone(), request);
}
