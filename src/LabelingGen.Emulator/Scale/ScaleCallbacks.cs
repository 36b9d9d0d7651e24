using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Delivers callbacks: up to 20 repeats within a day on the emulator's clock, until one is answered with 2xx.</summary>
internal sealed class ScaleCallbacks(ScaleEmulator vendor) : IDisposable
{
    private const int MaxRepeats = 20;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);

    private readonly CancellationTokenSource _stop = new();

    public void Send(ScaleAccount account, ScaleTaskRecord task)
    {
        if (!CanReach(task.CallbackUrl))
            return;
        JsonObject json = task.ToJson();
        JsonObject payload = new()
        {
            ["task_id"] = task.Id,
            ["status"] = task.Status,
            ["response"] = json["response"]?.DeepClone(),
            ["task"] = json,
        };
        _ = DeliverAsync(task.CallbackUrl!, payload, succeeded =>
        {
            task.CallbackSucceeded = succeeded;
            if (succeeded)
                task.CallbackSucceededAt = vendor.Now;
        });
    }

    public void Send(ScaleAccount account, ScaleBatchRecord batch)
    {
        if (CanReach(batch.Callback))
            _ = DeliverAsync(batch.Callback!, batch.ToJson(detailed: true), _ => { });
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>An e-mail address is accepted in place of a URL, but no mail is sent.</summary>
    private bool CanReach(string? url) =>
        vendor.Outbound.Allowed && Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https";

    private async Task DeliverAsync(string url, JsonObject payload, Action<bool> record)
    {
        CancellationToken cancellationToken = _stop.Token;
        byte[] body = Encoding.UTF8.GetBytes(payload.ToJsonString());
        TimeSpan wait = FirstWait;
        try
        {
            for (int attempt = 0; attempt <= MaxRepeats; attempt++)
            {
                if (attempt > 0)
                {
                    await Task.Delay(wait, vendor.Clock, cancellationToken).ConfigureAwait(false);
                    wait = wait * 2 > LongestWait ? LongestWait : wait * 2;
                }

                if (await PostAsync(url, body, cancellationToken).ConfigureAwait(false))
                {
                    lock (vendor.Gate)
                        record(true);
                    return;
                }
            }

            lock (vendor.Gate)
                record(false);
        }
        catch (OperationCanceledException)
        {
            // The emulator is stopping.
        }
    }

    private async Task<bool> PostAsync(string url, byte[] body, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("scale-callback-auth", vendor.CallbackKey);
        using HttpResponseMessage? response = await vendor.Outbound.TrySendAsync(request, cancellationToken).ConfigureAwait(false);
        return response is { IsSuccessStatusCode: true };
    }
}
