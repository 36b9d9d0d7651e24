using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class AudioTasksClient
{
    /// <summary>Finds a task of kind audio by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<AudioTask?> FindByNameAsync(string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 100, AudioTask.Read, cancellationToken);
}

public sealed partial class CreateAudioTaskRequest : INamedTaskBody, IAnnotatedBody, IFileBody, IRequestBody<CreateAudioTaskRequest>
{
    FileRule IFileBody.FileRule => FileRule.Audio;

    string? IAnnotatedBody.AnnotationContent => Name;

    CreateAudioTaskRequest IRequestBody<CreateAudioTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreateAudioTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdateAudioTaskRequest : IAnnotatedBody, IRequestBody<UpdateAudioTaskRequest>
{
    string? IAnnotatedBody.AnnotationContent => string.Empty;

    UpdateAudioTaskRequest IRequestBody<UpdateAudioTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateAudioTaskRequest)MemberwiseClone(), request);
}
