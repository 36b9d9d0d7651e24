using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;

namespace LabelingGen.Core;

/// <summary>
/// How a client puts its credential on requests. Applied to every attempt, and only to addresses of the origin that the request was made
/// for.
/// </summary>
public abstract class ApiAuthentication
{
    private protected ApiAuthentication()
    {
    }

    /// <summary>No credential.</summary>
    public static ApiAuthentication None { get; } = new CompositeAuthentication([]);

    /// <summary>Sends <c>name: prefix + secret</c>; a prefix such as <c>Token </c> brings its own space.</summary>
    public static ApiAuthentication Header(string name, ApiCredential credential, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(credential);
        HeaderText.CheckValue(name, prefix);
        return new HeaderAuthentication(HeaderText.CheckName(name), secret => prefix + secret, credential);
    }

    /// <summary>Sends <c>name: prefix + secret</c> with a prefix that follows from the form of the secret.</summary>
    /// <param name="name">Name of the header.</param>
    /// <param name="credential">The secret.</param>
    /// <param name="choosePrefix">Chooses the prefix, its space included.</param>
    public static ApiAuthentication Header(string name, ApiCredential credential, Func<string, string> choosePrefix)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(choosePrefix);
        return new HeaderAuthentication(
            HeaderText.CheckName(name), secret => HeaderText.CheckValue(name, choosePrefix(secret)) + secret, credential);
    }

    /// <summary>Puts nothing on requests: their bodies hold the secret, which is blacked out wherever it is repeated.</summary>
    public static ApiAuthentication InBody(ApiCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new BodyAuthentication(credential);
    }

    /// <summary>Sends <c>Authorization: Bearer secret</c>.</summary>
    public static ApiAuthentication Bearer(ApiCredential credential) => Header("Authorization", credential, "Bearer ");

    /// <summary>Sends the tokens of an OAuth 2.0 provider as <c>Authorization: Bearer</c>.</summary>
    /// <param name="provider">Gets the tokens; asked once for all requests that wait.</param>
    /// <param name="scopes">Scopes to ask for.</param>
    /// <param name="tokenUrl">The token endpoint of the API's description, if it names one.</param>
    /// <param name="timeProvider">The clock that decides when a token is renewed.</param>
    /// <exception cref="ArgumentException">The provider does not support this kind of sign-in.</exception>
    public static ApiAuthentication Bearer(
        AuthenticationTokenProvider provider, IEnumerable<string>? scopes = null, Uri? tokenUrl = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var properties = new Dictionary<string, object>();
        if (scopes is not null)
            properties[GetTokenOptions.ScopesPropertyName] = new ReadOnlyMemory<string>([.. scopes]);
        if (tokenUrl is not null)
            properties[GetTokenOptions.TokenUrlPropertyName] = tokenUrl.OriginalString;
        return Bearer(new TokenCredential(provider, properties, timeProvider ?? TimeProvider.System));
    }

    /// <summary>Sends the secret as the user name of HTTP basic authentication, with an empty password.</summary>
    public static ApiAuthentication Basic(ApiCredential userName)
    {
        ArgumentNullException.ThrowIfNull(userName);
        return new HeaderAuthentication("Authorization", secret => BasicValue(secret + ":"), userName);
    }

    /// <summary>Sends a user name and a password by HTTP basic authentication.</summary>
    /// <exception cref="ArgumentException">The user name is empty, or holds a colon or what may not stand in a header.</exception>
    public static ApiAuthentication Basic(string userName, ApiCredential password)
    {
        ArgumentNullException.ThrowIfNull(password);
        ApiCredential.Check(userName, nameof(userName));
        if (userName.Contains(':'))
            throw new ArgumentException("A user name of basic authentication must not hold a colon.", nameof(userName));
        return new HeaderAuthentication("Authorization", secret => BasicValue($"{userName}:{secret}"), password);
    }

    /// <summary>Sends the secret as a query parameter. It is blacked out wherever an address is shown.</summary>
    public static ApiAuthentication Query(string name, ApiCredential credential)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(credential);
        return new QueryAuthentication(name, credential);
    }

    /// <summary>Sends the secret as a cookie.</summary>
    public static ApiAuthentication Cookie(string name, ApiCredential credential)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(credential);
        return new CookieAuthentication(HeaderText.CheckName(name), credential);
    }

    /// <summary>Applies all of them.</summary>
    public static ApiAuthentication All(params ReadOnlySpan<ApiAuthentication> parts) => new CompositeAuthentication(parts.ToArray());

    /// <summary>
    /// Picks by the operation's <see cref="ApiOperation.Security"/>: the first alternative whose schemes are all present. Operations
    /// without an own rule use <paramref name="byDefault"/>, or else every scheme given.
    /// </summary>
    /// <param name="schemes">What is available, by scheme id; null values are not available.</param>
    /// <param name="byDefault">The document's rule: alternatives of scheme ids.</param>
    public static ApiAuthentication ByScheme(
        IEnumerable<KeyValuePair<string, ApiAuthentication?>> schemes, IReadOnlyList<IReadOnlyList<string>>? byDefault = null)
    {
        ArgumentNullException.ThrowIfNull(schemes);
        var available = new Dictionary<string, ApiAuthentication>(StringComparer.Ordinal);
        foreach ((string id, ApiAuthentication? authentication) in schemes)
        {
            if (authentication is not null)
                available[id] = authentication;
        }

        return new SchemeAuthentication(available, byDefault);
    }

    /// <summary>Says what it is, never the secret.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>Puts the credential on the request of an attempt.</summary>
    internal abstract ValueTask ApplyAsync(AuthenticationContext context);

    private static string BasicValue(string pair) => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(pair));
}
