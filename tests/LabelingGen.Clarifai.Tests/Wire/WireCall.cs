using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>
/// A call as a recording writes it: <c>Class.method("text", key=1)</c>, or with a note in place of the arguments where the recorder put
/// only what is special about the call.
/// </summary>
internal sealed class WireCall
{
    private readonly List<JsonNode?> _positional = [];
    private readonly JsonObject _named = [];
    private readonly string _note;
    private bool _isNoteRead;

    private WireCall(string target, string arguments)
    {
        Target = target;
        _note = new WireArguments(arguments).TryRead(_positional, _named) ? "" : arguments;
    }

    /// <summary>Class and method.</summary>
    public string Target { get; }

    /// <summary>What stands in the parentheses, when it is not arguments.</summary>
    public string Note
    {
        get
        {
            _isNoteRead = true;
            return _note;
        }
    }

    /// <summary>The kind of input that an argument or the note names; pictures where neither is given.</summary>
    public InputType InputType => (Text(1, "input_type") ?? Note) is { Length: > 0 } kind
        ? Enum.GetValues<InputType>().Cast<InputType?>().FirstOrDefault(
            t => kind.Split(' ', ',').Contains(t.ToString(), StringComparer.OrdinalIgnoreCase)) ?? throw NotMapped()
        : InputType.Image;

    public static WireCall Parse(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        string inside = open < 0 ? "" : text[(open + 1)..text.LastIndexOf(')')];
        return new WireCall((open < 0 ? text : text[..open]).Trim(), inside);
    }

    /// <summary>The failure of a call whose note says something that has no counterpart yet.</summary>
    public InvalidOperationException NotMapped() => new($"The note '{_note}' of {Target} is not mapped.");

    /// <summary>Fails where the counterpart did not look at the note: it would make another call than the recorded one.</summary>
    public void RequireNoteRead()
    {
        if (_note.Length > 0 && !_isNoteRead)
            throw NotMapped();
    }

    public string? Text(int position, string name) => Argument(position, name) is JsonValue value ? value.ToString() : null;

    public IEnumerable<string> Texts(int position, string name)
        => Argument(position, name) is JsonArray array ? array.Select(item => item!.ToString()) : [];

    public bool Flag(string name, bool otherwise) => _named[name]?.GetValue<bool>() ?? otherwise;

    public int Number(string name, int otherwise)
        => _named[name] is { } value ? int.Parse(value.ToString(), CultureInfo.InvariantCulture) : otherwise;

    public IEnumerable<JsonObject> Objects(int position, string name)
        => Argument(position, name) is JsonArray array ? array.OfType<JsonObject>() : [];

    /// <summary>A listing's request: the filter's fields, and the page where the caller asks for one.</summary>
    public T Listing<T>()
        where T : IMessage, new()
    {
        JsonObject fields = _named["filter_by"]?.DeepClone().AsObject() ?? [];
        if (IsOnePage)
        {
            fields["page"] = Number("page_no", 1);
            fields["per_page"] = Number("per_page", 16);
        }

        return JsonParser.Default.Parse<T>(fields.ToJsonString());
    }

    /// <summary>Whether the vendor's client sends one request, because a page or its size is given.</summary>
    public bool IsOnePage => _named.ContainsKey("page_no") || _named.ContainsKey("per_page");

    /// <summary>The named arguments as fields of a message.</summary>
    public T Fields<T>(params string[] without)
        where T : IMessage, new()
    {
        JsonObject fields = _named.DeepClone().AsObject();
        foreach (string name in without)
            fields.Remove(name);
        return JsonParser.Default.Parse<T>(fields.ToJsonString());
    }

    private JsonNode? Argument(int position, string name)
        => position < _positional.Count ? _positional[position] : _named[name];
}
