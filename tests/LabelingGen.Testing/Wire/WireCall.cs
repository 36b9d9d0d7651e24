using System.Globalization;
using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire.Python;

namespace LabelingGen.Testing.Wire;

/// <summary>A call of the official client's, with its arguments by name, on its way to ours.</summary>
public sealed class WireCall
{
    private readonly Dictionary<string, object?> _arguments;
    private readonly HashSet<string> _given;

    internal WireCall(WireSession session, object? self, Dictionary<string, object?> arguments, HashSet<string> given)
    {
        Session = session;
        Self = self;
        _arguments = arguments;
        _given = given;
    }

    /// <summary>The client, clock and server of this case.</summary>
    public WireSession Session { get; }

    /// <summary>The object the method is called on, as the program knows it.</summary>
    public object? Self { get; }

    /// <summary>The value of an argument as the program knows it: default when it was not given.</summary>
    public object? this[string name] => _arguments[name];

    /// <summary>Whether the call gives this argument itself.</summary>
    public bool Gives(string name) => _given.Contains(name);

    /// <summary>Our client, as the program's variable <c>client</c>.</summary>
    public TClient Client<TClient>() => (TClient)((WireInstance)Session.Client!).Value;

    /// <summary>Our object that the method is called on.</summary>
    public T On<T>() => (T)((WireInstance)Self!).Value;

    /// <summary>The program's object that the method is called on.</summary>
    public WireInstance Instance => (WireInstance)Self!;

    /// <summary>A text that must be there.</summary>
    public string Text(string name) => OptionalText(name) ?? throw new WireRefusedException($"'{name}' must be given");

    /// <summary>A text (or the value of a constant), or <see langword="null"/>.</summary>
    public string? OptionalText(string name) => this[name] switch
    {
        null => null,
        WireConstant constant => (string?)constant.Value,
        string text => text,
        DateTimeOffset or DateOnly => (string?)WireJson.ToNode(this[name]),
        _ => Operators.Text(this[name]),
    };

    /// <summary>A whole number, or <see langword="null"/>.</summary>
    public int? Integer(string name) => this[name] is { } value ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;

    /// <summary>A number, or <see langword="null"/>.</summary>
    public double? Number(string name) => this[name] is { } value ? Operators.Number(value) : null;

    /// <summary>A truth value, or <see langword="null"/>.</summary>
    public bool? Flag(string name) => this[name] as bool?;

    /// <summary>One text or a list of texts as a list, or <see langword="null"/>.</summary>
    public IReadOnlyList<string>? Texts(string name) => this[name] switch
    {
        null => null,
        List<object?> items => [.. items.Select(Operators.Text)],
        _ => [Text(name)],
    };

    /// <summary>A list of the program's values, or <see langword="null"/>.</summary>
    public IReadOnlyList<object?>? Items(string name) => this[name] as List<object?>;

    /// <summary>Our objects in a list argument.</summary>
    public IReadOnlyList<T>? Values<T>(string name) => Items(name)?.Select(Value<T>).ToList();

    /// <summary>Our object in an argument.</summary>
    public T Value<T>(string name) => Value<T>(this[name]);

    /// <summary>A dictionary argument as JSON, or <see langword="null"/>.</summary>
    public JsonObject? Object(string name) => WireJson.ToNode(this[name]) as JsonObject;

    /// <summary>Any argument as JSON.</summary>
    public JsonNode? Json(string name) => WireJson.ToNode(this[name]);

    /// <summary>Several arguments as one JSON object; those that are <c>None</c> are left out unless asked for.</summary>
    public JsonObject ObjectOf(bool keepNulls, params string[] names) => new(names
        .Where(n => keepNulls || this[n] is not null)
        .Select(n => KeyValuePair.Create(n, WireJson.ToNode(this[n]))));

    /// <summary>Names and values of a <c>**keywords</c> parameter.</summary>
    public IReadOnlyDictionary<string, object?> Keywords(string name) =>
        ((Dictionary<object, object?>)this[name]!).ToDictionary(p => (string)p.Key, p => p.Value);

    /// <summary>The path on this machine of a file that an argument names.</summary>
    public string? Path(string name) => OptionalText(name) is { } path ? Session.Locate(path) : null;

    /// <summary>Name and content of an open file.</summary>
    public static (string Name, Stream Content) File(object? file) => file switch
    {
        PythonFile open => (System.IO.Path.GetFileName(open.Path), open.Stream),
        Stream stream => ("file", stream),
        _ => throw new WireRefusedException("an open file is expected"),
    };

    /// <summary>What <c>str()</c> gives for a value of the program.</summary>
    public static string TextOf(object? value) => Operators.Text(value);

    private static T Value<T>(object? value) => value switch
    {
        WireInstance { Value: T ours } => ours,
        T ours => ours,
        _ => throw new WireRefusedException($"{Operators.Represent(value)} is not a {typeof(T).Name}"),
    };
}
