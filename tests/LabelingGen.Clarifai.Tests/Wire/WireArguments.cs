using System.Globalization;
using System.Text.Json.Nodes;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>Reads the arguments of a Python call, as far as they are literals.</summary>
internal sealed class WireArguments(string text)
{
    private int _at;

    /// <summary>False when the text is something else, a note for instance.</summary>
    public bool TryRead(List<JsonNode?> positional, JsonObject named)
    {
        try
        {
            while (Peek() != '\0')
            {
                if (Name() is { } name)
                    named[name] = Value();
                else
                    positional.Add(Value());
                if (Peek() == ',')
                    _at++;
                else if (Peek() != '\0')
                    throw new FormatException();
            }

            return true;
        }
        catch (FormatException)
        {
            positional.Clear();
            named.Clear();
            return false;
        }
    }

    private char Peek()
    {
        while (_at < text.Length && text[_at] == ' ')
            _at++;
        return _at < text.Length ? text[_at] : '\0';
    }

    private string? Name()
    {
        int end = _at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        if (end == _at || end == text.Length || text[end] != '=')
            return null;
        string name = text[_at..end];
        _at = end + 1;
        return name;
    }

    private JsonNode? Value()
    {
        switch (Peek())
        {
            case '"' or '\'':
                return Quoted();
            case '[':
                JsonArray items = [];
                Many(']', () => items.Add(Value()));
                return items;
            case '{':
                JsonObject fields = [];
                Many('}', () =>
                {
                    string key = Value()?.ToString() ?? throw new FormatException();
                    if (Peek() != ':')
                        throw new FormatException();
                    _at++;
                    fields[key] = Value();
                });
                return fields;
            default:
                return Word();
        }
    }

    private void Many(char end, Action one)
    {
        _at++;
        while (Peek() != end)
        {
            one();
            if (Peek() == ',')
                _at++;
            else if (Peek() != end)
                throw new FormatException();
        }

        _at++;
    }

    private JsonValue Quoted()
    {
        int end = text.IndexOf(text[_at], _at + 1);
        if (end < 0)
            throw new FormatException();
        string quoted = text[(_at + 1)..end];
        _at = end + 1;
        return JsonValue.Create(quoted);
    }

    private JsonNode? Word()
    {
        int end = text.AsSpan(_at).IndexOfAny(",]}) ") is var length and >= 0 ? _at + length : text.Length;
        string word = text[_at..end];
        _at = end;
        return word switch
        {
            "None" => null,
            "True" => true,
            "False" => false,
            _ => JsonValue.Create(decimal.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture)),
        };
    }
}
