using System.Globalization;
using System.Text;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.Overlays;

/// <summary>Text to the steps of a <see cref="JsonPath"/>.</summary>
internal sealed class JsonPathParser(string text)
{
    private int _at;

    /// <summary>What is wrong, with the position; null as long as nothing is.</summary>
    public string? Problem { get; private set; }

    public List<JsonPath.Step>? Parse()
    {
        SkipSpace();
        if (!Take('$'))
            return Fail<List<JsonPath.Step>>("expected '$'");
        List<JsonPath.Step> steps = new();
        SkipSpace();
        while (_at < text.Length)
        {
            if (ReadStep() is not { } step)
                return null;
            steps.Add(step);
            SkipSpace();
        }

        return steps;
    }

    private JsonPath.Step? ReadStep()
    {
        bool descend = false;
        bool dot = false;
        if (Take('.'))
        {
            dot = true;
            descend = Take('.');
        }

        if (Peek() == '[' && (!dot || descend))
            return ReadBrackets() is { } selectors ? new JsonPath.Step(descend, selectors) : null;
        if (!dot)
            return Fail<JsonPath.Step>("expected '.' or '['");
        if (Take('*'))
            return new JsonPath.Step(descend, [new JsonPath.WildcardSelector()]);
        string name = ReadName();
        return name.Length == 0 ? Fail<JsonPath.Step>("expected a name") : new JsonPath.Step(descend, [new JsonPath.NameSelector(name)]);
    }

    private List<JsonPath.Selector>? ReadBrackets()
    {
        Take('[');
        List<JsonPath.Selector> selectors = new();
        do
        {
            SkipSpace();
            if (ReadSelector() is not { } selector)
                return null;
            selectors.Add(selector);
            SkipSpace();
        }
        while (Take(','));

        return Take(']') ? selectors : Fail<List<JsonPath.Selector>>("expected ']'");
    }

    private JsonPath.Selector? ReadSelector()
    {
        switch (Peek())
        {
            case '*':
                _at++;
                return new JsonPath.WildcardSelector();
            case '\'' or '"':
                return ReadQuoted() is { } name ? new JsonPath.NameSelector(name) : null;
            case '?':
                _at++;
                return ReadFilter();
            default:
                return ReadIndex();
        }
    }

    private JsonPath.Selector? ReadIndex()
    {
        int start = _at;
        if (Peek() == '-')
            _at++;
        while (Peek() is >= '0' and <= '9')
            _at++;
        return int.TryParse(text.Substring(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index)
            ? new JsonPath.IndexSelector(index)
            : Fail<JsonPath.Selector>("expected a name, an index, '*' or a filter");
    }

    private JsonPath.FilterSelector? ReadFilter()
    {
        SkipSpace();
        bool parenthesis = Take('(');
        List<IReadOnlyList<JsonPath.Condition>> any = new();
        do
        {
            List<JsonPath.Condition> all = new();
            do
            {
                if (ReadCondition() is not { } condition)
                    return null;
                all.Add(condition);
                SkipSpace();
            }
            while (TakeWord("&&"));
            any.Add(all);
        }
        while (TakeWord("||"));

        return parenthesis && !Take(')') ? Fail<JsonPath.FilterSelector>("expected ')'") : new JsonPath.FilterSelector(any);
    }

    private JsonPath.Condition? ReadCondition()
    {
        SkipSpace();
        bool negated = Take('!');
        SkipSpace();
        if (!Take('@'))
            return Fail<JsonPath.Condition>("expected '@'");
        List<JsonPath.Selector> path = new();
        while (Peek() is '.' or '[')
        {
            if (ReadStep() is not { } step)
                return null;
            if (step.Descend || step.Selectors.Count != 1 || step.Selectors[0] is not (JsonPath.NameSelector or JsonPath.IndexSelector))
                return Fail<JsonPath.Condition>("only names and indices may follow '@'");
            path.Add(step.Selectors[0]);
        }

        SkipSpace();
        bool equal = TakeWord("==");
        if (!equal && !TakeWord("!="))
            return new JsonPath.Condition(path, negated ? JsonPath.Comparison.Missing : JsonPath.Comparison.Exists, null);
        if (negated)
            return Fail<JsonPath.Condition>("'!' before a comparison");
        SkipSpace();
        return ReadLiteral() is { } json
            ? new JsonPath.Condition(path, equal ? JsonPath.Comparison.Equal : JsonPath.Comparison.NotEqual, json)
            : null;
    }

    private string? ReadLiteral()
    {
        if (Peek() is '\'' or '"')
            return ReadQuoted() is { } quoted ? SpecJson.Quote(quoted) : null;
        int start = _at;
        while (Peek() is (>= '0' and <= '9') or (>= 'a' and <= 'z') or 'E' or '+' or '-' or '.')
            _at++;
        string word = text.Substring(start, _at - start);
        return CoreSchema.Resolve(word, plain: true, tag: null) is ScalarKind.String || word.Length == 0
            ? Fail<string>("expected a literal") : word;
    }

    private string? ReadQuoted()
    {
        char quote = text[_at++];
        StringBuilder value = new();
        while (_at < text.Length && text[_at] != quote)
        {
            char c = text[_at++];
            if (c == '\\' && _at < text.Length)
            {
                c = text[_at++];
                c = c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => c };
            }

            value.Append(c);
        }

        return Take(quote) ? value.ToString() : Fail<string>("the quote is not closed");
    }

    private string ReadName()
    {
        int start = _at;
        // Wider than RFC 9535, which has no '-': overlays in the field write .x-internal.
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '-' or '$' || text[_at] > '\u007f'))
            _at++;
        return text.Substring(start, _at - start);
    }

    private char Peek() => _at < text.Length ? text[_at] : '\0';

    private bool Take(char c)
    {
        if (Peek() != c || _at >= text.Length)
            return false;
        _at++;
        return true;
    }

    private bool TakeWord(string word)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, _at, word, 0, word.Length) != 0)
            return false;
        _at += word.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
            _at++;
    }

    private T? Fail<T>(string problem)
        where T : class
    {
        Problem ??= problem + " at character " + (_at + 1).ToString(CultureInfo.InvariantCulture);
        return null;
    }
}
