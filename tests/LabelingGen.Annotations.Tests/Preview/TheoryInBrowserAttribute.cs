namespace LabelingGen.Annotations.Tests.Preview;

/// <summary>As <see cref="FactInBrowserAttribute"/>, for several rows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryInBrowserAttribute : TheoryAttribute
{
    public TheoryInBrowserAttribute()
    {
        if (FactInBrowserAttribute.FindBrowser() is null)
            Skip = FactInBrowserAttribute.WhySkipped;
    }
}
