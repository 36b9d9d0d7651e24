namespace LabelingGen.Benchmarks.Documents;

/// <summary>What the generator makes of one document.</summary>
/// <param name="Described">Operations the document describes.</param>
/// <param name="Generated">Those that have a method.</param>
/// <param name="Findings">Diagnostics by rule, with the place of the first.</param>
/// <param name="Lines">Lines of C#.</param>
/// <param name="Milliseconds">Reading, planning and emitting.</param>
/// <param name="Bytes">Managed bytes allocated meanwhile.</param>
/// <param name="CompilerProblems">Errors and warnings of the compiler.</param>
internal sealed record DocumentResult(
    string Name,
    int Described,
    int Generated,
    IReadOnlyList<DocumentFinding> Findings,
    int Lines,
    double Milliseconds,
    long Bytes,
    IReadOnlyList<string> CompilerProblems)
{
    public bool Compiles => Lines > 0 && CompilerProblems.Count == 0;
}

/// <param name="IsLoss">Something is left out or read in a way its author may not expect.</param>
internal sealed record DocumentFinding(string Id, string Title, bool IsLoss, int Count, string FirstPlace);
