using System.Globalization;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.LabelStudio;

public partial class ImportsClient
{
    /// <summary>A handle of an import that goes on at an enterprise server; nothing is sent yet.</summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="importId">Id of the import: <see cref="ImportResult.Import"/>.</param>
    public virtual Job<ProjectImport> Track(long projectId, long importId) => Job(
        "ImportJob",
        importId,
        id => _pipeline.CreateRequest(GetOperation).Path("id", projectId).Path("import_pk", id),
        ProjectImport.Read,
        static report => report.Status?.Value,
        static report => report.Error);

    /// <summary>A handle of a reimport that goes on at an enterprise server; nothing is sent yet.</summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="reimportId">Id of the reimport: <see cref="ImportResult.Reimport"/>.</param>
    public virtual Job<ProjectReimport> TrackReimport(long projectId, long reimportId) => Job(
        "ReimportJob",
        reimportId,
        id => _pipeline.CreateRequest(GetReimportOperation).Path("id", projectId).Path("reimport_pk", id),
        ProjectReimport.Read,
        static report => report.Status?.Value,
        static report => report.Error);

    private Job<T> Job<T>(
        string name,
        long id,
        Func<string, ApiRequest> createStatusRequest,
        JsonRead<T> read,
        Func<T, string?> state,
        Func<T, string?> error) =>
        _pipeline.Job(
            new JobDefinition<T, T>
            {
                Name = name,
                CreateStatusRequest = createStatusRequest,
                Read = read,
                State = state,
                Running = [WorkStatus.Created.Value, WorkStatus.InProgress.Value],
                Succeeded = [WorkStatus.Completed.Value],
                Failed = [WorkStatus.Failed.Value],
                Error = error,
                Result = static report => report,
            },
            id.ToString(CultureInfo.InvariantCulture));
}
