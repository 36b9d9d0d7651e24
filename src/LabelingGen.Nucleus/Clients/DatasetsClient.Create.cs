using System.ClientModel;
using System.Globalization;

namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
    /// <summary>Makes a dataset of the tasks of a labeling project; more than 1,000 are ingested in the background.</summary>
    /// <param name="projectId">Id of the labeling project.</param>
    /// <param name="lastTasks">How many of the newest tasks, 1 or more; all by default.</param>
    /// <param name="name">Name of the dataset; the server chooses one by default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<DatasetId>> CreateFromProjectAsync(
        string projectId, int? lastTasks = null, string? name = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectId);
        if (lastTasks is { } count)
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(lastTasks));
        CreateDatasetFromProjectRequest request = new()
        {
            ProjectId = projectId,
            LastNTasks = lastTasks?.ToString(CultureInfo.InvariantCulture),
            Name = name,
        };
        return CreateFromProjectAsync(request, cancellationToken);
    }
}
