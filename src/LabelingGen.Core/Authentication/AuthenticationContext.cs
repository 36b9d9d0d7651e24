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

    public async ValueTask<string> UseAsync(ApiCredential credential)
    {
        string secret = await credential.GetAsync(CancellationToken).ConfigureAwait(false);
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
