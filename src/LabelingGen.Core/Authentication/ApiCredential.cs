using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics;

namespace LabelingGen.Core;

/// <summary>
/// A secret that is put on requests: a fixed one, one that can be replaced (<see cref="ApiKeyCredential"/>), or one that is asked for.
/// Never shown by <see cref="ToString"/>, a log or a message.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class ApiCredential
{
    private protected ApiCredential()
    {
    }

    /// <summary>Takes a key whose owner can replace it through <see cref="ApiKeyCredential.Update"/>.</summary>
    /// <exception cref="ArgumentException">The key is empty or holds a line break, NUL, a control character or one outside
    /// ASCII.</exception>
    public static ApiCredential FromKey(ApiKeyCredential key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new UpdatableCredential(key);
    }

    /// <summary>Takes a fixed secret.</summary>
    /// <exception cref="ArgumentException">The secret is empty or holds a line break, NUL, a control character or one outside
    /// ASCII.</exception>
    public static ApiCredential FromKey(string secret) => new UpdatableCredential(new ApiKeyCredential(Check(secret, nameof(secret))));

    /// <summary>Reads a secret from an environment variable, now.</summary>
    /// <exception cref="InvalidOperationException">The variable is not set or empty.</exception>
    /// <exception cref="ArgumentException">Its value cannot stand in a header.</exception>
    public static ApiCredential FromEnvironment(string variable)
    {
        ArgumentException.ThrowIfNullOrEmpty(variable);
        string? value = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrEmpty(value)
            ? throw new InvalidOperationException($"The environment variable '{variable}' is not set; it holds the credential.")
            : new UpdatableCredential(new ApiKeyCredential(Check(value, variable)));
    }

    /// <summary>
    /// Asks for the secret before the first request and again after a 401; in between the last one is used. Only one call is under
    /// way at a time, however many requests wait for it.
    /// </summary>
    public static ApiCredential FromCallback(Func<CancellationToken, ValueTask<string>> getSecret)
    {
        ArgumentNullException.ThrowIfNull(getSecret);
        return new CallbackCredential(getSecret);
    }

    /// <summary>
    /// Exchanges a secret for another one that is put on requests: a long-lived token for a short-lived one. Exchanged again before the
    /// other one expires (its <see cref="AuthenticationToken.RefreshOn"/>, or else its end), after a 401, and when the secret itself was
    /// replaced; once for all requests that wait. A result equal to the secret means that it is sent as it is.
    /// </summary>
    /// <param name="source">The secret to exchange.</param>
    /// <param name="exchange">Exchanges it.</param>
    /// <param name="timeProvider">The clock that decides when it is exchanged again.</param>
    public static ApiCredential FromExchange(
        ApiCredential source, Func<string, CancellationToken, ValueTask<AuthenticationToken>> exchange, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(exchange);
        return new ExchangedCredential(source, exchange, timeProvider ?? TimeProvider.System);
    }

    /// <summary>Takes a key whose owner can replace it.</summary>
    public static implicit operator ApiCredential(ApiKeyCredential key) => FromKey(key);

    /// <summary>Says what it is, never the secret.</summary>
    public sealed override string ToString() => "ApiCredential (hidden)";

    /// <summary>The secret to use now.</summary>
    internal abstract ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Told that the server refused a secret; true when another one may be tried.</summary>
    internal virtual bool Reject(string secret) => false;

    internal static string Check(string? secret, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret, name);
        return HeaderText.IsSafe(secret) && !secret.Contains('\t')
            ? secret
            : throw new ArgumentException("A credential must not hold a line break, a control character or a character outside ASCII.",
                name);
    }
}
