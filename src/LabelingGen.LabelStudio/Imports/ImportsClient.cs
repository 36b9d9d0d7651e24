using System.ClientModel;
using System.Runtime.CompilerServices;
using LabelingGen.Core;

namespace LabelingGen.LabelStudio;

public partial class ImportsClient
{
    /// <summary>The most files the server takes in one request by default.</summary>
    public const int MaxFiles = 100;

    /// <summary>
    /// Creates tasks, with what is known about them. The community edition answers when all is done; an enterprise server names an import
    /// that goes on (<see cref="ImportResult.Import"/>), for <see cref="Track"/>.
    /// </summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="options">How the import is done.</param>
    /// <param name="cancellationToken">Ends the call; the server may have created the tasks.</param>
    /// <exception cref="ArgumentException">There is no task, or a region has a value that cannot be; nothing was sent.</exception>
    /// <exception cref="LabelStudioValidationException">Tasks lack what the labeling config shows.</exception>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual Task<ClientResult<ImportResult>> ImportAsync(
        long projectId, IReadOnlyList<ImportTask> tasks, ImportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count == 0)
            throw new ArgumentException("There is no task to import.", nameof(tasks));
        for (int i = 0; i < tasks.Count; i++)
            Check(tasks[i], i, nameof(tasks));
        return SendImportAsync(projectId, tasks, options?.ToQuery(), cancellationToken);
    }

    /// <summary>
    /// Creates tasks that are sent while they are produced: memory stays bounded however many there are. The server takes up to 250 MiB
    /// and 1,000,000 tasks a request by default. A call that broke is not repeated.
    /// </summary>
    /// <inheritdoc cref="ImportAsync(long, IReadOnlyList{ImportTask}, ImportOptions?, CancellationToken)"/>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="options">How the import is done.</param>
    /// <param name="cancellationToken">Ends the call; the server may have created the tasks.</param>
    public virtual Task<ClientResult<ImportResult>> ImportAsync(
        long projectId, IAsyncEnumerable<ImportTask> tasks, ImportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ApiRequest request = CreateRequest(projectId, options).JsonArrayBody(Checked(tasks, cancellationToken), ImportTask.Write);
        return _pipeline.SendAsync(request, ImportResult.Read, cancellationToken);
    }

    /// <summary>
    /// Uploads files and makes tasks of them: one of each picture, sound, video or HTML file, many of a JSON, CSV, TSV or text file. The
    /// files are streamed. The server stores them under names of its own.
    /// </summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="files">1 to <see cref="MaxFiles"/> files.</param>
    /// <param name="options">How the import is done; with <see cref="ImportOptions.CommitToProject"/> false files are only stored.</param>
    /// <param name="cancellationToken">Ends the call; the server may have created the tasks.</param>
    /// <exception cref="ArgumentException">There is no file, or there are too many; nothing was sent.</exception>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual Task<ClientResult<ImportResult>> ImportFilesAsync(
        long projectId, IReadOnlyList<FileUpload> files, ImportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count is 0 or > MaxFiles)
            throw new ArgumentException($"An import takes 1 to {MaxFiles} files, not {files.Count}.", nameof(files));
        Core.MultipartContent content = new(options?.Progress);
        // Of two parts of the same name the server keeps the last only.
        for (int i = 0; i < files.Count; i++)
            content.AddFile($"file_{i}", files[i]);
        return _pipeline.SendAsync(CreateRequest(projectId, options).MultipartBody(content), ImportResult.Read, cancellationToken);
    }

    /// <summary>Has the server fetch a file and make tasks of it.</summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="address">Address of the file, absolute; the server must be able to reach it.</param>
    /// <param name="options">How the import is done.</param>
    /// <param name="cancellationToken">Ends the call; the server may have created the tasks.</param>
    /// <exception cref="ArgumentException">The address is not an absolute http or https address.</exception>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual Task<ClientResult<ImportResult>> ImportFromAddressAsync(
        long projectId, Uri address, ImportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"'{address}' is no absolute http or https address.", nameof(address));
        ApiRequest request = CreateRequest(projectId, options).FormBody([new("url", address.AbsoluteUri)]);
        return _pipeline.SendAsync(request, ImportResult.Read, cancellationToken);
    }

    /// <summary>Adds predictions to tasks that exist.</summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="predictions">The predictions, each with its task.</param>
    /// <param name="cancellationToken">Ends the call; the server may have created the predictions.</param>
    /// <returns>How many were created.</returns>
    /// <exception cref="ArgumentException">There is no prediction, or a region has a value that cannot be; nothing was sent.</exception>
    /// <exception cref="LabelStudioValidationException">There is no such task.</exception>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual Task<ClientResult<PredictionImportResult>> ImportPredictionsAsync(
        long projectId, IReadOnlyList<PredictionForTask> predictions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Count == 0)
            throw new ArgumentException("There is no prediction to import.", nameof(predictions));
        for (int i = 0; i < predictions.Count; i++)
            RegionRules.Check([.. predictions[i].Result], $"{nameof(predictions)}[{i}].result", nameof(predictions));
        return SendPredictionsAsync(projectId, predictions, cancellationToken);
    }

    private ApiRequest CreateRequest(long projectId, ImportOptions? options)
    {
        ApiRequest request = _pipeline.CreateRequest(SendImportOperation).Path("id", projectId);
        options?.ToQuery().AddTo(request);
        return request;
    }

    private static async IAsyncEnumerable<ImportTask> Checked(
        IAsyncEnumerable<ImportTask> tasks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int index = 0;
        await foreach (ImportTask task in tasks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Check(task, index++, nameof(tasks));
            yield return task;
        }
    }

    private static void Check(ImportTask task, int index, string parameter)
    {
        for (int i = 0; i < task.Annotations?.Count; i++)
            RegionRules.Check(task.Annotations[i].Result, $"{parameter}[{index}].annotations[{i}].result", parameter);
        for (int i = 0; i < task.Predictions?.Count; i++)
            RegionRules.Check(task.Predictions[i].Result, $"{parameter}[{index}].predictions[{i}].result", parameter);
    }
}
