namespace LabelingGen.Annotations.Tests.Compatibility;

/// <summary>
/// A fact about the recorded cases; it is skipped where they are absent, which in continuous integration they must not be.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactOverCasesAttribute : FactAttribute
{
    public FactOverCasesAttribute()
    {
        if (CaseFolder.Find("") is null)
            Skip = CaseFolder.WhyAbsent;
    }
}
