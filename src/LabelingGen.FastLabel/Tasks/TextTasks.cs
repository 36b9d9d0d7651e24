using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class TextTasksClient
{
    /// <summary>Finds a task of kind text by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<TextTask?> FindByNameAsync(string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 100, TextTask.Read, cancellationToken);
}

public sealed partial class CreateTextTaskRequest : INamedTaskBody, IAnnotatedBody, IFileBody, IRequestBody<CreateTextTaskRequest>
{
    FileRule IFileBody.FileRule => FileRule.Text;

    string? IAnnotatedBody.AnnotationContent => Name;

    CreateTextTaskRequest IRequestBody<CreateTextTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreateTextTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdateTextTaskRequest : IAnnotatedBody, IRequestBody<UpdateTextTaskRequest>
{
    string? IAnnotatedBody.AnnotationContent => string.Empty;

    UpdateTextTaskRequest IRequestBody<UpdateTextTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateTextTaskRequest)MemberwiseClone(), request);
}
