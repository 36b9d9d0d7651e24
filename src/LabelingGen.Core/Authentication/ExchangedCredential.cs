using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>
/// A secret that another one is exchanged for; renewed before it expires, after a refusal and when its source was replaced.
/// </summary>
internal sealed class ExchangedCredential : ApiCredential
{
    private readonly ApiCredential _source;
    private readonly SingleFlight<Exchange> _exchange;

    public ExchangedCredential(
        ApiCredential source, Func<string, CancellationToken, ValueTask<AuthenticationToken>> exchange, TimeProvider timeProvider)
    {
        _source = source;
        _exchange = new SingleFlight<Exchange>(
            async token =>
            {
                string secret = await source.GetAsync(token).ConfigureAwait(false);
                return new Exchange(secret, await exchange(secret, token).ConfigureAwait(false));
            },
            held => timeProvider.GetUtcNow() < (held.Token.RefreshOn ?? held.Token.ExpiresOn ?? DateTimeOffset.MaxValue));
    }

    internal override async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        string source = await _source.GetAsync(cancellationToken).ConfigureAwait(false);
        _exchange.Forget(held => !string.Equals(held.Source, source, StringComparison.Ordinal));
        Exchange exchange = await _exchange.GetAsync(cancellationToken).ConfigureAwait(false);
        return Check(exchange.Token.TokenValue, "token");
    }

    /// <summary>What was exchanged is exchanged anew; a secret that is sent as it is can only be replaced by its owner.</summary>
    internal override bool Reject(string secret)
    {
        _exchange.Forget(held => string.Equals(held.Token.TokenValue, secret, StringComparison.Ordinal));
        return _source.Reject(secret);
    }

    private sealed record Exchange(string Source, AuthenticationToken Token)
    {
        public override string ToString() => nameof(Exchange);
    }
}
