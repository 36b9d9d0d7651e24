namespace LabelingGen.Core;

/// <summary>A secret that is fetched once and kept until the server refuses it.</summary>
internal sealed class CallbackCredential(Func<CancellationToken, ValueTask<string>> getSecret) : ApiCredential
{
    private readonly SingleFlight<string> _secret = new(async token => Check(await getSecret(token).ConfigureAwait(false), "secret"));

    internal override ValueTask<string> GetAsync(CancellationToken cancellationToken) => _secret.GetAsync(cancellationToken);

    internal override bool Reject(string secret)
    {
        _secret.Forget(value => string.Equals(value, secret, StringComparison.Ordinal));
        return true;
    }
}
