using System.ClientModel.Primitives;
using LabelingGen.Core;

namespace LabelingGen.LabelStudio;

/// <summary>Exchanges personal access tokens for access tokens; other keys are sent as they are.</summary>
internal sealed class AccessTokens
{
    /// <summary>A token this close to its end may expire on the way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly Lazy<TokensClient> _tokens;
    private readonly TimeProvider _timeProvider;

    private AccessTokens(ApiCredential key, LabelStudioClientOptions options)
    {
        _timeProvider = options.TimeProvider;
        // Made at the first exchange, when the client's own pipeline has completed the options.
        _tokens = new Lazy<TokensClient>(() => new TokensClient(ApiPipeline.Create(new ApiPipelineSettings
        {
            Options = options,
            DefaultEndpoint = options.DefaultEndpoint,
            EndpointEnvironment = "LABEL_STUDIO_URL",
            Authentication = ApiAuthentication.InBody(key),
            ClientName = "LabelingGen.LabelStudio",
            Errors = new ErrorConvention { MessagePath = "detail", CodePath = "status_code" },
            CreateException = LabelStudioException.Create,
        })));
    }

    public static ApiAuthentication Authenticate(ApiCredential key, LabelStudioClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(key);
        AccessTokens tokens = new(key, options);
        return ApiAuthentication.Header(
            "Authorization",
            ApiCredential.FromExchange(key, tokens.ExchangeAsync, options.TimeProvider),
            static secret => WebToken.Read(secret) is null ? "Token " : "Bearer ");
    }

    private async ValueTask<AuthenticationToken> ExchangeAsync(string key, CancellationToken cancellationToken)
    {
        if (WebToken.Read(key) is not { } token)
            return new AuthenticationToken(key, "Token", DateTimeOffset.MaxValue);
        if (!token.IsWhole)
            throw Unusable("The token lacks its signature: lists of tokens show them cut. The whole token is shown once, when it is made.");
        if (token.Expires <= _timeProvider.GetUtcNow())
            throw Unusable($"The {(token.Kind == "access" ? "access token" : "personal access token")} expired at {token.Expires:u}.");
        if (token.Kind == "access")
            return new AuthenticationToken(key, "Bearer", token.Expires ?? DateTimeOffset.MaxValue);
        TokenRefreshResponse answer = await _tokens.Value.RefreshAsync(new RefreshTokenRequest { Refresh = key }, cancellationToken)
            .ConfigureAwait(false);
        string access = answer.Access ?? throw Unusable("The server gave no access token for the personal access token.");
        DateTimeOffset end = WebToken.Read(access)?.Expires ?? DateTimeOffset.MaxValue;
        return new AuthenticationToken(access, "Bearer", end, end == DateTimeOffset.MaxValue ? end : end - Margin);
    }

    private static LabelStudioUnauthorizedException Unusable(string message) =>
        new(new ApiError("Tokens.Refresh", message) { Status = 401, Outcome = ApiOutcome.NotSent, Attempts = 0 });
}
