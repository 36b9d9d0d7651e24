using LabelingGen.Generator.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LabelingGen.Generator.Reading.Tree;

/// <summary>What a text was read into: the tree, or what there is of it, and what is wrong with the text.</summary>
/// <param name="Root"><see langword="null"/> where nothing could be read.</param>
internal sealed record ParsedText(SpecNode? Root, IReadOnlyList<SpecDiagnostic> Diagnostics);

/// <summary>
/// YAML or JSON text to a tree, from YamlDotNet's events: its own document model recurses (a bomb ends the process) and drops positions.
/// Works without recursion; depth, size and the expansion of aliases are bounded. Never throws but for cancellation.
/// </summary>
internal sealed class SpecParser
{
    private readonly SpecSource _source;
    private readonly CancellationToken _cancellationToken;
    private readonly TreeBuilder _builder;
    private readonly List<SpecDiagnostic> _diagnostics = new();

    private SpecParser(SpecSource source, CancellationToken cancellationToken)
    {
        _source = source;
        _cancellationToken = cancellationToken;
        _builder = new TreeBuilder(source, _diagnostics);
    }

    public static ParsedText Parse(string path, string text, CancellationToken cancellationToken)
    {
        SpecParser parser = new(new SpecSource(path), cancellationToken);
        return parser.Parse(text);
    }

    private ParsedText Parse(string text)
    {
        if (text.Length > Limits.TextLength)
        {
            Report(Rules.TooLarge, SourceSpan.None, text.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return new ParsedText(null, _diagnostics);
        }

        SpecNode? root = null;
        try
        {
            root = ReadDocuments(LeadingBlankLines.Trim(ControlCharacters.Replace(text, Report)));
        }
        catch (YamlException e)
        {
            Report(Rules.SyntaxError, SpanOf(e.Start, e.End), e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The YAML library lets a few of its own faults out (index, argument, state) on text that is not YAML.
            Report(Rules.SyntaxError, _builder.Position, "not readable as YAML (" + e.GetType().Name + ")");
        }

        // After a syntax error the part before it is still worth having: the rest of a client stays while its spec is being edited.
        return new ParsedText(root ?? _builder.Finish(), _diagnostics);
    }

    private SpecNode? ReadDocuments(string text)
    {
        Parser parser = new(new Scanner(new StringReader(text), skipComments: true));
        SpecNode? first = null;
        int documents = 0;
        int events = 0;
        while (parser.MoveNext())
        {
            if ((++events & 0x3FF) == 0)
                _cancellationToken.ThrowIfCancellationRequested();
            ParsingEvent current = parser.Current!;
            switch (current)
            {
                case DocumentStart:
                    documents++;
                    if (documents == 2)
                        Report(Rules.SeveralDocuments, SpanOf(current.Start, current.End));
                    break;
                case DocumentEnd:
                    SpecNode? root = _builder.Finish();
                    first ??= root;
                    break;
                case Scalar scalar:
                    _builder.Add(scalar, SpanOf(scalar.Start, scalar.End));
                    break;
                case AnchorAlias alias:
                    _builder.Add(alias, SpanOf(alias.Start, alias.End));
                    break;
                case MappingStart or SequenceStart:
                    _builder.Open((NodeEvent)current, current is MappingStart, SpanOf(current.Start, current.Start));
                    break;
                case MappingEnd or SequenceEnd:
                    _builder.Close(SpanOf(current.End, current.End));
                    break;
            }

            if (_builder.Exhausted is { } exhausted)
            {
                Report(exhausted, _builder.Position);
                break;
            }
        }

        return first;
    }

    private void Report(DiagnosticRule rule, SourceSpan span, params string[] arguments) =>
        _diagnostics.Add(new SpecDiagnostic(rule.Id, Model.EquatableArray.Create(arguments), _source.Path, span, "#"));

    internal static SourceSpan SpanOf(Mark start, Mark end) => new(
        Math.Max(0, (int)start.Line - 1), Math.Max(0, (int)start.Column - 1), Math.Max(0, (int)end.Line - 1), Math.Max(0, (int)end.Column - 1));
}
