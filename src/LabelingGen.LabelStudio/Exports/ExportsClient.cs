using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using LabelingGen.Core;

namespace LabelingGen.LabelStudio;

public partial class ExportsClient
{
    private const string JobName = "ExportJob";

    /// <summary>
    /// Starts a snapshot of a project. Without a task queue the server does all the work within this call, which then takes minutes:
    /// set <see cref="CreateExportRequest.Title"/>, so that a snapshot can be found again in <see cref="ListAsync"/> when a proxy gave up.
    /// </summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="request">What to take in; everything of a task that has annotations or not by default.</param>
    /// <param name="cancellationToken">Ends the call; the server may go on.</param>
    /// <returns>The work; wait for it, then download.</returns>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual async Task<Job<Export>> StartAsync(
        long projectId, CreateExportRequest? request = null, CancellationToken cancellationToken = default)
    {
        ClientResult<CreatedExport> created =
            await SendCreateAsync(projectId, request ?? new CreateExportRequest(), cancellationToken).ConfigureAwait(false);
        long id = created.Value.Id ?? throw new LabelStudioException(new ApiError("Exports.Create", "The server named no export."));
        return new Job<Export>(_pipeline.TrackJob(SnapshotJob, JobId(projectId, id), created.GetRawResponse()));
    }

    /// <summary>A handle of a snapshot that is being made; nothing is sent yet.</summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="exportId">Id of the export.</param>
    public virtual Job<Export> Track(long projectId, long exportId) => _pipeline.Job(SnapshotJob, JobId(projectId, exportId));

    /// <summary>A handle of a snapshot from the <see cref="OperationResult.RehydrationToken"/> of another one.</summary>
    /// <param name="rehydrationToken">The token.</param>
    /// <exception cref="ArgumentException">The token is malformed or names another kind of job.</exception>
    public virtual Job<Export> Resume(ContinuationToken rehydrationToken) =>
        _pipeline.Job(SnapshotJob, ApiPipeline.ReadJobToken(JobName, rehydrationToken));

    /// <summary>
    /// Starts the conversion of a finished snapshot. The community edition converts while it downloads and has no such work: then the
    /// server answers 404.
    /// </summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="exportId">Id of the export.</param>
    /// <param name="format">The format, such as <c>COCO</c>; see <see cref="ListFormatsAsync"/>.</param>
    /// <param name="cancellationToken">Ends the call; the server may go on.</param>
    /// <exception cref="LabelStudioValidationException">
    /// The format is unknown, or its conversion was started already and has not failed.
    /// </exception>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual async Task<Job<ConvertedFormat>> StartConversionAsync(
        long projectId, long exportId, string format, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(format);
        await ConvertAsync(projectId, exportId, new ExportConvertRequest { ExportType = format }, cancellationToken).ConfigureAwait(false);
        return TrackConversion(projectId, exportId, format);
    }

    /// <summary>A handle of a conversion; nothing is sent yet.</summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="exportId">Id of the export.</param>
    /// <param name="format">The format.</param>
    public virtual Job<ConvertedFormat> TrackConversion(long projectId, long exportId, string format)
    {
        ArgumentException.ThrowIfNullOrEmpty(format);
        return _pipeline.Job(
            new JobDefinition<Export, ConvertedFormat>
            {
                Name = "ExportConversionJob",
                CreateStatusRequest = CreateStatusRequest,
                Read = Export.Read,
                State = report => Conversion(report, format)?.Status?.Value,
                Running = [WorkStatus.Created.Value, WorkStatus.InProgress.Value],
                Succeeded = [WorkStatus.Completed.Value],
                Failed = [WorkStatus.Failed.Value],
                Error = report => Conversion(report, format)?.Traceback,
                Result = report => Conversion(report, format) ?? new ConvertedFormat(),
            },
            JobId(projectId, exportId));
    }

    /// <summary>
    /// Downloads a finished snapshot into a file. A download that breaks is taken up again where it broke if the server can; the file
    /// appears when it is complete, and otherwise nothing does.
    /// </summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="exportId">Id of the export.</param>
    /// <param name="path">The file; one that is there is replaced at the end. A format of several files is a zip archive.</param>
    /// <param name="format">The format, such as <c>COCO</c>; the snapshot itself (JSON) without.</param>
    /// <param name="progress">Told the bytes received so far.</param>
    /// <param name="cancellationToken">Ends the download; nothing is left of it.</param>
    /// <exception cref="LabelStudioNotFoundException">The snapshot is not finished, or not converted into this format.</exception>
    /// <exception cref="LabelStudioException">The download failed.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public virtual Task<DownloadResult> DownloadAsync(
        long projectId, long exportId, string path, string? format = null, IProgress<long>? progress = null,
        CancellationToken cancellationToken = default) =>
        DownloadAsync(projectId, exportId, path, format, new DownloadOptions { Progress = progress }, cancellationToken);

    /// <summary>
    /// Downloads a finished snapshot into a file, as it is (JSON). The server told its MD5 digest when the snapshot was finished: the file
    /// is held to it, and a download that breaks is taken up again where it broke, also from servers that name no version of the file.
    /// </summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="export">The snapshot, as it was read when it was finished.</param>
    /// <param name="path">The file; one that is there is replaced at the end.</param>
    /// <param name="progress">Told the bytes received so far.</param>
    /// <param name="cancellationToken">Ends the download; nothing is left of it.</param>
    /// <exception cref="ArgumentException">The snapshot has no id.</exception>
    /// <exception cref="LabelStudioException">The download failed, or the file is not the one that the server made.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public virtual Task<DownloadResult> DownloadAsync(
        long projectId, Export export, string path, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(export);
        long id = export.Id ?? throw new ArgumentException("The snapshot has no id.", nameof(export));
        // Servers that work without a digest leave it empty.
        string? md5 = export.Md5 is { Length: 32 } told && told.All(char.IsAsciiHexDigit) ? told : null;
        return DownloadAsync(projectId, id, path, null, new DownloadOptions { Progress = progress, Md5 = md5 }, cancellationToken);
    }

    /// <summary>
    /// Exports a project through a snapshot into a file: starts it, waits, converts it where the server converts beforehand, and downloads
    /// it. When the start is answered by nobody or by a proxy that gave up, the snapshot is looked for by its title.
    /// </summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="path">The file; it appears when it is complete.</param>
    /// <param name="options">Format, selection and waiting; JSON of everything by default.</param>
    /// <param name="cancellationToken">Ends the wait or the download; the snapshot stays at the server.</param>
    /// <exception cref="JobFailedException">The snapshot or its conversion failed at the server.</exception>
    /// <exception cref="JobTimeoutException">The snapshot was not finished in time.</exception>
    /// <exception cref="LabelStudioException">A call failed.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public virtual async Task<DownloadResult> ExportSnapshotAsync(
        long projectId, string path, SnapshotExportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new SnapshotExportOptions();
        string format = options.Format;
        ArgumentException.ThrowIfNullOrEmpty(format, nameof(options));
        Job<Export> job = await StartOrFindAsync(projectId, options.ToRequest(), cancellationToken).ConfigureAwait(false);
        Export export = await job.WaitForCompletionAsync(options.Progress, options.Polling, cancellationToken).ConfigureAwait(false);
        long id = export.Id ?? ParseId(job.Id).Export;
        export.Id = id;
        if (format == SnapshotExportOptions.Json)
            return await DownloadAsync(projectId, export, path, options.DownloadProgress, cancellationToken).ConfigureAwait(false);
        await ConvertWhereNeededAsync(projectId, id, options, cancellationToken).ConfigureAwait(false);
        return await DownloadAsync(projectId, id, path, format, options.DownloadProgress, cancellationToken).ConfigureAwait(false);
    }

    private Task<DownloadResult> DownloadAsync(
        long projectId, long exportId, string path, string? format, DownloadOptions options, CancellationToken cancellationToken) =>
        _pipeline.DownloadAsync(
            () => _pipeline.CreateRequest(OpenDownloadOperation).Path("id", projectId).Path("export_pk", exportId)
                .Query("exportType", format),
            path, options, cancellationToken);

    private async Task<Job<Export>> StartOrFindAsync(long projectId, CreateExportRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await StartAsync(projectId, request, cancellationToken).ConfigureAwait(false);
        }
        catch (LabelStudioException lost) when (lost.Outcome is ApiOutcome.Unknown or ApiOutcome.SucceededUnreadable)
        {
            IReadOnlyList<Export> exports = (await ListAsync(projectId, cancellationToken: cancellationToken).ConfigureAwait(false)).Value;
            if (exports.FirstOrDefault(export => export.Title == request.Title)?.Id is { } id)
                return Track(projectId, id);
            throw;
        }
    }

    private async Task ConvertWhereNeededAsync(
        long projectId, long exportId, SnapshotExportOptions options, CancellationToken cancellationToken)
    {
        try
        {
            Job<ConvertedFormat> conversion =
                await StartConversionAsync(projectId, exportId, options.Format, cancellationToken).ConfigureAwait(false);
            await conversion.WaitForCompletionAsync(options.Progress, options.Polling, cancellationToken).ConfigureAwait(false);
        }
        catch (LabelStudioNotFoundException)
        {
            // The community edition converts while it downloads.
        }
    }

    private JobDefinition<Export, Export> SnapshotJob => new()
    {
        Name = JobName,
        CreateStatusRequest = CreateStatusRequest,
        Read = Export.Read,
        State = static report => report.Status?.Value,
        Running = [WorkStatus.Created.Value, WorkStatus.InProgress.Value],
        Succeeded = [WorkStatus.Completed.Value],
        Failed = [WorkStatus.Failed.Value],
        Result = static report => report,
    };

    private static ConvertedFormat? Conversion(Export export, string format) =>
        export.ConvertedFormats?.LastOrDefault(conversion => conversion.ExportType == format);

    private ApiRequest CreateStatusRequest(string jobId)
    {
        (long project, long export) = ParseId(jobId);
        return _pipeline.CreateRequest(GetOperation).Path("id", project).Path("export_pk", export);
    }

    private static string JobId(long projectId, long exportId) => string.Create(CultureInfo.InvariantCulture, $"{projectId}/{exportId}");

    private static (long Project, long Export) ParseId(string jobId)
    {
        string[] parts = jobId.Split('/');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long project)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long export)
            ? (project, export)
            : throw new ArgumentException($"'{jobId}' does not name a project and an export.", nameof(jobId));
    }
}
