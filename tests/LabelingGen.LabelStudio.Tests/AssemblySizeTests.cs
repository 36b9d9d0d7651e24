using LabelingGen.LabelStudio.Enterprise;
using LabelingGen.Testing;

namespace LabelingGen.LabelStudio.Tests;

/// <summary>
/// What users pay for the packages in bytes, for every framework that was built: at most 1.5 MB for the community edition, and 4 MB for
/// both editions. A build for debugging is never smaller than what ships.
/// </summary>
public sealed class AssemblySizeTests
{
    private const long MaxCommunity = 1_500_000;
    private const long MaxBoth = 4_000_000;

    [Fact]
    public void The_assemblies_are_small()
    {
        List<(string Framework, long Community, long Both)> sizes = [.. Frameworks().Select(Measure)];

        sizes.ShouldNotBeEmpty();
        foreach ((string framework, long community, long both) in sizes)
        {
            community.ShouldBeLessThanOrEqualTo(MaxCommunity, framework);
            both.ShouldBeLessThanOrEqualTo(MaxBoth, framework);
        }
    }

    /// <summary>The folders of builds of both editions, such as <c>Debug/net8.0</c>; and the assemblies this test runs with.</summary>
    private static IEnumerable<string> Frameworks()
    {
        string builds = RepositoryPaths.InRepository("src", "LabelingGen.LabelStudio", "bin");
        IEnumerable<string> built = Directory.Exists(builds)
            ? Directory.GetFiles(builds, Name(typeof(LabelStudioClient)), SearchOption.AllDirectories)
            : [];
        return built.Select(file => Path.GetRelativePath(builds, Path.GetDirectoryName(file)!))
            .Where(framework => File.Exists(InEnterprise(framework))).Append("");
    }

    private static (string Framework, long Community, long Both) Measure(string framework)
    {
        string community = framework.Length == 0
            ? typeof(LabelStudioClient).Assembly.Location
            : RepositoryPaths.InRepository("src", "LabelingGen.LabelStudio", "bin", framework, Name(typeof(LabelStudioClient)));
        string enterprise = framework.Length == 0 ? typeof(LabelStudioEnterpriseClient).Assembly.Location : InEnterprise(framework);
        long length = new FileInfo(community).Length;
        return (framework, length, length + new FileInfo(enterprise).Length);
    }

    private static string InEnterprise(string framework) => RepositoryPaths.InRepository(
        "src", "LabelingGen.LabelStudio.Enterprise", "bin", framework, Name(typeof(LabelStudioEnterpriseClient)));

    private static string Name(Type type) => Path.GetFileName(type.Assembly.Location);
}
