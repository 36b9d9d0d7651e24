using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.LabelStudio;

/// <summary>
/// Exchanges personal access tokens for access tokens; other keys are sent as they are. Compiled into the clients of both editions, for
/// neither knows the other.
/// </summary>
internal sealed class AccessTokens
{
    /// <summary>A token this close to its end may expire on the way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    // Sent again when it is not answered: a second access token does no harm.
    private static readonly ApiOperation RefreshOperation =
        new("Tokens.Refresh", "POST", "/api/token/refresh/") { Idempotency = Idempotency.Safe, Security = [] };

    private readonly Func<ApiError, ApiException> _createException;
    private readonly TimeProvider _timeProvider;
    private readonly Lazy<ApiPipeline> _pipeline;

    private AccessTokens(ApiCredential key, ApiClientOptions options, Uri endpoint, Func<ApiError, ApiException> createException)
    {
        _createException = createException;
        _timeProvider = options.TimeProvider;
        // Made at the first exchange, when the client's own pipeline has completed the options.
        _pipeline = new Lazy<ApiPipeline>(() => ApiPipeline.Create(new ApiPipelineSettings
        {
            Options = options,
            DefaultEndpoint = endpoint,
            EndpointEnvironment = "LABEL_STUDIO_URL",
            Authentication = ApiAuthentication.InBody(key),
            ClientName = "LabelingGen.LabelStudio",
            Errors = new ErrorConvention { MessagePath = "detail", CodePath = "status_code" },
            CreateException = createException,
        }));
    }

    /// <param name="key">A token of any kind.</param>
    /// <param name="options">Options of the client whose calls are authenticated.</param>
    /// <param name="endpoint">Where the exchange is asked for, unless the options or the environment tell another address.</param>
    /// <param name="createException">Makes the exceptions of the client.</param>
    public static ApiAuthentication Authenticate(
        ApiCredential key, ApiClientOptions options, Uri endpoint, Func<ApiError, ApiException> createException)
    {
        ArgumentNullException.ThrowIfNull(key);
        AccessTokens tokens = new(key, options, endpoint, createException);
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
        if (token.Expires is not { } expires)
            throw Unusable("The token tells no end (exp), which every token of Label Studio does: it is another service's.");
        if (expires <= _timeProvider.GetUtcNow())
            throw Unusable($"The {(token.Kind == "access" ? "access token" : "personal access token")} expired at {expires:u}.");
        if (token.Kind == "access")
            return new AuthenticationToken(key, "Bearer", expires);
        string access = await RefreshAsync(key, cancellationToken).ConfigureAwait(false)
            ?? throw Unusable("The server gave no access token for the personal access token.");
        DateTimeOffset end = WebToken.Read(access)?.Expires ?? DateTimeOffset.MaxValue;
        return new AuthenticationToken(access, "Bearer", end, end == DateTimeOffset.MaxValue ? end : end - Margin);
    }

    private async Task<string?> RefreshAsync(string key, CancellationToken cancellationToken)
    {
        ApiRequest request = _pipeline.Value.CreateRequest(RefreshOperation).JsonBody(key, WriteRefresh);
        ClientResult<JsonObject> answer =
            await _pipeline.Value.SendAsync(request, JsonCodec.ReadObject, cancellationToken).ConfigureAwait(false);
        return answer.Value["access"] is JsonValue access && access.TryGetValue(out string? text) ? text : null;
    }

    private static void WriteRefresh(Utf8JsonWriter writer, string key)
    {
        writer.WriteStartObject();
        writer.WriteString("refresh", key);
        writer.WriteEndObject();
    }

    private ApiException Unusable(string message) =>
        _createException(new ApiError("Tokens.Refresh", message) { Status = 401, Outcome = ApiOutcome.NotSent, Attempts = 0 });
}
