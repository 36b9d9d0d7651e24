using System.ClientModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace LabelingGen.Core;

/// <summary>
/// One logical call of an operation: its parameters and body, in a form that can be sent again. Not thread-safe; used for one call.
/// </summary>
public sealed partial class ApiRequest
{
    private readonly string?[] _pathValues;
    private StringBuilder? _query;
    private StringBuilder? _cookies;
    private List<KeyValuePair<string, string>>? _headers;
    private string? _link;

    /// <summary>Starts a call of an operation; see <see cref="ApiPipeline.CreateRequest"/>.</summary>
    /// <exception cref="ArgumentNullException">There is no operation.</exception>
    public ApiRequest(ApiOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Operation = operation;
        _pathValues = operation.Template.Names.Length == 0 ? [] : new string?[operation.Template.Names.Length];
    }

    /// <summary>The operation called.</summary>
    public ApiOperation Operation { get; }

    /// <summary>The body, or <see langword="null"/>.</summary>
    public BinaryContent? Content { get; private set; }

    /// <summary>The options of the client the request belongs to; <see langword="null"/> for one made by itself.</summary>
    public ApiClientOptions? Options { get; internal init; }

    internal bool BodyKeyIsSet { get; private set; }

    internal List<KeyValuePair<string, string>>? Headers => _headers;

    internal string? CookieHeader => _cookies?.ToString();

    internal string? MediaType { get; private set; }

    /// <summary>Sets a parameter of the path. Every character that could change the route is escaped.</summary>
    /// <param name="name">The name in the template.</param>
    /// <param name="value">The value.</param>
    /// <param name="style">How it is written.</param>
    /// <param name="explode">Has no effect on a single value.</param>
    /// <param name="allowReserved">The value is several segments of the path, <c>projects/p/locations/eu</c>: its slashes stay.</param>
    /// <exception cref="ArgumentException">The value or one of its segments is empty, or the template has no such parameter.</exception>
    public ApiRequest Path(
        string name, ParameterValue value, ParameterStyle style = ParameterStyle.Simple, bool explode = false, bool allowReserved = false)
    {
        string text = allowReserved ? ParameterText.EscapeSegments(name, value.Text) : ParameterText.EscapePath(name, value.Text);
        SetPath(name, ParameterText.PathPrefix(name, style) + text);
        return this;
    }

    /// <summary>Sets a parameter of the path that holds several values.</summary>
    /// <exception cref="ArgumentException">There is no value, one is empty, or the template has no such parameter.</exception>
    public ApiRequest Path(string name, IEnumerable<ParameterValue> values, ParameterStyle style = ParameterStyle.Simple,
        bool explode = false)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        SetPath(name, ParameterText.PathList(name, values, style, explode));
        return this;
    }

    /// <summary>Adds a query parameter; a null value is left out.</summary>
    public ApiRequest Query(string name, ParameterValue? value, ParameterStyle style = ParameterStyle.Form, bool explode = true,
        bool allowReserved = false)
    {
        if (value?.Text is { } text)
            AppendPair(ref _query, name, ParameterText.EscapeQuery(text, allowReserved));
        return this;
    }

    /// <summary>Adds a query parameter that holds several values; null or an empty list is left out.</summary>
    /// <exception cref="ArgumentException">One of the values is null.</exception>
    public ApiRequest Query(string name, IEnumerable<ParameterValue>? values, ParameterStyle style = ParameterStyle.Form,
        bool explode = true,
        bool allowReserved = false)
    {
        if (values is null)
            return this;
        string separator = ParameterText.Separator(style);
        StringBuilder? joined = null;
        foreach (ParameterValue value in values)
        {
            string escaped = ParameterText.EscapeQuery(ParameterText.Required(name, value), allowReserved);
            if (explode && style is ParameterStyle.Form or ParameterStyle.DeepObject)
                AppendPair(ref _query, name, escaped);
            else
                joined = (joined?.Append(separator) ?? new StringBuilder()).Append(escaped);
        }

        if (joined is not null)
            AppendPair(ref _query, name, joined.ToString());
        return this;
    }

    /// <summary>Adds a query parameter that is an object; null and null members are left out.</summary>
    public ApiRequest Query(string name, IEnumerable<KeyValuePair<string, ParameterValue>>? members,
        ParameterStyle style = ParameterStyle.Form,
        bool explode = true, bool allowReserved = false)
    {
        if (members is null)
            return this;
        string separator = ParameterText.Separator(style);
        StringBuilder? joined = null;
        foreach ((string key, ParameterValue value) in members)
        {
            if (value.Text is not { } text)
                continue;
            string escaped = ParameterText.EscapeQuery(text, allowReserved);
            if (style == ParameterStyle.DeepObject)
                AppendPair(ref _query, $"{name}[{key}]", escaped);
            else if (explode)
                AppendPair(ref _query, key, escaped);
            else
                joined = (joined?.Append(separator) ?? new StringBuilder())
                    .Append(Uri.EscapeDataString(key)).Append(separator).Append(escaped);
        }

        if (joined is not null)
            AppendPair(ref _query, name, joined.ToString());
        return this;
    }

    /// <summary>Sets a header; a null value is left out.</summary>
    /// <exception cref="ArgumentException">The value holds a line break, NUL or a character outside ASCII.</exception>
    public ApiRequest Header(string name, ParameterValue? value)
    {
        if (value?.Text is { } text)
            (_headers ??= []).Add(new(HeaderText.CheckName(name), HeaderText.CheckValue(name, text)));
        return this;
    }

    /// <summary>Sets a header that holds several values, joined by commas; null or an empty list is left out.</summary>
    /// <exception cref="ArgumentException">A value is null or holds a line break, NUL or a character outside ASCII.</exception>
    public ApiRequest Header(string name, IEnumerable<ParameterValue>? values)
    {
        List<string> texts = ParameterText.Required(name, values);
        return texts.Count == 0 ? this : Header(name, string.Join(',', texts));
    }

    /// <summary>Adds a cookie; a null value is left out. Characters that would end it are escaped.</summary>
    public ApiRequest Cookie(string name, ParameterValue? value)
    {
        if (value?.Text is { } text)
            (_cookies is null ? _cookies = new StringBuilder() : _cookies.Append("; "))
                .Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(text));
        return this;
    }

    /// <summary>
    /// Sends the request to an address the server gave (a next-page link), absolute or relative, instead of the template's.
    /// It must belong to the endpoint's origin; another one is refused before anything is sent.
    /// </summary>
    public ApiRequest Follow(string link)
    {
        ArgumentException.ThrowIfNullOrEmpty(link);
        _link = link;
        return this;
    }

    /// <summary>Tells, with <see cref="Idempotency.Body"/>, whether the body member that serves as key is set.</summary>
    public ApiRequest IdempotentWhen(bool keyIsSet)
    {
        BodyKeyIsSet = keyIsSet;
        return this;
    }

    /// <summary>The method and the path template; parameters and bodies are not shown, for they may hold secrets.</summary>
    public override string ToString() => $"{Operation.Method} {Operation.PathTemplate}";

    /// <summary>The address below <paramref name="endpoint"/>.</summary>
    internal Uri BuildUri(Uri endpoint, Func<ApiError, ApiException> fail)
    {
        if (_link is not null)
            return OriginGate.Resolve(endpoint, _link, Operation.Name, fail);
        PathTemplate template = Operation.Template;
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        ReadOnlySpan<char> root = endpoint.AbsoluteUri;
        text.AppendFormatted(root[^1] == '/' ? root[..^1] : root);
        if (!template.Literals[0].StartsWith('/'))
            text.AppendLiteral("/");
        for (int i = 0; i < template.Literals.Length; i++)
        {
            text.AppendLiteral(template.Literals[i]);
            if (i < _pathValues.Length)
                text.AppendLiteral(_pathValues[i] ?? throw NotSet(template.Names[i]));
        }

        string path = text.ToStringAndClear();
        if (_pathValues.Length > 0)
            ParameterText.RefuseDotSegments(path, template);
        return new Uri(_query is { Length: > 0 } ? $"{path}{(template.Text.Contains('?') ? '&' : '?')}{_query}" : path);
    }

    /// <summary>A short name for exactly this request: method, address and body.</summary>
    internal string Digest(Uri endpoint, Func<ApiError, ApiException> fail)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Operation.Method} {BuildUri(endpoint, fail).PathAndQuery}\n"));
        if (Content is JsonContent json)
            hash.AppendData(json.Written.Span);
        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private static ArgumentException NotSet(string name) => new($"The path parameter '{name}' is not set.", name);

    private void SetPath(string name, string escaped)
    {
        int index = Array.IndexOf(Operation.Template.Names, name);
        if (index < 0)
            throw new ArgumentException($"The path '{Operation.PathTemplate}' has no parameter '{name}'.", nameof(name));
        _pathValues[index] = escaped;
    }

    private static void AppendPair(ref StringBuilder? target, string name, string escapedValue) =>
        (target is null ? target = new StringBuilder()
            : target.Append('&')).Append(Uri.EscapeDataString(name)).Append('=').Append(escapedValue);
}
