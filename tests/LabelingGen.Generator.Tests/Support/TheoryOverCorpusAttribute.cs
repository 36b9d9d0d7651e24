using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests;

/// <summary>A theory over the shared documents: it is skipped, and says so, where a clone stands alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryOverCorpusAttribute : TheoryAttribute
{
    public TheoryOverCorpusAttribute()
    {
        if (RepositoryPaths.InShared("corpus") is null)
            Skip = "The folder of shared documents is not beside the repository.";
    }
}
