using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Delivers events: one POST each, a second at most, no repeat and no signature, as the vendor does.</summary>
internal sealed class LabelStudioWebhooks(LabelStudioEmulator vendor) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();

    /// <summary>What is told of each action, and whether it belongs to the organization only.</summary>
    public static IReadOnlyDictionary<string, (string Key, bool OrganizationOnly)> Actions { get; } =
        new Dictionary<string, (string, bool)>
        {
            ["PROJECT_CREATED"] = ("project", true),
            ["PROJECT_UPDATED"] = ("project", false),
            ["PROJECT_DELETED"] = ("project", true),
            ["TASKS_CREATED"] = ("tasks", false),
            ["TASKS_DELETED"] = ("tasks", false),
            ["ANNOTATION_CREATED"] = ("annotation", false),
            ["ANNOTATIONS_CREATED"] = ("annotation", false),
            ["ANNOTATION_UPDATED"] = ("annotation", false),
            ["ANNOTATIONS_DELETED"] = ("annotations", false),
            ["LABEL_LINK_CREATED"] = ("label_link", false),
            ["LABEL_LINK_UPDATED"] = ("label_link", false),
            ["LABEL_LINK_DELETED"] = ("label_link", false),
        };

    public void Send(string action, JsonObject? project, params (string Key, JsonNode? Value)[] payload)
    {
        if (!vendor.Outbound.Allowed)
            return;
        foreach (JsonObject hook in vendor.Hooks.Rows)
        {
            if (!hook.IsTrue("is_active") || (hook.Whole("project") is { } owner && owner != project?.Id()) || !Wants(hook, action))
                continue;
            JsonObject body = new() { ["action"] = action };
            if (hook.IsTrue("send_payload"))
            {
                if (project is not null)
                    body["project"] = project.Copy();
                foreach ((string key, JsonNode? value) in payload)
                    body[key] = value?.DeepClone();
            }

            _ = DeliverAsync(hook["url"]!.ToString(), hook["headers"] as JsonObject, body.ToJsonString());
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private static bool Wants(JsonObject hook, string action) =>
        hook.IsTrue("send_for_all_actions") || (hook["actions"] as JsonArray)?.Any(wanted => wanted?.ToString() == action) == true;

    private async Task DeliverAsync(string url, JsonObject? headers, string body)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(Timeout);
        using HttpRequestMessage request = new(HttpMethod.Post, url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach ((string name, JsonNode? value) in headers?.DeepClone().AsObject() ?? [])
            request.Headers.TryAddWithoutValidation(name, value?.ToString());
        try
        {
            using HttpResponseMessage? response = await vendor.Outbound.TrySendAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Too slow, or the emulator stops: the vendor does not repeat either.
        }
    }
}
