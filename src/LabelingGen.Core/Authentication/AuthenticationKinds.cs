namespace LabelingGen.Core;

/// <param name="name">Name of the header.</param>
/// <param name="write">Makes its value of the secret.</param>
/// <param name="credential">The secret.</param>
internal sealed class HeaderAuthentication(string name, Func<string, string> write, ApiCredential credential) : ApiAuthentication
{
    private Value? _last;

    internal override async ValueTask ApplyAsync(AuthenticationContext context)
    {
        string secret = await context.UseAsync(credential).ConfigureAwait(false);
        if (Volatile.Read(ref _last) is not { } value || !ReferenceEquals(value.Secret, secret))
            Volatile.Write(ref _last, value = new Value(secret, write(secret)));
        context.Request.Headers.Set(name, value.Text);
    }

    /// <summary>The text of a secret, put together once for as long as the secret is the same.</summary>
    private sealed class Value(string secret, string text)
    {
        public string Secret { get; } = secret;

        public string Text { get; } = text;
    }
}

internal sealed class BodyAuthentication(ApiCredential credential) : ApiAuthentication
{
    internal override async ValueTask ApplyAsync(AuthenticationContext context) =>
        await context.UseAsync(credential).ConfigureAwait(false);
}

internal sealed class QueryAuthentication(string name, ApiCredential credential) : ApiAuthentication
{
    private readonly string _key = Uri.EscapeDataString(name) + "=";

    internal override async ValueTask ApplyAsync(AuthenticationContext context)
    {
        string pair = _key + Uri.EscapeDataString(await context.UseAsync(credential).ConfigureAwait(false));
        Uri uri = context.Request.Uri!;
        // A retry meets the address with the pair of the attempt before.
        IEnumerable<string> others = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => !part.StartsWith(_key, StringComparison.Ordinal));
        context.Request.Uri = new Uri(uri.GetLeftPart(UriPartial.Path) + "?" + string.Join('&', others.Append(pair)));
    }
}

internal sealed class CookieAuthentication(string name, ApiCredential credential) : ApiAuthentication
{
    internal override async ValueTask ApplyAsync(AuthenticationContext context)
    {
        string pair = $"{name}={Uri.EscapeDataString(await context.UseAsync(credential).ConfigureAwait(false))}";
        string others = context.Request.Headers.TryGetValue("Cookie", out string? cookies) && cookies is not null
            ? string.Join("; ", cookies.Split("; ").Where(part => !part.StartsWith(name + "=", StringComparison.Ordinal)))
            : string.Empty;
        context.Request.Headers.Set("Cookie", others.Length == 0 ? pair : $"{others}; {pair}");
    }
}

internal sealed class CompositeAuthentication(ApiAuthentication[] parts) : ApiAuthentication
{
    internal override async ValueTask ApplyAsync(AuthenticationContext context)
    {
        foreach (ApiAuthentication part in parts)
            await part.ApplyAsync(context).ConfigureAwait(false);
    }
}

internal sealed class SchemeAuthentication(
    Dictionary<string, ApiAuthentication> available, IReadOnlyList<IReadOnlyList<string>>? byDefault) : ApiAuthentication
{
    private readonly string[] _all = [.. available.Keys];

    internal override async ValueTask ApplyAsync(AuthenticationContext context)
    {
        foreach (string id in Choose(context.Operation))
            await available[id].ApplyAsync(context).ConfigureAwait(false);
    }

    private IReadOnlyList<string> Choose(ApiOperation operation)
    {
        if ((operation.Security ?? byDefault) is not { } alternatives)
            return _all;
        IReadOnlyList<string>? anonymous = alternatives.Count == 0 ? [] : null;
        foreach (IReadOnlyList<string> alternative in alternatives)
        {
            if (alternative.Count == 0)
                anonymous = alternative;
            else if (alternative.All(available.ContainsKey))
                return alternative;
        }

        if (anonymous is not null)
            return anonymous;
        string schemes = string.Join(" or ", alternatives.Select(alternative => string.Join(" and ", alternative)));
        throw new InvalidOperationException($"{operation.Name} needs a credential for {schemes}; the client has none.");
    }
}
