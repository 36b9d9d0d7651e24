using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Diagnostics;

/// <summary>
/// Something to tell the spec's author: which rule, with which words, where. Equal by value, so that it may travel through the pipeline.
/// </summary>
/// <param name="Id">Of <see cref="DiagnosticCatalog"/>, for example <c>LG1004</c>.</param>
/// <param name="File">Path of the spec file as the compiler knows it; empty where no file is to blame.</param>
/// <param name="Pointer">The place in the document as a pointer: <c>#/paths/~1pets/get</c>.</param>
internal sealed record SpecDiagnostic(string Id, EquatableArray<string> Arguments, string File, SourceSpan Span, string Pointer)
{
    public DiagnosticRule Rule => DiagnosticCatalog.Get(Id);

    public DiagnosticRuleSeverity Severity => Rule.Severity;

    public string Message => Rule.Format(Arguments);
}
