using System.Text;

namespace LabelingGen.Testing.Wire.Python;

/// <summary>Reads expressions by precedence climbing, and statements (in the other part).</summary>
internal sealed partial class PythonParser
{
    private static readonly string[][] BinaryLevels = [["|"], ["^"], ["&"], ["+", "-"], ["*", "/", "//", "%"]];

    private readonly IReadOnlyList<PythonToken> _tokens;
    private int _position;

    private PythonParser(IReadOnlyList<PythonToken> tokens) => _tokens = tokens;

    /// <summary>The statements of a program.</summary>
    /// <exception cref="FormatException">It is not in the part of the language that is read.</exception>
    public static IReadOnlyList<PythonStatement> ParseProgram(string source)
    {
        PythonParser parser = new(PythonLexer.Tokenize(source));
        List<PythonStatement> statements = [];
        while (parser.Current.Kind != PythonTokenKind.End)
            parser.ParseStatementLine(statements);
        return statements;
    }

    /// <summary>A single expression.</summary>
    public static PythonExpression ParseExpression(string source)
    {
        PythonParser parser = new(PythonLexer.Tokenize(source.Trim()));
        return parser.ParseTest();
    }

    private PythonToken Current => _tokens[_position];

    private PythonExpression ParseTestList()
    {
        PythonExpression first = ParseStarOrTest();
        if (!Is(","))
            return first;
        List<PythonExpression> items = [first];
        while (Take(","))
        {
            if (EndsTuple())
                break;
            items.Add(ParseStarOrTest());
        }

        return new TupleExpression(items);
    }

    private bool EndsTuple() => Current.Kind is PythonTokenKind.NewLine or PythonTokenKind.End || Is(")") || Is("]") || Is("=") || Is("}");

    private PythonExpression ParseStarOrTest() => Take("*") ? new StarredExpression(ParseOr()) : ParseTest();

    private PythonExpression ParseTest()
    {
        if (TakeName("lambda"))
            return ParseLambda();
        PythonExpression value = ParseOr();
        if (!TakeName("if"))
            return value;
        PythonExpression condition = ParseOr();
        ExpectName("else");
        return new ConditionalExpression(condition, value, ParseTest());
    }

    private LambdaExpression ParseLambda()
    {
        List<string> parameters = [];
        while (!Is(":"))
        {
            parameters.Add(Next().Text);
            Take(",");
        }

        Expect(":");
        return new LambdaExpression(parameters, ParseTest());
    }

    private PythonExpression ParseOr()
    {
        PythonExpression left = ParseAnd();
        while (TakeName("or"))
            left = new BinaryExpression("or", left, ParseAnd());
        return left;
    }

    private PythonExpression ParseAnd()
    {
        PythonExpression left = ParseNot();
        while (TakeName("and"))
            left = new BinaryExpression("and", left, ParseNot());
        return left;
    }

    private PythonExpression ParseNot() => TakeName("not") ? new UnaryExpression("not", ParseNot()) : ParseComparison();

    private PythonExpression ParseComparison()
    {
        PythonExpression first = ParseBinary(0);
        List<(string, PythonExpression)> rest = [];
        while (TakeComparison() is { } comparison)
            rest.Add((comparison, ParseBinary(0)));
        return rest.Count == 0 ? first : new ComparisonExpression(first, rest);
    }

    private string? TakeComparison()
    {
        if (Current.Kind == PythonTokenKind.Operator && Current.Text is "==" or "!=" or "<" or ">" or "<=" or ">=")
            return Next().Text;
        if (TakeName("in"))
            return "in";
        if (TakeName("is"))
            return TakeName("not") ? "is not" : "is";
        if (Current is { Kind: PythonTokenKind.Name, Text: "not" })
        {
            Next();
            ExpectName("in");
            return "not in";
        }

        return null;
    }

    private PythonExpression ParseBinary(int level)
    {
        if (level == BinaryLevels.Length)
            return ParseUnary();
        PythonExpression left = ParseBinary(level + 1);
        while (Current.Kind == PythonTokenKind.Operator && BinaryLevels[level].Contains(Current.Text))
            left = new BinaryExpression(Next().Text, left, ParseBinary(level + 1));
        return left;
    }

    private PythonExpression ParseUnary()
    {
        if (Current.Kind == PythonTokenKind.Operator && Current.Text is "-" or "+" or "~")
            return new UnaryExpression(Next().Text, ParseUnary());
        PythonExpression value = ParsePostfix();
        return Take("**") ? new BinaryExpression("**", value, ParseUnary()) : value;
    }

    private PythonExpression ParsePostfix()
    {
        PythonExpression value = ParseAtom();
        while (true)
        {
            if (Take("."))
                value = new AttributeExpression(value, Next().Text);
            else if (Take("("))
                value = new CallExpression(value, ParseArguments());
            else if (Take("["))
            {
                value = new IndexExpression(value, ParseSubscript());
                Expect("]");
            }
            else
                return value;
        }
    }

    private PythonExpression ParseSubscript()
    {
        PythonExpression? start = Is(":") ? null : ParseTestList();
        if (!Take(":"))
            return start!;
        PythonExpression? stop = Is("]") || Is(":") ? null : ParseTest();
        PythonExpression? step = Take(":") && !Is("]") ? ParseTest() : null;
        return new SliceExpression(start, stop, step);
    }

    private List<PythonArgument> ParseArguments()
    {
        List<PythonArgument> arguments = [];
        while (!Take(")"))
        {
            if (Take("**"))
                arguments.Add(new(null, ParseTest(), 2));
            else if (Take("*"))
                arguments.Add(new(null, ParseTest(), 1));
            else if (Current.Kind == PythonTokenKind.Name && _tokens[_position + 1] is { Kind: PythonTokenKind.Operator, Text: "=" })
            {
                string name = Next().Text;
                Expect("=");
                arguments.Add(new(name, ParseTest(), 0));
            }
            else
            {
                PythonExpression value = ParseTest();
                if (IsName("for"))
                    value = ParseComprehension(ComprehensionKind.Generator, null, value);
                arguments.Add(new(null, value, 0));
            }

            if (!Is(")"))
                Expect(",");
        }

        return arguments;
    }

    private PythonExpression ParseAtom()
    {
        PythonToken token = Next();
        switch (token.Kind)
        {
            case PythonTokenKind.Number:
                return new LiteralExpression(token.Value);
            case PythonTokenKind.Text:
                return ParseText(token);
            case PythonTokenKind.Name:
                return token.Text switch
                {
                    "None" => new LiteralExpression(null),
                    "True" => new LiteralExpression(true),
                    "False" => new LiteralExpression(false),
                    _ => new NameExpression(token.Text),
                };
            case PythonTokenKind.Operator when token.Text == "(":
                return ParseParenthesis();
            case PythonTokenKind.Operator when token.Text == "[":
                return ParseList();
            case PythonTokenKind.Operator when token.Text == "{":
                return ParseBraces();
            default:
                throw new FormatException($"Line {token.Line}: '{token.Text}' is not understood.");
        }
    }

    private PythonExpression ParseText(PythonToken first)
    {
        List<PythonToken> pieces = [first];
        while (Current.Kind == PythonTokenKind.Text)
            pieces.Add(Next());
        if (pieces.All(p => p.Value is byte[]))
            return new LiteralExpression(pieces.SelectMany(p => (byte[])p.Value!).ToArray());
        if (!pieces.Any(p => p.IsFormatted))
            return new LiteralExpression(string.Concat(pieces.Select(p => (string)p.Value!)));
        List<(string?, PythonExpression?, string?)> parts = [];
        foreach (PythonToken piece in pieces)
        {
            if (piece.IsFormatted)
                SplitFormatted((string)piece.Value!, parts);
            else
                parts.Add(((string)piece.Value!, null, null));
        }

        return new FormattedExpression(parts);
    }

    private static void SplitFormatted(string text, List<(string?, PythonExpression?, string?)> parts)
    {
        StringBuilder plain = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
                plain.Append(text[i++]);
            else if (text[i] == '{')
            {
                parts.Add((plain.ToString(), null, null));
                plain.Clear();
                int depth = 1;
                int start = ++i;
                while (depth > 0)
                    depth += text[i++] switch { '{' or '[' or '(' => 1, '}' or ']' or ')' => -1, _ => 0 };
                string inner = text[start..--i];
                int format = inner.LastIndexOfAny([':', '!']);
                bool hasFormat = format > 0 && inner.AsSpan(format).IndexOfAny(['"', '\'', ']', ')']) < 0;
                parts.Add((null, ParseExpression(hasFormat ? inner[..format] : inner), hasFormat ? inner[format..] : null));
            }
            else
                plain.Append(text[i]);
        }

        parts.Add((plain.ToString(), null, null));
    }

    private PythonExpression ParseParenthesis()
    {
        if (Take(")"))
            return new TupleExpression([]);
        PythonExpression value = ParseStarOrTest();
        if (IsName("for"))
            value = ParseComprehension(ComprehensionKind.Generator, null, value);
        else if (Is(","))
        {
            List<PythonExpression> items = [value];
            while (Take(",") && !Is(")"))
                items.Add(ParseStarOrTest());
            value = new TupleExpression(items);
        }

        Expect(")");
        return value;
    }

    private PythonExpression ParseList()
    {
        List<PythonExpression> items = [];
        while (!Take("]"))
        {
            items.Add(ParseStarOrTest());
            if (items.Count == 1 && IsName("for"))
            {
                PythonExpression comprehension = ParseComprehension(ComprehensionKind.List, null, items[0]);
                Expect("]");
                return comprehension;
            }

            if (!Is("]"))
                Expect(",");
        }

        return new ListExpression(items);
    }

    private PythonExpression ParseBraces()
    {
        List<(PythonExpression?, PythonExpression)> pairs = [];
        List<PythonExpression> items = [];
        while (!Take("}"))
        {
            if (Take("**"))
                pairs.Add((null, ParseTest()));
            else
            {
                PythonExpression key = ParseStarOrTest();
                PythonExpression? value = Take(":") ? ParseTest() : null;
                if (IsName("for"))
                {
                    PythonExpression comprehension = value is null
                        ? ParseComprehension(ComprehensionKind.Set, null, key)
                        : ParseComprehension(ComprehensionKind.Dictionary, key, value);
                    Expect("}");
                    return comprehension;
                }

                if (value is null)
                    items.Add(key);
                else
                    pairs.Add((key, value));
            }

            if (!Is("}"))
                Expect(",");
        }

        return items.Count > 0 ? new SetExpression(items) : new DictionaryExpression(pairs);
    }

    private ComprehensionExpression ParseComprehension(ComprehensionKind kind, PythonExpression? key, PythonExpression value)
    {
        List<ComprehensionClause> clauses = [];
        while (TakeName("for"))
        {
            PythonExpression target = ParseTargets();
            ExpectName("in");
            PythonExpression source = ParseOr();
            List<PythonExpression> conditions = [];
            while (TakeName("if"))
                conditions.Add(ParseOr());
            clauses.Add(new(target, source, conditions));
        }

        return new ComprehensionExpression(kind, key, value, clauses);
    }

    private PythonExpression ParseTargets()
    {
        List<PythonExpression> targets = [ParsePostfix()];
        while (Take(",") && !IsName("in"))
            targets.Add(ParsePostfix());
        return targets.Count == 1 ? targets[0] : new TupleExpression(targets);
    }

    private PythonToken Next() => _tokens[_position++];

    private bool Is(string op) => Current.Kind == PythonTokenKind.Operator && Current.Text == op;

    private bool IsName(string name) => Current.Kind == PythonTokenKind.Name && Current.Text == name;

    private bool Take(string op) => Is(op) && Next() is not null;

    private bool TakeName(string name) => IsName(name) && Next() is not null;

    private void Expect(string op)
    {
        if (!Take(op))
            throw new FormatException($"Line {Current.Line}: '{op}' was expected, not '{Current.Text}'.");
    }

    private void ExpectName(string name)
    {
        if (!TakeName(name))
            throw new FormatException($"Line {Current.Line}: '{name}' was expected, not '{Current.Text}'.");
    }
}
