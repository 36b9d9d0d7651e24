namespace LabelingGen.Generator.Diagnostics;

/// <summary>Overlays and our own extensions: LG3xxx.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule NotAnOverlay = new(
        "LG3001",
        "Not an overlay",
        "The file is not an overlay: 'overlay' or 'actions' is missing",
        DiagnosticRuleSeverity.Error,
        "The file named as Overlay is another kind of document.",
        "It is ignored.",
        "Write an OpenAPI Overlay 1.0 document.");

    public static readonly DiagnosticRule OverlayTarget = new(
        "LG3002",
        "Overlay target not understood",
        "The target '{0}' is not a JSONPath of the supported kind: {1}",
        DiagnosticRuleSeverity.Error,
        "The target is missing, is no JSONPath, or uses a part of JSONPath that is not supported.",
        "The action is ignored.",
        "Use names, indices, wildcards, .. and filters that compare.");

    public static readonly DiagnosticRule OverlayNoMatch = new(
        "LG3003",
        "Overlay target matches nothing",
        "The target '{0}' matches nothing in the document",
        DiagnosticRuleSeverity.Warning,
        "The document has changed since the overlay was written, or the target has a typing error.",
        "The action does nothing.",
        "Correct or remove the action.");

    public static readonly DiagnosticRule OverlayAction = new(
        "LG3004",
        "Overlay action without effect",
        "The action has neither 'update' nor 'remove: true'",
        DiagnosticRuleSeverity.Warning,
        "An action must do one of the two.",
        "The action does nothing.",
        "Add one.");

    public static readonly DiagnosticRule ExtensionKey = new(
        "LG3005",
        "Unknown entry of an extension",
        "'{0}' has no entry '{1}'",
        DiagnosticRuleSeverity.Warning,
        "A misspelt entry of one of the extensions of this generator.",
        "It is ignored.",
        "Correct the name.");

    public static readonly DiagnosticRule ExtensionValue = new(
        "LG3006",
        "Extension not understood",
        "'{0}' is ignored: '{1}' is missing or has a value that is not understood",
        DiagnosticRuleSeverity.Warning,
        "A needed entry of one of the extensions of this generator is missing or wrong.",
        "The extension is ignored at this place.",
        "Correct the entry.");
}
