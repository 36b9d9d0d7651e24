using System.Globalization;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Reading.Protobuf;

/// <summary>
/// Reads one proto3 file. A declaration that cannot be read is reported and left out; reading goes on behind it. Type names stay as
/// written, see <see cref="ProtoTypeResolver"/>.
/// </summary>
internal sealed partial class ProtoParser
{
    private readonly string _file;
    private readonly ProtoLexer _lexer;
    private readonly LineMap _lines;
    private readonly ProtoFindings _findings;
    private readonly CancellationToken _cancellationToken;
    private readonly List<ProtoImport> _imports = [];
    private readonly List<ProtoOption> _options = [];
    private readonly ProtoScope _top = new();
    private readonly List<ProtoService> _services = [];
    private ProtoToken _token;
    private ProtoToken? _ahead;
    private int _lastEnd;
    private int _depth;
    private string _package = "";

    public ProtoParser(string file, string text, ProtoFindings findings, CancellationToken cancellationToken)
    {
        _file = file;
        _lexer = new ProtoLexer(text);
        _lines = new LineMap(text);
        _findings = findings;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads the file; <see langword="null"/> when it is not proto3, which a diagnostic says.</summary>
    public ProtoFile? Parse(string importPath)
    {
        try
        {
            Advance();
            if (!ReadSyntax())
                return null;
        }
        catch (ProtoSyntaxException e)
        {
            Report(e);
            return null;
        }

        while (_token.Kind != ProtoTokenKind.End)
            Guarded(ReadTopLevel);
        return new ProtoFile(
            importPath,
            _package,
            _imports.ToEquatableArray(),
            _top.Messages.ToEquatableArray(),
            _top.Enums.ToEquatableArray(),
            _services.ToEquatableArray(),
            _top.Extensions.ToEquatableArray(),
            _options.ToEquatableArray());
    }

    private bool ReadSyntax()
    {
        int start = _token.Start;
        if (_token.Is("edition") || !_token.Is("syntax"))
        {
            string what = _token.Is("edition") ? "an edition" : "proto2";
            _findings.Report(Rules.NotProto3, _file, _lines.Span(start, _token.End), "", what);
            return false;
        }

        Advance();
        Expect("=");
        ProtoToken value = _token;
        string syntax = ReadString();
        Expect(";");
        if (syntax == "proto3")
            return true;
        _findings.Report(Rules.NotProto3, _file, _lines.Span(value.Start, value.End), "", syntax);
        return false;
    }

    private void ReadTopLevel()
    {
        switch (_token.Text)
        {
            case ";" when _token.Kind == ProtoTokenKind.Symbol:
                Advance();
                break;
            case "package":
                Advance();
                _package = ReadFullName();
                Expect(";");
                break;
            case "import":
                ReadImport();
                break;
            case "option":
                _options.Add(ReadOptionStatement());
                break;
            case "message":
                ReadMessage(_top, _package);
                break;
            case "enum":
                ReadEnum(_top, _package);
                break;
            case "service":
                ReadService();
                break;
            case "extend":
                ReadExtend(_top, _package);
                break;
            default:
                throw Unexpected("a message, enum, service, extend, option, import or package");
        }
    }

    private void ReadImport()
    {
        Advance();
        bool isPublic = _token.Is("public");
        if (isPublic || _token.Is("weak") || _token.Is("option"))
            Advance();
        _imports.Add(new ProtoImport(ReadString(), isPublic));
        Expect(";");
    }

    private void ReadService()
    {
        ProtoToken first = _token;
        Advance();
        string name = ReadName();
        string fullName = Join(_package, name);
        List<ProtoMethod> methods = [];
        List<ProtoOption> options = [];
        ReadBody(() =>
        {
            if (_token.Is("option"))
                options.Add(ReadOptionStatement());
            else if (_token.Is("rpc"))
                methods.Add(ReadMethod(fullName));
            else
                throw Unexpected("an rpc or option");
        });
        _services.Add(new ProtoService(name, fullName, first.Comment, methods.ToEquatableArray(), options.ToEquatableArray()));
        Locate(fullName, first);
    }

    private ProtoMethod ReadMethod(string service)
    {
        ProtoToken first = _token;
        Advance();
        string name = ReadName();
        (ProtoType input, bool clientStreaming) = ReadMethodType();
        Expect("returns");
        (ProtoType output, bool serverStreaming) = ReadMethodType();
        List<ProtoOption> options = [];
        if (_token.Is("{"))
        {
            ReadBody(() =>
            {
                if (!_token.Is("option"))
                    throw Unexpected("an option");
                options.Add(ReadOptionStatement());
            });
        }
        else
        {
            Expect(";");
        }

        Locate(Join(service, name), first);
        return new ProtoMethod(name, first.Comment, input, output, clientStreaming, serverStreaming, options.ToEquatableArray());
    }

    private (ProtoType Type, bool Stream) ReadMethodType()
    {
        Expect("(");
        // A message may be called "stream" too.
        bool stream = _token.Is("stream") && !Peeks(")");
        if (stream)
            Advance();
        ProtoType type = ReadTypeName();
        Expect(")");
        return (type, stream);
    }

    /// <summary>Reads <c>{ … }</c> declaration by declaration; one that cannot be read costs only itself.</summary>
    private void ReadBody(Action readOne)
    {
        if (++_depth > Limits.TreeDepth)
            throw new ProtoSyntaxException(_token.Start, _token.End, "the declarations are nested too deeply");
        Expect("{");
        while (!_token.Is("}"))
        {
            if (_token.Kind == ProtoTokenKind.End)
                throw Unexpected("'}'");
            if (_token.Is(";"))
                Advance();
            else
                Guarded(readOne);
        }

        Expect("}");
        _depth--;
    }

    private void Guarded(Action read)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        int depth = _depth;
        int start = _token.Start;
        try
        {
            read();
        }
        catch (ProtoSyntaxException e)
        {
            Report(e);
            _depth = depth;
            SkipDeclaration(start);
        }
    }

    /// <summary>Goes behind the declaration that broke: its <c>;</c>, or the end of its braces.</summary>
    private void SkipDeclaration(int start)
    {
        int open = 0;
        bool moved = _token.Start > start;
        while (_token.Kind != ProtoTokenKind.End)
        {
            if (_token.Is("}") && open == 0)
            {
                if (moved)
                    return;
                moved = true;
            }

            bool last = (_token.Is(";") && open == 0) || (_token.Is("}") && --open <= 0);
            if (_token.Is("{"))
                open++;
            AdvanceLeniently();
            moved = true;
            if (last)
                return;
        }
    }

    private void AdvanceLeniently()
    {
        while (true)
        {
            try
            {
                Advance();
                return;
            }
            catch (ProtoSyntaxException e)
            {
                Report(e);
            }
        }
    }

    private void Report(ProtoSyntaxException e) => _findings.Report(Rules.ProtoSyntax, _file, _lines.Span(e.Start, e.End), "", e.Message);

    private void Advance()
    {
        _lastEnd = _token.End;
        _token = _ahead ?? _lexer.Next();
        _ahead = null;
    }

    /// <summary>Whether the token behind the current one is this symbol or word.</summary>
    private bool Peeks(string text)
    {
        _ahead ??= _lexer.Next();
        return _ahead.Value.Is(text);
    }

    private ProtoSyntaxException Unexpected(string wanted)
        => new(_token.Start, _token.End, _token.Kind == ProtoTokenKind.End
            ? $"the file ends where {wanted} should stand"
            : $"'{_token.Text}' stands where {wanted} should");

    private void Expect(string symbol)
    {
        if (_token.Kind == ProtoTokenKind.String || !_token.Is(symbol))
            throw Unexpected($"'{symbol}'");
        Advance();
    }

    private bool Accept(string symbol)
    {
        if (_token.Kind == ProtoTokenKind.String || !_token.Is(symbol))
            return false;
        Advance();
        return true;
    }

    private string ReadName()
    {
        if (_token.Kind != ProtoTokenKind.Identifier)
            throw Unexpected("a name");
        string name = _token.Text;
        Advance();
        return name;
    }

    private string ReadFullName()
    {
        string name = ReadName();
        while (Accept("."))
            name += "." + ReadName();
        return name;
    }

    /// <summary>A type's name as written; a leading dot means "from the root".</summary>
    private ProtoType ReadTypeName() => new(ProtoTypeKind.Unknown, (Accept(".") ? "." : "") + ReadFullName());

    private string ReadString()
    {
        if (_token.Kind != ProtoTokenKind.String)
            throw Unexpected("a text in quotes");
        string text = "";
        for (; _token.Kind == ProtoTokenKind.String; Advance())
            text += _token.Text;
        return text;
    }

    private int ReadInteger(bool negativeAllowed)
    {
        bool negative = negativeAllowed && Accept("-");
        if (_token.Kind != ProtoTokenKind.Integer)
            throw Unexpected("a number");
        long value = ParseInteger(_token.Text);
        value = negative ? -value : value;
        if (value is < int.MinValue or > int.MaxValue)
            throw new ProtoSyntaxException(_token.Start, _token.End, "the number is out of range");
        Advance();
        return (int)value;
    }

    private long ParseInteger(string text)
    {
        try
        {
            return text.Length > 2 && text[1] is 'x' or 'X' ? Convert.ToInt64(text, 16)
                : text.Length > 1 && text[0] == '0' ? Convert.ToInt64(text, 8)
                : long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw new ProtoSyntaxException(_token.Start, _token.End, "the number cannot be read");
        }
        catch (OverflowException)
        {
            throw new ProtoSyntaxException(_token.Start, _token.End, "the number is out of range");
        }
    }

    /// <summary>Notes where a declaration stands: from its first token to the last one read.</summary>
    private void Locate(string key, ProtoToken first) => _findings.Locate(key, _file, _lines.Span(first.Start, _lastEnd));

    private static string Join(string scope, string name) => scope.Length == 0 ? name : scope + "." + name;
}
