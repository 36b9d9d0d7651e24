namespace LabelingGen.Generator.Reading;

/// <summary>Bounds on what a document may ask of the compiler's process. Beyond every document known; each ends in a diagnostic.</summary>
internal static class Limits
{
    /// <summary>Characters of one file.</summary>
    public const int TextLength = 32 * 1024 * 1024;

    /// <summary>Levels of mappings and sequences within each other; what is deeper is left out.</summary>
    public const int TreeDepth = 200;

    /// <summary>Levels at which reading stops altogether, because scanning costs more with each.</summary>
    public const int ScanDepth = 2000;

    /// <summary>Nodes of one file.</summary>
    public const int Nodes = 3_000_000;

    /// <summary>Nodes that aliases may stand for in one file.</summary>
    public const int AliasExpansion = 1_000_000;

    /// <summary>Schemas read for one document, each <c>allOf</c> copy counted.</summary>
    public const int Schemas = 500_000;

    /// <summary>References followed one after another (<c>$ref</c> to <c>$ref</c>, <c>allOf</c> in <c>allOf</c>).</summary>
    public const int ReferenceChain = 100;

    /// <summary>Inline schemas within each other.</summary>
    public const int SchemaDepth = 60;

    /// <summary>Inline schemas that repeat a referenced one and add to it, within each other.</summary>
    public const int CopyDepth = 4;

    /// <summary>Diagnostics of one rule; the rest is counted, not listed.</summary>
    public const int DiagnosticsPerRule = 100;

    /// <summary>Characters of an example or default kept for documentation.</summary>
    public const int ExampleLength = 2_000;
}
