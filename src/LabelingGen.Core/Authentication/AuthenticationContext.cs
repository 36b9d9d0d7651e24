using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>The request of one attempt on its way to get a credential, and which secrets it got.</summary>
internal sealed class AuthenticationContext(ApiOperation operation)
{
    private (ApiCredential Credential, string Secret)? _first;
    private List<(ApiCredential Credential, string Secret)>? _others;

    public ApiOperation Operation { get; } = operation;

    public PipelineRequest Request { get; set; } = null!;

    public CancellationToken CancellationToken { get; set; }

    public ValueTask<string> UseAsync(ApiCredential credential)
    {
        ValueTask<string> secret = credential.GetAsync(CancellationToken);
        return secret.IsCompletedSuccessfully ? new ValueTask<string>(Note(credential, secret.Result)) : WaitAsync(credential, secret);
    }

    private async ValueTask<string> WaitAsync(ApiCredential credential, ValueTask<string> secret) =>
        Note(credential, await secret.ConfigureAwait(false));

    private string Note(ApiCredential credential, string secret)
    {
        if (_first is not { } first)
            _first = (credential, secret);
        else if (!ReferenceEquals(first.Secret, secret) && _others?.Exists(use => ReferenceEquals(use.Secret, secret)) != true)
            (_others ??= []).Add((credential, secret));
        return secret;
    }

    /// <summary>Tells the secrets put on the request of this call so far, so that they can be blacked out.</summary>
    public void Reveal(SecretRedactor redactor)
    {
        if (_first is { } first)
            redactor.Remember(first.Secret);
        foreach ((_, string secret) in _others ?? [])
            redactor.Remember(secret);
    }

    /// <summary>The server refused the credential; true when another attempt can use a new one.</summary>
    public bool Reject()
    {
        bool renewable = _first is { } first && first.Credential.Reject(first.Secret);
        foreach ((ApiCredential credential, string secret) in _others ?? [])
            renewable |= credential.Reject(secret);
        return renewable;
    }
}
