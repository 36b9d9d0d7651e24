using LabelingGen.Benchmarks.Json;
using LabelingGen.Benchmarks.Json.Generated;
using LabelingGen.Core;
using Microsoft.AspNetCore.Http;

namespace LabelingGen.Benchmarks.Calls;

/// <summary>
/// One call of a generated client against <see cref="HttpClient"/> with System.Text.Json source generation: row 15 of the goals.
/// </summary>
internal static class CallRatios
{
    private static readonly Uri Nowhere = new("https://api.test");

    public static IEnumerable<Ratio> Measure()
    {
        byte[] answer = PageText.State();

        var peer = new PeerTaskClient(new CannedHandler(answer), Nowhere);
        PageClient ours = Client(new CannedHandler(answer), Nowhere);
        (Measurement free, Measurement peerFree) = Measurement.Compare(
            () => ours.GetTaskAsync("64a1f0").GetAwaiter().GetResult(), () => peer.GetTaskAsync("64a1f0").GetAwaiter().GetResult(),
            repeat: 200);
        yield return new Ratio("call-no-io-us", free.Milliseconds * 1000, peerFree.Milliseconds * 1000);
        yield return new Ratio("call-no-io-bytes", free.Bytes, peerFree.Bytes);

        (Measurement real, Measurement peerReal) = LoopbackAsync(answer).GetAwaiter().GetResult();
        yield return new Ratio("call-loopback-us", real.Milliseconds * 1000, peerReal.Milliseconds * 1000);
    }

    private static async Task<(Measurement Ours, Measurement Peer)> LoopbackAsync(byte[] answer)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            return context.Response.Body.WriteAsync(answer, 0, answer.Length);
        });
        using SocketsHttpHandler peerHandler = new();
        var ours = new PageClient(ApiCredential.FromKey("secret"), new PageClientOptions { Endpoint = server.Endpoint });
        var peer = new PeerTaskClient(peerHandler, server.Endpoint);
        return await Measurement.CompareAsync(
            () => ours.GetTaskAsync("64a1f0"), () => peer.GetTaskAsync("64a1f0"), rounds: 300, repeat: 50);
    }

    /// <summary>A generated client over a handler.</summary>
    public static PageClient Client(HttpMessageHandler handler, Uri endpoint, Action<PageClientOptions>? configure = null)
    {
        var options = new PageClientOptions
        {
            Endpoint = endpoint,
            Transport = new ApiTransport(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }),
        };
        configure?.Invoke(options);
        return new PageClient(ApiCredential.FromKey("secret"), options);
    }
}
