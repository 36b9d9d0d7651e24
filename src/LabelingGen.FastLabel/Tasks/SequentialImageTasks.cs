using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class SequentialImageTasksClient
{
    /// <summary>Finds a task of kind sequential image by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<SequentialImageTask?> FindByNameAsync(string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 10, SequentialImageTask.Read, cancellationToken);
}

public sealed partial class CreateSequentialImageTaskRequest :
    INamedTaskBody, IAnnotatedBody, IFolderBody, IRequestBody<CreateSequentialImageTaskRequest>
{
    FolderRule IFolderBody.FolderRule => FolderRule.Images;

    string? IAnnotatedBody.AnnotationContent => null;

    CreateSequentialImageTaskRequest IRequestBody<CreateSequentialImageTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreateSequentialImageTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdateSequentialImageTaskRequest : IAnnotatedBody, IRequestBody<UpdateSequentialImageTaskRequest>
{
    string? IAnnotatedBody.AnnotationContent => null;

    UpdateSequentialImageTaskRequest IRequestBody<UpdateSequentialImageTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateSequentialImageTaskRequest)MemberwiseClone(), request);
}
