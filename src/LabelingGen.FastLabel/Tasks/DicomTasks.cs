using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class DicomTasksClient
{
    /// <summary>Finds a task of kind DICOM by its name.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first task that the API's filter by name gives; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<DicomTask?> FindByNameAsync(string project, string name, CancellationToken cancellationToken = default) =>
        Lookup.TaskAsync(_pipeline, ListOperation, project, name, 100, DicomTask.Read, cancellationToken);

    /// <summary>Uploads a zip file with DICOM images and starts its import; the tasks appear when the job is done.</summary>
    /// <param name="zipPath">The file, at most <see cref="FastLabelLimits.DicomZipBytes"/>.</param>
    /// <param name="request">
    /// Project, status, tags and people of the tasks; <see cref="CreateDicomTaskRequest.FileKey"/> is not used.
    /// </param>
    /// <param name="progress">Told the bytes sent so far.</param>
    /// <param name="cancellationToken">Ends the call; the server may have begun the import.</param>
    /// <exception cref="ArgumentException">The file is no zip file or too large; nothing was sent.</exception>
    /// <exception cref="FastLabelException">The upload or the import was refused.</exception>
    public virtual async Task<DicomImportJob> CreateAsync(
        string zipPath, CreateDicomTaskRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        string key = await ZipUpload.SendAsync(_pipeline, request.Project, zipPath, FileRule.DicomZip, progress, cancellationToken)
            .ConfigureAwait(false);
        return await CreateAsync(request.WithFile(key), cancellationToken).ConfigureAwait(false);
    }
}

public sealed partial class CreateDicomTaskRequest : ITaskBody, IRequestBody<CreateDicomTaskRequest>
{
    internal CreateDicomTaskRequest WithFile(string fileKey)
    {
        CreateDicomTaskRequest copy = (CreateDicomTaskRequest)MemberwiseClone();
        copy.FileKey = fileKey;
        return copy;
    }

    CreateDicomTaskRequest IRequestBody<CreateDicomTaskRequest>.Prepare(ApiRequest request)
    {
        ArgumentException.ThrowIfNullOrEmpty(FileKey);
        return TaskBody.Prepare(this, request);
    }
}

public sealed partial class UpdateDicomTaskRequest : ITaskBody, IRequestBody<UpdateDicomTaskRequest>
{
    UpdateDicomTaskRequest IRequestBody<UpdateDicomTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateDicomTaskRequest)MemberwiseClone(), request);
}
