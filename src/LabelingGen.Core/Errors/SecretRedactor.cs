using System.Collections.Concurrent;

namespace LabelingGen.Core;

/// <summary>Blacks out secrets that a server or a lower layer repeats in its texts.</summary>
internal sealed class SecretRedactor
{
    private const string Mask = "***";

    /// <summary>Shorter ones would black out ordinary words.</summary>
    private const int ShortestSecret = 6;

    private readonly ConcurrentDictionary<string, byte> _secrets = new(StringComparer.Ordinal);

    private string? _last;

    public void Remember(string secret)
    {
        if (ReferenceEquals(secret, Volatile.Read(ref _last)))
            return;
        if (secret.Length >= ShortestSecret)
            _secrets.TryAdd(secret, 0);
        Volatile.Write(ref _last, secret);
    }

    public string Redact(string text)
    {
        foreach ((string secret, _) in _secrets)
        {
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
            string escaped = Uri.EscapeDataString(secret);
            if (escaped.Length != secret.Length)
                text = text.Replace(escaped, Mask, StringComparison.Ordinal);
        }

        return text;
    }
}
