using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Scale;

/// <summary>
/// Tells genuine callbacks from forged ones. Scale sends the account's callback key as it is in the header <c>scale-callback-auth</c>; live
/// and test mode have keys of their own. Answer a callback with a 2xx status, or it is repeated up to 20 times within 24 hours.
/// Thread-safe.
/// </summary>
public sealed class ScaleCallbackVerifier
{
    /// <summary>Name of the header that carries the key.</summary>
    public const string HeaderName = "scale-callback-auth";

    private readonly byte[][] _keyHashes;

    /// <summary>Takes the keys to accept: that of live mode, that of test mode, or both.</summary>
    /// <exception cref="ArgumentException">There is no key, or one is empty or blank: that would let everybody in.</exception>
    public ScaleCallbackVerifier(params string[] callbackKeys)
    {
        ArgumentNullException.ThrowIfNull(callbackKeys);
        if (callbackKeys.Length == 0)
            throw new ArgumentException("At least one callback key is needed.", nameof(callbackKeys));
        foreach (string key in callbackKeys)
            ArgumentException.ThrowIfNullOrWhiteSpace(key, nameof(callbackKeys));
        _keyHashes = [.. callbackKeys.Select(Hash)];
    }

    /// <summary>Whether a value of the header is one of the keys. Takes the same time whatever the value is.</summary>
    /// <param name="headerValue">The header's raw value; absent = not genuine.</param>
    public bool IsGenuine(string? headerValue)
    {
        // Hashes make the lengths equal, so that the comparison does not tell how long the key is.
        byte[] hash = Hash(headerValue ?? string.Empty);
        bool genuine = false;
        foreach (byte[] key in _keyHashes)
            genuine |= CryptographicOperations.FixedTimeEquals(hash, key);
        return genuine;
    }

    /// <summary>Checks a callback and reads it.</summary>
    /// <param name="headerValue">The raw value of the header <see cref="HeaderName"/>.</param>
    /// <param name="body">The body of the request your server received, UTF-8.</param>
    /// <param name="callback">The callback, where it is genuine.</param>
    /// <returns>Whether the callback is genuine; the body of another one is not looked at.</returns>
    /// <exception cref="JsonException">The callback is genuine, and its body is not one.</exception>
    public bool TryRead(string? headerValue, ReadOnlySpan<byte> body, [NotNullWhen(true)] out TaskCallback? callback)
    {
        callback = IsGenuine(headerValue) ? JsonCodec.FromUtf8(body, TaskCallback.Read) : null;
        return callback is not null;
    }

    /// <summary>Says what it is, never a key.</summary>
    public override string ToString() => $"{nameof(ScaleCallbackVerifier)} ({_keyHashes.Length} keys)";

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
