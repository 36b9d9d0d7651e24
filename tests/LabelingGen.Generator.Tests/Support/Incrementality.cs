using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabelingGen.Generator.Tests.Support;

/// <summary>
/// Proves of a generator run: the same input, an unrelated edit of C# and a comment or shifted line in the spec leave every output as it
/// was, nothing of the compiler is held between steps, and the same text comes out whatever the culture and the order of files.
/// </summary>
internal static class Incrementality
{
    private static readonly IncrementalStepRunReason[] Kept = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];

    public static void Prove(TestSpec[] specs, CSharpCompilation compilation, GeneratorRun expected)
    {
        GeneratorDriver first = GeneratorRun.CreateDriver(specs).RunGenerators(compilation);
        GeneratorRunResult result = first.GetRunResult().Results.Single();
        PipelineObjects.ShouldHoldNoCompilerObjects(result);

        ShouldKeepEveryStep(first.RunGenerators(compilation), "the same input");
        CSharpCompilation edited = compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("namespace Elsewhere { class Unrelated { int Field; } }", CompilationFactory.Parse));
        ShouldKeepEveryStep(first.RunGenerators(edited), "an unrelated edit of C#");
        ProveLineShift(specs, compilation, first);
        ProveDeterminism(specs, compilation, expected);
    }

    // A spec in JSON has no comments; a line is shifted instead.
    private static void ProveLineShift(TestSpec[] specs, CSharpCompilation compilation, GeneratorDriver first)
    {
        for (int i = 0; i < specs.Length; i++)
        {
            string text = specs[i].Text;
            string shifted = text.TrimStart().StartsWith('{') ? "\n" + text : "# a comment\n" + text;
            GeneratorDriver second = first
                .ReplaceAdditionalText(AdditionalTextOf(first, specs[i]), (specs[i] with { Text = shifted }).ToAdditionalText())
                .RunGenerators(compilation);
            foreach (string step in new[] { "Model", "Plan", "Units" })
                Reasons(second, step).ShouldBeSubsetOf(Kept, $"a shifted line: step {step}");
            OutputReasons(second).Where(output => output.IsFile).Select(output => output.Reason)
                .ShouldBeSubsetOf(Kept, "a shifted line: files");
        }
    }

    private static void ProveDeterminism(TestSpec[] specs, CSharpCompilation compilation, GeneratorRun expected)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = TestCultures.Turkish;
            GeneratorRun again = GeneratorRun.Run([.. specs.Reverse()], compilation);
            again.Files.Keys.ShouldBe(expected.Files.Keys);
            foreach ((string name, string text) in expected.Files)
                again.Files[name].ShouldBe(text, $"{name}: another culture and order of files");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static void ShouldKeepEveryStep(GeneratorDriver driver, string edit)
    {
        foreach (string step in ClientGenerator.StepNames)
            Reasons(driver, step).ShouldBeSubsetOf(Kept, $"{edit}: step {step}");
        OutputReasons(driver).Select(output => output.Reason).ShouldBeSubsetOf(Kept, $"{edit}: outputs");
    }

    public static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver, string step) =>
        driver.GetRunResult().Results.Single().TrackedSteps.TryGetValue(step, out var runs)
            ? runs.SelectMany(run => run.Outputs).Select(output => output.Reason)
            : [];

    public static IEnumerable<(bool IsFile, IncrementalStepRunReason Reason)> OutputReasons(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value)
            .Select(run => (IsFile: run.Inputs.Any(input => input.Source.Name == "Units"), run.Outputs.Single().Reason));

    public static AdditionalText AdditionalTextOf(GeneratorDriver driver, TestSpec spec) =>
        Additional(driver).Single(text => text.Path == spec.Path);

    // The driver replaces a text by reference only, and shows its texts to nobody; the first step's input is the way to them.
    private static IEnumerable<AdditionalText> Additional(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedSteps["Files"]
        .SelectMany(run => Inputs(run)).OfType<AdditionalText>().Distinct();

    private static IEnumerable<object> Inputs(IncrementalGeneratorRunStep step)
    {
        foreach ((IncrementalGeneratorRunStep source, int index) in step.Inputs)
        {
            yield return source.Outputs[index].Value;
            foreach (object input in Inputs(source))
                yield return input;
        }
    }
}
