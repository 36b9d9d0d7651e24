using LabelingGen.Generator.Tests.Support;
using LabelingGen.Testing;
using LabelingGen.Testing.Models;

namespace LabelingGen.Generator.Tests.Models;

/// <summary>
/// Nothing is lost between reading and writing, for every model of every spec of this repository and of a few foreign ones.
/// </summary>
public class RoundTripTests
{
    private const int Seed = 20240501;

    [Theory]
    [InlineData("scale", "openapi.yaml")]
    [InlineData("nucleus", "openapi.yaml")]
    [InlineData("fastlabel", "openapi.yaml")]
    [InlineData("label-studio", "openapi.yaml")]
    [InlineData("label-studio", "enterprise.yaml")]
    public void Models_of_our_own_specs_lose_nothing(string vendor, string file)
    {
        string path = RepositoryPaths.InRepository("specs", vendor, file);
        Check(path, 1000);
    }

    [Theory]
    [InlineData("spotify.yaml")]
    [InlineData("readme-discriminators.json")]
    [InlineData("readme-schema-types-31.json")]
    [InlineData("autorest-body-complex-20.json")]
    [InlineData("autorest-additional-properties-20.json")]
    [InlineData("readme-enums.json")]
    [InlineData("deepgram-31.yaml")]
    public void Models_of_foreign_specs_lose_nothing(string file)
    {
        if (RepositoryPaths.InShared("corpus", file) is { } path)
            Check(path, 300);
    }

    private static void Check(string path, int cases)
    {
        System.Reflection.Assembly assembly = GeneratorRun.Quick(new TestSpec(path, File.ReadAllText(path))).Load();
        ModelShape.TypesIn(assembly).Count.ShouldBeGreaterThan(0);
        ModelRoundTrip.Failures(assembly, cases, Seed).ShouldBeEmpty();
    }
}
