using LabelingGen.Generator.Tests.Support;
using LabelingGen.Testing;
using Microsoft.CodeAnalysis;

namespace LabelingGen.Generator.Tests.Models;

/// <summary>An edit of one schema writes the files anew that depend on it, and no others.</summary>
public class IncrementalEditTests
{
    [Fact]
    public void One_changed_description_writes_one_file() =>
        Rewritten(SampleSpec.Text, "description: Number of the animal.", "description: Its number.")
            .ShouldBe(3, "the class and those derived from it");

    [Fact]
    public void One_changed_schema_writes_one_file() =>
        Rewritten(SampleSpec.Text, "dose: { type: number }", "amount: { type: number }").ShouldBeLessThanOrEqualTo(2);

    [Fact]
    public void One_changed_schema_of_a_large_spec_writes_at_most_three_files()
    {
        string text = File.ReadAllText(RepositoryPaths.InRepository("specs", "scale", "openapi.yaml"));
        int at = text.IndexOf("\n  schemas:", StringComparison.Ordinal);
        int property = text.IndexOf("description: ", at, StringComparison.Ordinal);
        string edited = text.Insert(property + "description: ".Length, "Edited ");
        CountRewritten(text, edited).ShouldBeInRange(1, 3);
    }

    private static int Rewritten(string text, string old, string replacement)
    {
        text.ShouldContain(old);
        return CountRewritten(text, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    private static int CountRewritten(string before, string after)
    {
        TestSpec spec = new("/spec/openapi.yaml", before);
        var compilation = CompilationFactory.Create("Generated");
        GeneratorDriver first = GeneratorRun.CreateDriver([spec]).RunGenerators(compilation);
        GeneratorDriver second = first
            .ReplaceAdditionalText(Incrementality.AdditionalTextOf(first, spec), (spec with { Text = after }).ToAdditionalText())
            .RunGenerators(compilation);
        return Incrementality.OutputReasons(second)
            .Count(output => output.IsFile && output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);
    }
}
