using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.Protobuf;

/// <summary>Diagnostics, and where everything stands: gathered beside the model, so that a moved line changes no model.</summary>
internal sealed class ProtoFindings
{
    private readonly List<SpecDiagnostic> _diagnostics = [];
    private readonly Dictionary<string, (string File, SourceSpan Span)> _positions = new(StringComparer.Ordinal);

    public IReadOnlyList<SpecDiagnostic> Diagnostics => _diagnostics;

    /// <summary>By full name; an enum's value is <c>Enum.VALUE</c>, a method <c>Service.Method</c>.</summary>
    public IReadOnlyDictionary<string, (string File, SourceSpan Span)> Positions => _positions;

    public void Locate(string key, string file, SourceSpan span)
    {
        if (!_positions.ContainsKey(key))
            _positions.Add(key, (file, span));
    }

    public void Report(DiagnosticRule rule, string file, SourceSpan span, string pointer, params string[] arguments)
    {
        if (_diagnostics.Count(d => d.Id == rule.Id) < Limits.DiagnosticsPerRule)
            _diagnostics.Add(new SpecDiagnostic(rule.Id, EquatableArray.Create(arguments), file, span, pointer));
    }

    public void ReportAt(DiagnosticRule rule, string key, params string[] arguments)
    {
        (string file, SourceSpan span) = _positions.TryGetValue(key, out (string, SourceSpan) found) ? found : ("", SourceSpan.None);
        Report(rule, file, span, key, arguments);
    }
}
