using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.OpenApi;
using LabelingGen.Testing;
using Xunit.Abstractions;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>The documents this repository ships are read without a single warning: they are ours to correct.</summary>
public class OwnSpecTests(ITestOutputHelper output)
{
    public static TheoryData<string> Documents()
    {
        string specs = RepositoryPaths.InRepository("specs");
        return [.. Directory.EnumerateFiles(specs, "*.yaml", SearchOption.AllDirectories)
            .Where(f => File.ReadLines(f).Take(20).Any(l => l.StartsWith("openapi:", StringComparison.Ordinal)))
            .Select(f => Path.GetRelativePath(specs, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_of_ours_is_read_without_a_warning(string file)
    {
        string path = RepositoryPaths.InRepository("specs", file);
        string name = Path.GetFileNameWithoutExtension(path);
        string overlay = Path.Combine(Path.GetDirectoryName(path)!, name == "openapi" ? "sdk.yaml" : name + ".sdk.yaml");
        SpecFile[] overlays = File.Exists(overlay) ? [new SpecFile(overlay, File.ReadAllText(overlay))] : [];
        ReadResult result = OpenApiReader.Read(
            new SpecSet(new SpecFile(path, File.ReadAllText(path)), EquatableArray.Create(overlays), EquatableArray<SpecFile>.Empty),
            ReadOptions.Default,
            CancellationToken.None);
        foreach (Diagnostics.SpecDiagnostic diagnostic in result.Diagnostics)
            output.WriteLine(diagnostic.Describe());

        result.Diagnostics.Where(d => d.Severity != Diagnostics.DiagnosticRuleSeverity.Info).ShouldBeEmpty();
        result.Model.ShouldNotBeNull().Operations.Count.ShouldBeGreaterThan(0);
    }
}
