using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>Puts the headers on a request that are the same on every attempt; those of the call win over those of the client.</summary>
internal static class RequestHeaders
{
    public static void Apply(PipelineRequest request, ApiCall call, ApiPipelineSettings settings, string userAgent)
    {
        PipelineRequestHeaders headers = request.Headers;
        headers.Set("Accept", call.Operation.Accept);
        headers.Set("Accept-Encoding", DecodingStream.AcceptEncoding);
        headers.Set("User-Agent", userAgent);
        foreach ((string name, string value) in settings.Headers)
            headers.Set(name, value);
        if (call.Request.MediaType is { } mediaType)
            headers.Set("Content-Type", mediaType);
        if (call.Request.CookieHeader is { } cookies)
            headers.Set("Cookie", cookies);
        if (call.IdempotencyKey is { } key)
            headers.Set(call.Operation.IdempotencyHeader!, HeaderText.CheckValue(call.Operation.IdempotencyHeader!, key));
        foreach ((string name, string value) in call.Request.Headers)
            headers.Set(name, value);
    }
}
