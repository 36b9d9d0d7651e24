using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>What all readers of one document share: its files, its version, its diagnostics and its budget.</summary>
internal sealed class ReaderContext
{
    private readonly List<SpecDiagnostic> _diagnostics;
    private readonly HashSet<SpecDiagnostic> _seen = new();
    private readonly Dictionary<string, int> _perRule = new(StringComparer.Ordinal);
    private int _schemas;

    public ReaderContext(
        DocumentSet documents, SpecVersion version, ReadOptions options, IEnumerable<SpecDiagnostic> earlier,
        CancellationToken cancellationToken)
    {
        Version = version;
        Options = options;
        CancellationToken = cancellationToken;
        _diagnostics = new List<SpecDiagnostic>(earlier);
        Documents = documents;
        Root = SpecCursor.Root(documents.Main);
        References = new ReferenceResolver(this);
    }

    public SpecVersion Version { get; }

    public ReadOptions Options { get; }

    public CancellationToken CancellationToken { get; }

    public DocumentSet Documents { get; }

    public SpecCursor Root { get; }

    public ReferenceResolver References { get; }

    public bool IsSwagger2 => Version == SpecVersion.Swagger2;

    public IReadOnlyList<SpecDiagnostic> Diagnostics => _diagnostics;

    /// <summary>How often something was reported, repetitions included.</summary>
    public int Reports { get; private set; }

    public void Report(DiagnosticRule rule, SpecCursor at, params string[] arguments)
    {
        Reports++;
        _perRule.TryGetValue(rule.Id, out int count);
        if (count >= Limits.DiagnosticsPerRule)
            return;
        SpecDiagnostic diagnostic = new(rule.Id, EquatableArray.Create(arguments), at.File, at.Span, at.Pointer);
        if (!_seen.Add(diagnostic))
            return;
        _perRule[rule.Id] = count + 1;
        _diagnostics.Add(diagnostic);
    }

    public void Report(IEnumerable<SpecDiagnostic> diagnostics) => _diagnostics.AddRange(diagnostics);

    /// <summary>How many schemas were asked for.</summary>
    public int Schemas => _schemas;

    /// <summary>Counts schemas that are known already; false where the document would have asked for more than any may.</summary>
    public bool TakeSchemas(int count)
    {
        if (_schemas + count > Limits.Schemas)
            return false;
        _schemas += count;
        return true;
    }

    /// <summary>Counts one more schema; false once the document has asked for more than any may.</summary>
    public bool TakeSchema(SpecCursor at)
    {
        if ((++_schemas & 0xFF) == 0)
            CancellationToken.ThrowIfCancellationRequested();
        if (_schemas <= Limits.Schemas)
            return true;
        Report(Rules.TooManySchemas, Root, Limits.Schemas.ToString(System.Globalization.CultureInfo.InvariantCulture), at.Pointer);
        return false;
    }

    /// <summary>
    /// Reads one part; a fault of ours in it becomes a diagnostic with the part's pointer, and the other parts are read all the same.
    /// </summary>
    public T Guard<T>(SpecCursor at, T fallback, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Report(Rules.InternalFault, at, at.Pointer, e.GetType().Name);
            return fallback;
        }
    }
}
