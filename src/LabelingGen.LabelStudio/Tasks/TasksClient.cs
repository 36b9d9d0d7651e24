using System.ClientModel;
using System.Globalization;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.LabelStudio;

public partial class TasksClient
{
    /// <summary>The page size that asks for everything at once.</summary>
    public const long AllTasks = -1;

    private static readonly ApiOperation ListOfProjectOperation = new("Tasks.ListOfProject", "GET", "/api/projects/{id}/tasks/");

    /// <summary>
    /// Lists the tasks of a project, last changed first, over all pages. A page past the end is answered with 404, which ends the list.
    /// </summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="options">
    /// Order and pages. A <see cref="ListProjectTasksOptions.PageSize"/> of <see cref="AllTasks"/> asks for all tasks in one answer; the
    /// server then takes no notice of page numbers, so nothing more is asked for.
    /// </param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="LabelStudioNotFoundException">
    /// The project is not there or has no task: the server does not tell which (thrown by the enumeration); <see cref="ListAsync"/> does.
    /// </exception>
    /// <exception cref="LabelStudioException">A page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<LabelingTask> ListOfProjectAsync(
        long projectId, ListProjectTasksOptions? options = null, CancellationToken cancellationToken = default)
    {
        bool isWhole = options?.PageSize == AllTasks;
        return _pipeline.List(
            new PageRequest<IReadOnlyList<LabelingTask>, LabelingTask>
            {
                Create = position =>
                {
                    ApiRequest request = _pipeline.CreateRequest(ListOfProjectOperation).Path("id", projectId);
                    if (!isWhole)
                        request.Query("page", position);
                    options?.AddTo(request);
                    return request;
                },
                Start = (options?.Page ?? 1).ToString(CultureInfo.InvariantCulture),
                Read = JsonCodec.ReadList<LabelingTask>(LabelingTask.Read),
                Items = static page => page,
                Next = (_, context) => isWhole ? null : context.NextPage(),
                EndStatus = 404,
            },
            cancellationToken);
    }
}
