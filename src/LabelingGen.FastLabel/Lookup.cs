using System.ClientModel;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.FastLabel;

/// <summary>Finds one object by a filter of a list: the first one, as the official client does.</summary>
internal static class Lookup
{
    /// <param name="pipeline">Sends the request.</param>
    /// <param name="list">The list of the tasks' kind.</param>
    /// <param name="project">Project slug.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="limit">The page size that the official client asks for.</param>
    /// <param name="read">Reads a task.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="offset">Sent where the list insists on an offset.</param>
    public static Task<T?> TaskAsync<T>(
        ApiPipeline pipeline, ApiOperation list, string project, string name, int limit, JsonRead<T> read,
        CancellationToken cancellationToken, int? offset = null)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(project);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ApiRequest request = pipeline.CreateRequest(list)
            .Query("project", project)
            .Query("offset", offset)
            .Query("limit", limit)
            .Query("taskName", name);
        return FirstAsync(pipeline, request, read, cancellationToken);
    }

    /// <summary>The first item of a list.</summary>
    public static async Task<T?> FirstAsync<T>(
        ApiPipeline pipeline, ApiRequest request, JsonRead<T> read, CancellationToken cancellationToken)
        where T : class
    {
        IReadOnlyList<T> items = (await pipeline.SendAsync(request, JsonCodec.ReadList<T>(read), cancellationToken)
            .ConfigureAwait(false)).Value;
        return items.Count > 0 ? items[0] : null;
    }

    /// <summary>Has a call whose answer was lost, or empty, look in a list for what it made.</summary>
    /// <param name="request">The call.</param>
    /// <param name="list">The list.</param>
    /// <param name="filter">Narrows the list.</param>
    /// <param name="read">Reads an item.</param>
    /// <param name="isMade">Whether an item is the one; whether filters take parts of names, too, is not documented.</param>
    /// <param name="result">The call's result.</param>
    public static void Recover<TItem, TResult>(
        ApiRequest request, ApiOperation list, Func<ApiRequest, ApiRequest> filter, JsonRead<TItem> read, Func<TItem, bool> isMade,
        Func<TItem, TResult> result) => request.RecoverWith<TResult>(async (pipeline, cancellationToken) =>
        {
            ClientResult<IReadOnlyList<TItem>> found = await pipeline.SendAsync(
                filter(pipeline.CreateRequest(list)), JsonCodec.ReadList<TItem>(read), cancellationToken).ConfigureAwait(false);
            foreach (TItem item in found.Value.Where(isMade))
                return ClientResult.FromValue(result(item), found.GetRawResponse());
            return null;
        });
}
