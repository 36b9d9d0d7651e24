using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using YamlDotNet.Core.Events;

namespace LabelingGen.Generator.Reading.Tree;

/// <summary>Puts nodes together from events, with a stack of its own instead of the thread's.</summary>
internal sealed class TreeBuilder(SpecSource file, List<SpecDiagnostic> diagnostics)
{
    private readonly Stack<Frame> _open = new();
    private readonly Dictionary<string, SpecNode?> _anchors = new(StringComparer.Ordinal);
    private readonly SpecSource _file = file;
    private SpecSource _source = file;
    private int _line;
    private SpecNode? _root;
    private SpecNode? _last;
    private long _aliasWeight;
    private int _skipped;

    public SourceSpan Position { get; private set; }

    public bool HasAliases { get; set; }

    /// <summary>Number of nodes so far, keys among them.</summary>
    public int Nodes { get; private set; }

    /// <summary>Number of findings so far.</summary>
    public int Findings => diagnostics.Count;

    /// <summary>Set once the text has cost more than it may.</summary>
    public DiagnosticRule? Exhausted { get; private set; }

    /// <summary>What is added from now on stands in a block of its own, and lines count from its beginning.</summary>
    /// <returns>The block as the source of its nodes.</returns>
    public SpecSource EnterBlock(int line)
    {
        _line = line;
        return _source = new SpecSource(_file.Path);
    }

    /// <summary>Ends the block.</summary>
    /// <returns>The node it consists of.</returns>
    public SpecNode? LeaveBlock()
    {
        _source = _file;
        _line = 0;
        return _last;
    }

    /// <summary>Adds a block as it was built before.</summary>
    public void Add(TextBlock block)
    {
        Add(block.Value, block.Value.Span);
        Nodes += block.Nodes - 1;
    }

    public void Add(Scalar scalar, SourceSpan span)
    {
        string? tag = scalar.Tag.IsEmpty ? null : scalar.Tag.IsNonSpecific ? "!" : scalar.Tag.Value;
        Add(scalar.Value, scalar.Style == YamlDotNet.Core.ScalarStyle.Plain, tag, scalar.Anchor.IsEmpty ? null : scalar.Anchor.Value, span);
    }

    public void Add(string text, bool plain, string? tag, string? anchor, SourceSpan span)
    {
        Position = span;
        if (_skipped > 0)
            return;
        SpecScalar node = new(_source, span, text, CoreSchema.Resolve(text, plain, tag));
        if (anchor is not null)
            _anchors[anchor] = node;
        Add(node, span);
    }

    public void Add(AnchorAlias alias, SourceSpan span)
    {
        Position = span;
        HasAliases = true;
        if (_skipped > 0)
            return;
        if (!_anchors.TryGetValue(alias.Value.Value, out SpecNode? node) || node is null)
        {
            Report(Rules.UnknownAlias, span.Below(_line), alias.Value.Value);
            node = NullAt(span);
        }
        else if ((_aliasWeight += node.Weight) > Limits.AliasExpansion)
        {
            Exhausted = Rules.AliasExpansion;
            node = NullAt(span);
        }

        Add(node, span);
    }

    public void Open(bool isMapping, string? anchor, SourceSpan span)
    {
        Position = span;
        if (_skipped > 0 || _open.Count == Limits.TreeDepth)
        {
            if (_skipped == 0)
                Report(Rules.TooDeep, span.Below(_line), Limits.TreeDepth.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (++_skipped > Limits.ScanDepth)
                Exhausted = Rules.TooDeepToRead;
            return;
        }

        if (anchor is not null)
            _anchors[anchor] = null;
        _open.Push(new Frame(isMapping, span, anchor, _source, _line));
    }

    public void Close(SourceSpan end)
    {
        Position = end;
        if (_skipped > 0)
        {
            if (--_skipped == 0)
                Add(NullAt(end), end);
            return;
        }

        CloseTop(end);
    }

    /// <summary>Closes whatever is open and returns the document's root.</summary>
    public SpecNode? Finish()
    {
        _skipped = 0;
        while (_open.Count > 0)
            CloseTop(Position);
        SpecNode? root = _root;
        _root = null;
        _anchors.Clear();
        return root;
    }

    private void CloseTop(SourceSpan end)
    {
        Frame frame = _open.Pop();
        SourceSpan span = new(frame.Span.StartLine, frame.Span.StartColumn, end.EndLine, end.EndColumn);
        SpecNode node;
        if (frame.IsMapping)
        {
            if (frame.HasKey)
                Complete(frame, NullAt(end));
            SpecEntry[] entries = frame.Merged is { } merged ? MergeKeys.Apply(frame.Entries, merged) : frame.Entries.ToArray();
            node = new SpecMapping(frame.Source, span, entries, Sum(frame.Weight));
        }
        else
        {
            node = new SpecSequence(frame.Source, span, frame.Items.ToArray(), Sum(frame.Weight));
        }

        if (frame.Anchor is not null)
            _anchors[frame.Anchor] = node;
        Add(node, frame.Span);
    }

    private void Add(SpecNode node, SourceSpan span)
    {
        _last = node;
        if (++Nodes > Limits.Nodes)
            Exhausted ??= Rules.TooManyNodes;
        if (_open.Count == 0)
        {
            _root ??= node;
            return;
        }

        Frame frame = _open.Peek();
        if (!frame.IsMapping)
        {
            frame.Items.Add(node);
            frame.Weight += node.Weight;
        }
        else if (frame.HasKey)
        {
            Complete(frame, node);
        }
        else
        {
            frame.HasKey = true;
            frame.Key = (node as SpecScalar)?.Text;
            frame.KeyKind = (node as SpecScalar)?.Kind ?? ScalarKind.Null;
            frame.KeySpan = span;
            if (frame.Key is null)
                Report(Rules.ComplexKey, span.Below(_line));
        }
    }

    private void Complete(Frame frame, SpecNode value)
    {
        frame.HasKey = false;
        if (frame.Key is not { } key)
            return;
        frame.Weight += value.Weight;
        if (key == "<<" && value is SpecMapping or SpecSequence)
        {
            (frame.Merged ??= new List<SpecNode>()).Add(value);
            return;
        }

        SpecEntry entry = new(key, frame.KeySpan, frame.Source, value);
        if (!frame.Find(key, out int index))
        {
            frame.Append(entry);
            return;
        }

        SpecEntry earlier = frame.Entries[index];
        if (earlier.Value is SpecMapping first && value is SpecMapping second && MergeKeys.Disjoint(first, second))
        {
            Report(Rules.DuplicateKeyMerged, frame.KeySpan.Below(frame.Line), key, LineOf(frame, earlier));
            frame.Entries[index] = earlier with { Value = MergeKeys.Concat(first, second) };
        }
        else
        {
            Report(Rules.DuplicateKey, frame.KeySpan.Below(frame.Line), key, LineOf(frame, earlier));
            frame.Entries[index] = entry;
        }
    }

    private static string LineOf(Frame frame, SpecEntry entry) =>
        (frame.Line + entry.KeySpan.StartLine + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int Sum(long weight) => (int)Math.Min(weight + 1, int.MaxValue / 2);

    private SpecScalar NullAt(SourceSpan span) => new(_source, span, "", ScalarKind.Null);

    private void Report(DiagnosticRule rule, SourceSpan span, params string[] arguments)
    {
        if (diagnostics.Count < Limits.DiagnosticsPerRule * 4)
            diagnostics.Add(new SpecDiagnostic(rule.Id, EquatableArray.Create(arguments), _file.Path, span, PointerHere()));
    }

    private string PointerHere()
    {
        IEnumerable<string> segments = _open.Reverse().Select(f => f.IsMapping
            ? f.HasKey && f.Key is not null ? "/" + JsonPointer.Escape(f.Key) : ""
            : "/" + f.Items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return "#" + string.Concat(segments);
    }

    private sealed class Frame(bool isMapping, SourceSpan span, string? anchor, SpecSource source, int line)
    {
        private const int LinearLimit = 12;
        private Dictionary<string, int>? _index;

        public bool IsMapping { get; } = isMapping;

        public SourceSpan Span { get; } = span;

        public string? Anchor { get; } = anchor;

        public SpecSource Source { get; } = source;

        /// <summary>Where the source begins in the file.</summary>
        public int Line { get; } = line;

        public List<SpecEntry> Entries { get; } = isMapping ? new List<SpecEntry>() : NoEntries;

        public List<SpecNode> Items { get; } = isMapping ? NoItems : new List<SpecNode>();

        /// <summary>Values of YAML merge keys, in order.</summary>
        public List<SpecNode>? Merged { get; set; }

        public bool HasKey { get; set; }

        public string? Key { get; set; }

        public ScalarKind KeyKind { get; set; }

        public SourceSpan KeySpan { get; set; }

        public long Weight { get; set; }

        public void Append(SpecEntry entry)
        {
            _index?.Add(entry.Key, Entries.Count);
            Entries.Add(entry);
        }

        public bool Find(string key, out int index)
        {
            if (Entries.Count <= LinearLimit)
            {
                index = Entries.FindIndex(e => string.Equals(e.Key, key, StringComparison.Ordinal));
                return index >= 0;
            }

            if (_index is null)
            {
                _index = new Dictionary<string, int>(StringComparer.Ordinal);
                for (int i = 0; i < Entries.Count; i++)
                    _index[Entries[i].Key] = i;
            }

            return _index.TryGetValue(key, out index);
        }

        // Never written to: a frame uses one of its two lists.
        private static readonly List<SpecEntry> NoEntries = new(0);
        private static readonly List<SpecNode> NoItems = new(0);
    }
}
