using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>Decides what becomes of a redirect.</summary>
internal static class RedirectRule
{
    private const int MostHops = 5;

    /// <summary>What another origin may see of a request that it is allowed to get.</summary>
    private static readonly string[] HarmlessHeaders = ["Accept", "Accept-Encoding", "User-Agent", "Range", "If-Range"];

    public static bool IsRedirect(int status) => status is 301 or 302 or 303 or 307 or 308;

    /// <summary>Points the message to the redirect's target, or refuses it.</summary>
    /// <exception cref="RedirectException">The target is not one this request may go to.</exception>
    public static void Follow(PipelineMessage message, ApiCall call, int hop)
    {
        PipelineResponse response = message.Response!;
        Uri from = message.Request.Uri!;
        if (hop >= MostHops)
            throw new RedirectException($"the server redirected more than {MostHops} times", response);
        if (!response.Headers.TryGetValue("Location", out string? location) || string.IsNullOrEmpty(location))
            throw new RedirectException("the server redirected to nowhere", response);
        if (!OriginGate.TryResolve(from, location, out Uri target))
            throw new RedirectException("the server redirected to something that is not a web address", response);
        if (from.Scheme == "https" && target.Scheme == "http")
            throw new RedirectException($"the server redirected from https to http ({OriginGate.Origin(target)})", response);

        string method = message.Request.Method;
        bool isRead = method is "GET" or "HEAD";
        if (!isRead && response.Status is 301 or 302)
            throw new RedirectException($"the server redirected a {method}, which the standard leaves open how to repeat", response);
        if (!OriginGate.IsSameOrigin(from, target))
        {
            if (!isRead || !call.Operation.RedirectsToStorage)
                throw new RedirectException($"the server redirected to another origin ({OriginGate.Origin(target)})", response);
            KeepHarmlessHeaders(message.Request);
        }
        else if (!isRead && response.Status is 307 or 308 && message.Request.Content is IResendable { CanResend: false })
        {
            throw new RedirectException("the server redirected a body that cannot be sent again", response);
        }

        if (response.Status == 303 && !isRead)
        {
            message.Request.Method = "GET";
            message.Request.Content = null;
            message.Request.Headers.Remove("Content-Type");
        }

        message.Request.Uri = target;
    }

    private static void KeepHarmlessHeaders(PipelineRequest request)
    {
        List<string> others = [];
        foreach ((string name, _) in request.Headers)
        {
            if (!HarmlessHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
                others.Add(name);
        }

        foreach (string name in others)
            request.Headers.Remove(name);
    }
}

/// <summary>A redirect was refused; the request was not repeated elsewhere.</summary>
internal sealed class RedirectException(string message, PipelineResponse response) : Exception(message)
{
    public int Status { get; } = response.Status;
}
