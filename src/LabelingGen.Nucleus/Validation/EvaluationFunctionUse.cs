namespace LabelingGen.Nucleus;

public sealed partial class EvaluationFunctionUse
{
    /// <summary>Whether the results are uploaded; such functions and others do not mix in one test.</summary>
    internal bool? IsExternal { get; init; }
}
