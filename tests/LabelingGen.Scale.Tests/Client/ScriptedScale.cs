using System.ClientModel.Primitives;
using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.Scale.Tests.Client;

/// <summary>A client of Scale at its real address whose requests a script answers.</summary>
internal sealed class ScriptedScale
{
    public const string Secret = "live_canary_5f0c7d";

    public ScriptedScale(Action<ScaleClientOptions>? change = null)
    {
        ScaleClientOptions options = new()
        {
            TimeProvider = Clock,
            Random = () => 0,
            Transport = new HttpClientPipelineTransport(new HttpClient(Script) { Timeout = Timeout.InfiniteTimeSpan }),
        };
        change?.Invoke(options);
        Client = new ScaleClient(ApiCredential.FromKey(Secret), options);
    }

    public FakeTimeProvider Clock { get; } = new() { WaitsPassAtOnce = true };

    public ScriptedHandler Script { get; } = new();

    public ScaleClient Client { get; }
}
