namespace LabelingGen.Annotations.Tests.Compatibility;

/// <summary>
/// A theory over the recorded cases; it is skipped where they are absent, which in continuous integration they must not be.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryOverCasesAttribute : TheoryAttribute
{
    public TheoryOverCasesAttribute()
    {
        if (CaseFolder.Find("") is null)
            Skip = CaseFolder.WhyAbsent;
    }
}
