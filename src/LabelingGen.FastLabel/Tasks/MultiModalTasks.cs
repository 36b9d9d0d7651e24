namespace LabelingGen.FastLabel;

public partial class MultiModalTasksClient
{
    /// <summary>Finds a task of kind multi-modal video and audio by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<MultiModalVideoAudioTask?> FindByNameAsync(
        string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 10, MultiModalVideoAudioTask.Read, cancellationToken);
}
