using LabelingGen.Core;

namespace LabelingGen.Clarifai;

/// <summary>A secret of Clarifai and how it is sent. Its text never shows the secret.</summary>
public sealed class ClarifaiCredential
{
    private const string TokenVariable = "CLARIFAI_SESSION_TOKEN";

    private ClarifaiCredential(string header, string prefix, ApiCredential secret)
    {
        Header = header;
        Prefix = prefix;
        Secret = secret;
    }

    internal string Header { get; }

    internal string Prefix { get; }

    internal ApiCredential Secret { get; }

    /// <summary>A personal access token, which works on everything its user may do, or an app's API key, which works on that app.</summary>
    public static ClarifaiCredential FromKey(ApiCredential secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return new ClarifaiCredential("authorization", "Key ", secret);
    }

    /// <summary>The token of a signed-in session. Works over gRPC only.</summary>
    public static ClarifaiCredential FromSessionToken(ApiCredential secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return new ClarifaiCredential("x-clarifai-session-token", "", secret);
    }

    /// <summary>Reads <c>CLARIFAI_PAT</c>, or else <c>CLARIFAI_SESSION_TOKEN</c>.</summary>
    /// <exception cref="InvalidOperationException">Neither variable is set.</exception>
    /// <exception cref="ArgumentException">A variable's value cannot stand in a header.</exception>
    public static ClarifaiCredential FromEnvironment()
    {
        if (ApiEnvironment.Credential(ClarifaiClient.KeyVariable) is { } key)
            return FromKey(key);
        return ApiEnvironment.Credential(TokenVariable) is { } token
            ? FromSessionToken(token)
            : throw new InvalidOperationException(
                $"Neither environment variable '{ClarifaiClient.KeyVariable}' (personal access token) nor '{TokenVariable}' is set.");
    }

    /// <summary>A personal access token or API key.</summary>
    public static implicit operator ClarifaiCredential(ApiCredential secret) => FromKey(secret);

    /// <summary>The header, not the secret.</summary>
    public override string ToString() => $"{Header}: (hidden)";
}
