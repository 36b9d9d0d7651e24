using System.ClientModel;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.Nucleus;

public partial class NucleusClient
{
    /// <summary>
    /// Calls a route of the API that this client has no method for, with its credential, retries and errors. Reading is retried; anything
    /// else only when it was certainly not acted on.
    /// </summary>
    /// <param name="method">GET, POST, PUT or DELETE.</param>
    /// <param name="route">Path below the endpoint, escaped, with a query where there is one: <c>dataset/ds_1/info</c>.</param>
    /// <param name="body">What to send as JSON; nothing by default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The JSON of the answer, or <see langword="null"/> for an empty one.</returns>
    /// <exception cref="ArgumentException">The route is empty or an address of its own; nothing was sent.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<JsonNode?>> RequestAsync(
        HttpMethod method, string route, JsonNode? body = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentException.ThrowIfNullOrEmpty(route);
        if (route.Contains("://", StringComparison.Ordinal) || route.StartsWith("//", StringComparison.Ordinal)
            || route.AsSpan().IndexOfAny('{', '}', '\\') >= 0)
            throw new ArgumentException($"'{route}' is no route below the endpoint.", nameof(route));
        ApiOperation operation = new("Request", method.Method.ToUpperInvariant(), "/" + route.TrimStart('/'));
        ApiRequest request = _pipeline.CreateRequest(operation);
        if (body is not null)
            request.JsonBody(body, JsonCodec.WriteNode);
        return _pipeline.SendOptionalAsync<JsonNode>(request, JsonCodec.ReadNode, cancellationToken);
    }
}
