namespace LabelingGen.Generator.Diagnostics;

/// <summary>Faults of the generator itself: LG9xxx.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule InternalFault = new(
        "LG9001",
        "Internal fault",
        "The generator failed at {0} ({1}); this part is left out",
        DiagnosticRuleSeverity.Warning,
        "A fault of the generator, not of the document.",
        "The part named is left out; everything else is generated.",
        "Report the fault with the part of the document it names.");
}
