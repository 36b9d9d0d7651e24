using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>The request of one attempt on its way to get a credential, and which secrets it got.</summary>
internal sealed class AuthenticationContext(ApiOperation operation)
{
    private readonly List<(ApiCredential Credential, string Secret)> _used = [];

    public ApiOperation Operation { get; } = operation;

    public PipelineRequest Request { get; set; } = null!;

    public CancellationToken CancellationToken { get; set; }

    /// <summary>The secrets put on the request of this call so far, for blacking them out.</summary>
    public IEnumerable<string> Secrets => _used.Select(use => use.Secret);

    public ValueTask<string> UseAsync(ApiCredential credential)
    {
        ValueTask<string> secret = credential.GetAsync(CancellationToken);
        return secret.IsCompletedSuccessfully ? new ValueTask<string>(Note(credential, secret.Result)) : WaitAsync(credential, secret);
    }

    private async ValueTask<string> WaitAsync(ApiCredential credential, ValueTask<string> secret) =>
        Note(credential, await secret.ConfigureAwait(false));

    private string Note(ApiCredential credential, string secret)
    {
        foreach ((_, string known) in _used)
        {
            if (ReferenceEquals(known, secret))
                return secret;
        }

        _used.Add((credential, secret));
        return secret;
    }

    /// <summary>The server refused the credential; true when another attempt can use a new one.</summary>
    public bool Reject()
    {
        bool renewable = false;
        foreach ((ApiCredential credential, string secret) in _used)
            renewable |= credential.Reject(secret);
        return renewable;
    }
}
