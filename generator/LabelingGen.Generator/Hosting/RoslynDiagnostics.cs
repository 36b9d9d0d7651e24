using LabelingGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LabelingGen.Generator.Hosting;

/// <summary>Findings about a spec as the compiler reports them, at the line and column of the spec file.</summary>
internal static class RoslynDiagnostics
{
    private const string HelpLink = "https://github.com/labelinggen/labelinggen/blob/main/docs/diagnostics.md#";

    private static readonly Dictionary<string, DiagnosticDescriptor> Descriptors =
        DiagnosticCatalog.All.ToDictionary(rule => rule.Id, Descriptor, StringComparer.Ordinal);

    public static Diagnostic Of(SpecDiagnostic found)
    {
        LinePositionSpan lines = new(
            new LinePosition(found.Span.StartLine, found.Span.StartColumn), new LinePosition(found.Span.EndLine, found.Span.EndColumn));
        Location location = found.File.Length == 0 ? Location.None : Location.Create(found.File, default, lines);
        return Diagnostic.Create(Descriptors[found.Id], location, found.Message);
    }

    // The message is formatted by the rule, which shortens and cleans what the spec says.
    private static DiagnosticDescriptor Descriptor(DiagnosticRule rule) => new(
        rule.Id,
        rule.Title,
        "{0}",
        "LabelingGen",
        rule.Severity switch
        {
            DiagnosticRuleSeverity.Error => DiagnosticSeverity.Error,
            DiagnosticRuleSeverity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        },
        isEnabledByDefault: true,
        description: $"{rule.Cause} {rule.Effect} {rule.Remedy}",
        helpLinkUri: HelpLink + rule.Id.ToLowerInvariant());
}
