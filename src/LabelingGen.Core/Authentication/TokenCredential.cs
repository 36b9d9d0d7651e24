using System.ClientModel;
using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>Tokens of an OAuth 2.0 provider, renewed before they expire and after the server has refused one.</summary>
internal sealed class TokenCredential : ApiCredential
{
    /// <summary>A token this close to its end may expire on the way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private readonly SingleFlight<AuthenticationToken> _token;

    public TokenCredential(AuthenticationTokenProvider provider, IReadOnlyDictionary<string, object> properties, TimeProvider timeProvider)
    {
        GetTokenOptions options = provider.CreateTokenOptions(properties)
            ?? throw new ArgumentException("The token provider does not support this kind of sign-in.", nameof(provider));
        _token = new SingleFlight<AuthenticationToken>(
            async token => await provider.GetTokenAsync(options, token).ConfigureAwait(false),
            token => timeProvider.GetUtcNow() < RenewalTime(token));
    }

    internal override async ValueTask<string> GetAsync(CancellationToken cancellationToken) =>
        Check((await _token.GetAsync(cancellationToken).ConfigureAwait(false)).TokenValue, "token");

    internal override bool Reject(string secret)
    {
        _token.Forget(token => string.Equals(token.TokenValue, secret, StringComparison.Ordinal));
        return true;
    }

    private static DateTimeOffset RenewalTime(AuthenticationToken token) => token switch
    {
        { RefreshOn: { } refresh } => refresh,
        { ExpiresOn: { } expires } => expires - Margin,
        _ => DateTimeOffset.MaxValue,
    };
}
