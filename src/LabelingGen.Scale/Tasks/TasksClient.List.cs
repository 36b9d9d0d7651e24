using System.ClientModel;
using LabelingGen.Core;

namespace LabelingGen.Scale;

public partial class TasksClient
{
    /// <summary>
    /// Lists tasks, newest first, over all pages; the next page is fetched while the current one is read. The list asks for signed
    /// addresses of the attachments unless <see cref="ListTasksOptions.IncludeAttachmentUrl"/> says otherwise.
    /// </summary>
    /// <param name="options">
    /// Which tasks; <see cref="ListTasksOptions.Project"/> or <see cref="ListTasksOptions.Batch"/> must be set.
    /// </param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="ArgumentException">Neither project nor batch is set.</exception>
    /// <exception cref="ScaleException">A page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<ScaleTask> ListAsync(ListTasksOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ListTasksOptions filter = options.WithScope(nameof(options));
        filter.IncludeAttachmentUrl ??= true;
        return _pipeline.List(
            new PageRequest<TaskPage, ScaleTask>
            {
                Create = position =>
                {
                    ListTasksOptions page = filter.Copy();
                    page.NextToken = position ?? filter.NextToken;
                    ApiRequest request = _pipeline.CreateRequest(GetPageOperation);
                    page.AddTo(request);
                    return request;
                },
                Read = TaskPage.Read,
                Items = static page => page.Docs,
                Next = static (page, _) => page.HasMore == false ? null : page.NextToken,
            },
            cancellationToken);
    }

    /// <summary>Counts tasks without reading them.</summary>
    /// <param name="options">
    /// Which tasks; <see cref="ListTasksOptions.Project"/> or <see cref="ListTasksOptions.Batch"/> must be set.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">Neither project nor batch is set.</exception>
    /// <exception cref="ScaleException">The call failed.</exception>
    public virtual async Task<ClientResult<int>> GetCountAsync(ListTasksOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ListTasksOptions filter = options.WithScope(nameof(options));
        filter.IncludeAttachmentUrl ??= true;
        filter.PageSize = 1;
        ClientResult<TaskPage> page = await GetPageAsync(filter, cancellationToken).ConfigureAwait(false);
        return ClientResult.FromValue(page.Value.Total ?? page.Value.Docs.Count, page.GetRawResponse());
    }
}
