using System.ClientModel;
using System.Text.Json.Nodes;
using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class RoboticsTasksClient
{
    /// <summary>Finds a task of kind robotics by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<RoboticsTask?> FindByNameAsync(string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 100, RoboticsTask.Read, cancellationToken, offset: 0);

    /// <summary>Uploads a zip file with the contents of robotics tasks and starts their import.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="zipPath">The file.</param>
    /// <param name="progress">Told the bytes sent so far.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What the API says of the import; its shape is not documented.</returns>
    /// <exception cref="ArgumentException">The file is no zip file; nothing was sent.</exception>
    /// <exception cref="FastLabelException">The upload or the import was refused.</exception>
    public virtual async Task<ClientResult<JsonNode?>> ImportContentsAsync(
        string project, string zipPath, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        string key = await ZipUpload.SendAsync(_pipeline, project, zipPath, FileRule.Zip, progress, cancellationToken)
            .ConfigureAwait(false);
        return await ImportContentsAsync(new ImportFileRequest { Project = project, FileKey = key }, cancellationToken)
            .ConfigureAwait(false);
    }
}

public sealed partial class CreateRoboticsTaskRequest : INamedTaskBody, IRequestBody<CreateRoboticsTaskRequest>
{
    CreateRoboticsTaskRequest IRequestBody<CreateRoboticsTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((CreateRoboticsTaskRequest)MemberwiseClone(), request);
}

public sealed partial class UpdateRoboticsTaskRequest : IAnnotatedBody, IRequestBody<UpdateRoboticsTaskRequest>
{
    string? IAnnotatedBody.AnnotationContent => null;

    UpdateRoboticsTaskRequest IRequestBody<UpdateRoboticsTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateRoboticsTaskRequest)MemberwiseClone(), request);
}
