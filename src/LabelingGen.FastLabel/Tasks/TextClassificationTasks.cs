using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class TextClassificationTasksClient
{
    /// <summary>Finds a task of kind text classification by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<TextClassificationTask?> FindByNameAsync(
        string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 100, TextClassificationTask.Read, cancellationToken);
}

public sealed partial class CreateTextClassificationTaskRequest :
    INamedTaskBody, IClassifiedBody, IFileBody, IRequestBody<CreateTextClassificationTaskRequest>
{
    FileRule IFileBody.FileRule => FileRule.Text;

    CreateTextClassificationTaskRequest IRequestBody<CreateTextClassificationTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreateTextClassificationTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdateTextClassificationTaskRequest : IClassifiedBody, IRequestBody<UpdateTextClassificationTaskRequest>
{
    UpdateTextClassificationTaskRequest IRequestBody<UpdateTextClassificationTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateTextClassificationTaskRequest)MemberwiseClone(), request);
}
