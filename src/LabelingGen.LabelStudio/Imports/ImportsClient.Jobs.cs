using System.Globalization;
using LabelingGen.Core;

namespace LabelingGen.LabelStudio;

public partial class ImportsClient
{
    /// <summary>A handle of an import that goes on at an enterprise server; nothing is sent yet.</summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="importId">Id of the import: <see cref="ImportResult.Import"/>.</param>
    public virtual Job<ProjectImport> Track(long projectId, long importId) => _pipeline.Job(
        new JobDefinition<ProjectImport, ProjectImport>
        {
            Name = "ImportJob",
            CreateStatusRequest = id => _pipeline.CreateRequest(GetOperation).Path("id", projectId).Path("import_pk", id),
            Read = ProjectImport.Read,
            State = static report => report.Status?.Value,
            Running = [WorkStatus.Created.Value, WorkStatus.InProgress.Value],
            Succeeded = [WorkStatus.Completed.Value],
            Failed = [WorkStatus.Failed.Value],
            Error = static report => report.Error,
            Result = static report => report,
        },
        importId.ToString(CultureInfo.InvariantCulture));

    /// <summary>A handle of a reimport that goes on at an enterprise server; nothing is sent yet.</summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="reimportId">Id of the reimport: <see cref="ImportResult.Reimport"/>.</param>
    public virtual Job<ProjectReimport> TrackReimport(long projectId, long reimportId) => _pipeline.Job(
        new JobDefinition<ProjectReimport, ProjectReimport>
        {
            Name = "ReimportJob",
            CreateStatusRequest = id => _pipeline.CreateRequest(GetReimportOperation).Path("id", projectId).Path("reimport_pk", id),
            Read = ProjectReimport.Read,
            State = static report => report.Status?.Value,
            Running = [WorkStatus.Created.Value, WorkStatus.InProgress.Value],
            Succeeded = [WorkStatus.Completed.Value],
            Failed = [WorkStatus.Failed.Value],
            Error = static report => report.Error,
            Result = static report => report,
        },
        reimportId.ToString(CultureInfo.InvariantCulture));
}
