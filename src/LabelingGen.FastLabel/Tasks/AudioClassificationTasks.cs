using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class AudioClassificationTasksClient
{
    /// <summary>Finds a task of kind audio classification by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<AudioClassificationTask?> FindByNameAsync(
        string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 100, AudioClassificationTask.Read, cancellationToken);
}

public sealed partial class CreateAudioClassificationTaskRequest :
    INamedTaskBody, IClassifiedBody, IFileBody, IRequestBody<CreateAudioClassificationTaskRequest>
{
    FileRule IFileBody.FileRule => FileRule.Audio;

    CreateAudioClassificationTaskRequest IRequestBody<CreateAudioClassificationTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreateAudioClassificationTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdateAudioClassificationTaskRequest : IClassifiedBody, IRequestBody<UpdateAudioClassificationTaskRequest>
{
    UpdateAudioClassificationTaskRequest IRequestBody<UpdateAudioClassificationTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateAudioClassificationTaskRequest)MemberwiseClone(), request);
}
