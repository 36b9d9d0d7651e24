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
}
