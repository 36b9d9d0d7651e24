using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.LabelStudio.Enterprise;
using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>Our two clients, which together are what the official one is.</summary>
internal sealed class Editions
{
    private readonly WireSession _session;
    private readonly string _key;
    private readonly int? _maxRetries;

    public Editions(WireSession session, string key, int? maxRetries = null, JsonObject? requestOptions = null)
    {
        (_session, _key, _maxRetries) = (session, key, maxRetries);
        Community = new LabelStudioClient(ApiCredential.FromKey(key), Set(new LabelStudioClientOptions(), requestOptions));
        Enterprise = new LabelStudioEnterpriseClient(
            ApiCredential.FromKey(key), Set(new LabelStudioEnterpriseClientOptions(), requestOptions));
    }

    public LabelStudioClient Community { get; }

    public LabelStudioEnterpriseClient Enterprise { get; }

    /// <summary>The clients with the options of one call, which with us are options of a client.</summary>
    public Editions For(WireCall call) => call.Object("request_options") is { } options
        ? new Editions(_session, _key, Integer(options["max_retries"]) ?? _maxRetries, options)
        : this;

    private T Set<T>(T options, JsonObject? requestOptions)
        where T : ApiClientOptions
    {
        options.Endpoint = _session.Server;
        options.TimeProvider = _session.Clock;
        options.PrefetchPages = false;
        // The official client shows the object whose work we wait for.
        options.KeepResponseContent = true;
        if (_maxRetries is { } retries)
            options.Retry.MaxRetries = retries;
        if (requestOptions is not null)
            options.Transport = new HttpClientPipelineTransport(new HttpClient(new AddedToRequests(requestOptions)));
        return options;
    }

    private static int? Integer(JsonNode? number) =>
        number is null ? null : int.Parse(number.ToString(), CultureInfo.InvariantCulture);
}
