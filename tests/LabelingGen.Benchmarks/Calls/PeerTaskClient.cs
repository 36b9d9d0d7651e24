using System.Net.Http.Headers;
using System.Text.Json;
using LabelingGen.Benchmarks.Json;

namespace LabelingGen.Benchmarks.Calls;

/// <summary>
/// The same call as a careful person writes it by hand: <see cref="HttpClient"/>, unbuffered, with System.Text.Json source generation; no
/// retries, typed errors, redirect checks or telemetry.
/// </summary>
internal sealed class PeerTaskClient
{
    private readonly HttpClient _http;

    public PeerTaskClient(HttpMessageHandler handler, Uri endpoint)
    {
        _http = new HttpClient(handler) { BaseAddress = endpoint };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "secret");
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("peer/1.0");
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    public async Task<PeerTaskState> GetTaskAsync(string taskId, CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await _http
            .GetAsync($"/tasks/{Uri.EscapeDataString(taskId)}", HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using Stream content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return (await JsonSerializer.DeserializeAsync(content, PeerContext.Default.PeerTaskState, cancellationToken)
            .ConfigureAwait(false))!;
    }
}
