using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>Puts the headers on a request that are the same on every attempt; those of the call win over those of the client.</summary>
internal sealed class RequestHeaders
{
    private readonly KeyValuePair<string, string>[] _ofClient;

    /// <summary>Takes the headers of a client.</summary>
    /// <exception cref="ArgumentException">A name or a value cannot stand in a header.</exception>
    public RequestHeaders(ApiPipelineSettings settings)
    {
        var own = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Accept-Encoding"] = DecodingStream.AcceptEncoding,
            ["User-Agent"] = UserAgent.Create(settings),
        };
        foreach ((string name, string value) in settings.Headers)
            own[HeaderText.CheckName(name)] = HeaderText.CheckValue(name, value);
        _ofClient = [.. own];
    }

    public void Apply(PipelineRequest request, ApiCall call)
    {
        PipelineRequestHeaders headers = request.Headers;
        headers.Set("Accept", call.Operation.Accept);
        foreach ((string name, string value) in _ofClient)
            headers.Set(name, value);
        if (call.Request.MediaType is { } mediaType)
            headers.Set("Content-Type", mediaType);
        if (call.Request.CookieHeader is { } cookies)
            headers.Set("Cookie", cookies);
        if (call.IdempotencyKey is { } key)
            headers.Set(call.Operation.IdempotencyHeader!, HeaderText.CheckValue(call.Operation.IdempotencyHeader!, key));
        if (call.Request.Headers is { } ofCall)
        {
            foreach ((string name, string value) in ofCall)
                headers.Set(name, value);
        }
    }
}
