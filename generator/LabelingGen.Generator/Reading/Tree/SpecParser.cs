using LabelingGen.Generator.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LabelingGen.Generator.Reading.Tree;

/// <summary>What a text was read into: the tree, or what there is of it, and what is wrong with the text.</summary>
/// <param name="Root"><see langword="null"/> where nothing could be read.</param>
/// <param name="HasAliases">Nodes are shared between places of the tree.</param>
internal sealed record ParsedText(SpecNode? Root, IReadOnlyList<SpecDiagnostic> Diagnostics, bool HasAliases = false)
{
    public TextBlocks Blocks { get; init; } = TextBlocks.None;
}

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
    private SpecNode? _root;

    private SpecParser(SpecSource source, CancellationToken cancellationToken)
    {
        _source = source;
        _cancellationToken = cancellationToken;
        _builder = new TreeBuilder(source, _diagnostics);
    }

    /// <param name="earlier">The blocks of an earlier text, whose nodes are taken over where the text is still the same.</param>
    public static ParsedText Parse(string path, string text, CancellationToken cancellationToken, TextBlocks? earlier = null) =>
        new SpecParser(new SpecSource(path), cancellationToken).Parse(text, earlier ?? TextBlocks.None);

    /// <summary>The same without <see cref="QuickReader"/>.</summary>
    public static ParsedText ParseWithLibrary(string path, string text, CancellationToken cancellationToken) =>
        new SpecParser(new SpecSource(path), cancellationToken).Parse(text, earlier: null);

    private ParsedText Parse(string text, TextBlocks? earlier)
    {
        if (text.Length > Limits.TextLength)
        {
            Report(Rules.TooLarge, SourceSpan.None, text.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return new ParsedText(null, _diagnostics);
        }

        text = BlankLines.EndLast(ControlCharacters.Replace(text, Report));
        return earlier is null
            ? ReadWithLibrary(text, mayBeLenient: false)
            : TryQuickly(text, _diagnostics, earlier) ?? ReadWithLibrary(text, mayBeLenient: true);
    }

    private ParsedText? TryQuickly(string text, IEnumerable<SpecDiagnostic> found, TextBlocks earlier, bool anyQuotedIndent = false)
    {
        List<SpecDiagnostic> diagnostics = new(found);
        TreeBuilder builder = new(_source, diagnostics);
        return QuickReader.Read(text, builder, earlier, anyQuotedIndent, _cancellationToken) is { } blocks
            ? new ParsedText(builder.Finish(), diagnostics) { Blocks = blocks }
            : null;
    }

    private ParsedText ReadWithLibrary(string text, bool mayBeLenient)
    {
        List<SpecDiagnostic> earlier = new(_diagnostics);
        if (TryRead(text) is { } failure && !TryOtherwise(text))
        {
            SpecDiagnostic lenience = new(Rules.QuotedIndent.Id, Model.EquatableArray<string>.Empty, _source.Path, failure.Span, "#");
            if (mayBeLenient && TryQuickly(text, earlier.Append(lenience), TextBlocks.None, anyQuotedIndent: true) is { } read)
                return read;
            Report(Rules.SyntaxError, failure.Span, failure.Message);
        }

        // After a syntax error the part before it is still worth having: the rest of a client stays while its spec is being edited.
        return new ParsedText(_root ?? _builder.Finish(), _diagnostics, _builder.HasAliases);
    }

    private bool TryOtherwise(string text)
    {
        if (BlankLines.Normalize(text) is { } other && Retry(other) is null)
            return true;
        if (EscapedSurrogates.Replace(text) is not { } replaced
            || (Retry(replaced.Text) is not null && (BlankLines.Normalize(replaced.Text) is not { } both || Retry(both) is not null)))
            return false;
        Report(Rules.ControlCharacter, ControlCharacters.Locate(text, replaced.First), text.Substring(replaced.First + 2, 4).ToUpperInvariant());
        return true;
    }

    /// <summary>
    /// Reads again, after what the library wrongly refuses has been written another way. The first result stands if that fails too.
    /// </summary>
    private Failure? Retry(string text)
    {
        SpecParser again = new(_source, _cancellationToken);
        if (again.TryRead(text) is { } failure)
            return failure;
        _root = again._root;
        _builder.HasAliases |= again._builder.HasAliases;
        _diagnostics.Clear();
        _diagnostics.AddRange(again._diagnostics);
        return null;
    }

    private Failure? TryRead(string text)
    {
        try
        {
            ReadDocuments(text);
            return null;
        }
        catch (YamlException e)
        {
            return new Failure(SpanOf(e.Start, e.End), e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The YAML library lets a few of its own faults out (index, argument, state) on text that is not YAML.
            return new Failure(_builder.Position, "not readable as YAML (" + e.GetType().Name + ")");
        }
    }

    private void ReadDocuments(string text)
    {
        Parser parser = new(new Scanner(new StringReader(text), skipComments: true));
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
                    _root ??= root;
                    break;
                case Scalar scalar:
                    _builder.Add(scalar, SpanOf(scalar.Start, scalar.End));
                    break;
                case AnchorAlias alias:
                    _builder.Add(alias, SpanOf(alias.Start, alias.End));
                    break;
                case MappingStart or SequenceStart:
                    if (current is MappingStart { Style: MappingStyle.Block } or SequenceStart { Style: SequenceStyle.Block })
                        RefuseTabBefore(text, current.Start);
                    AnchorName anchor = ((NodeEvent)current).Anchor;
                    _builder.Open(current is MappingStart, anchor.IsEmpty ? null : anchor.Value, SpanOf(current.Start, current.Start));
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
    }

    /// <summary>
    /// YAML 1.2.2, section 6.1: a tab does not indent. The library lets one pass between an indicator and the block it opens.
    /// </summary>
    private static void RefuseTabBefore(string text, Mark start)
    {
        for (int at = (int)start.Index - 1; at >= 0 && text[at] is ' ' or '\t'; at--)
        {
            if (text[at] == '\t')
                throw new SyntaxErrorException(start, start, "A tab is used as indentation.");
        }
    }

    private void Report(DiagnosticRule rule, SourceSpan span, params string[] arguments) =>
        _diagnostics.Add(new SpecDiagnostic(rule.Id, Model.EquatableArray.Create(arguments), _source.Path, span, "#"));

    internal static SourceSpan SpanOf(Mark start, Mark end) => new(
        Math.Max(0, (int)start.Line - 1), Math.Max(0, (int)start.Column - 1), Math.Max(0, (int)end.Line - 1),
            Math.Max(0, (int)end.Column - 1));

    private sealed record Failure(SourceSpan Span, string Message);
}
