namespace LabelingGen.Cli;

/// <summary>What to generate from what, and where to.</summary>
internal sealed record GenerateRequest(
    IReadOnlyList<string> Specs,
    string Output,
    string Namespace,
    string Client,
    IReadOnlyList<string> Overlays,
    IReadOnlyList<string> References);
