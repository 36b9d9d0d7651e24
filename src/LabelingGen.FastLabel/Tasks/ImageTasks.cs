using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class ImageTasksClient
{
    /// <summary>Finds a task of kind image by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<ImageTask?> FindByNameAsync(string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 100, ImageTask.Read, cancellationToken);
}

public sealed partial class CreateImageTaskRequest : INamedTaskBody, IAnnotatedBody, IFileBody, IRequestBody<CreateImageTaskRequest>
{
    FileRule IFileBody.FileRule => FileRule.Image;

    string? IAnnotatedBody.AnnotationContent => Name;

    CreateImageTaskRequest IRequestBody<CreateImageTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreateImageTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdateImageTaskRequest : IAnnotatedBody, IRequestBody<UpdateImageTaskRequest>
{
    string? IAnnotatedBody.AnnotationContent => string.Empty;

    UpdateImageTaskRequest IRequestBody<UpdateImageTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateImageTaskRequest)MemberwiseClone(), request);
}

public sealed partial class CreateIntegratedImageTaskRequest : IAnnotatedBody, IRequestBody<CreateIntegratedImageTaskRequest>
{
    string? IAnnotatedBody.AnnotationContent => FilePath;

    CreateIntegratedImageTaskRequest IRequestBody<CreateIntegratedImageTaskRequest>.Prepare(ApiRequest request)
    {
        FileRule.Image.CheckName(FilePath, nameof(FilePath));
        return TaskBody.Prepare((CreateIntegratedImageTaskRequest)MemberwiseClone(), request);
    }
}
