using LabelingGen.Generator.Tests.Corpus;
using LabelingGen.Generator.Tests.Reading;
using LabelingGen.Generator.Tests.Support;
using LabelingGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabelingGen.Generator.Tests.Models;

/// <summary>
/// Whatever the generator keeps from one run for the next: after any edit of a spec the files and the findings, each at its place, are those
/// of a run that has seen nothing before.
/// </summary>
public class EditReuseTests
{
    private const int Edits = 6;

    private static readonly CSharpCompilation Empty = CompilationFactory.Create("Generated");

    public static TheoryData<string, string> Own => new()
    {
        { "scale/openapi.yaml", "" },
        { "nucleus/openapi.yaml", "" },
        { "fastlabel/openapi.yaml", "" },
        { "label-studio/openapi.yaml", "label-studio/sdk.yaml" },
        { "label-studio/enterprise.yaml", "label-studio/enterprise.sdk.yaml" },
    };

    [Theory]
    [MemberData(nameof(Own))]
    public void An_own_document_edited_again_and_again_gives_what_a_first_run_gives(string document, string overlay) => Prove(
        document, ReadSpec(document), overlay.Length == 0 ? null : ReadSpec(overlay));

    [TheoryOverCorpus]
    [MemberData(nameof(Shared))]
    public void A_shared_document_edited_again_and_again_gives_what_a_first_run_gives(string name) =>
        Prove(name, File.ReadAllText(CorpusDocument.All.Single(document => document.Name == name).Path), null);

    /// <summary>One file each, and long enough for its tree to be kept.</summary>
    public static TheoryData<string> Shared =>
    [
        .. CorpusDocument.All.Where(document => new FileInfo(document.Path).Length is > 16_384 and < 200_000)
            .Select(document => document.Name),
    ];

    private static string ReadSpec(string name) => File.ReadAllText(RepositoryPaths.InRepository(["specs", .. name.Split('/')]));

    private static void Prove(string name, string text, string? overlay)
    {
        string extension = text.TrimStart()[0] == '{' ? ".json" : ".yaml";
        TestSpec[] specs = Specs($"/edited/{name}", extension, text, overlay);
        GeneratorDriver driver = GeneratorRun.CreateDriver(specs).RunGenerators(Empty);
        List<int> wrong = [];
        for (int seed = 0; seed < Edits; seed++)
        {
            Random random = new(seed);
            // Every second edit starts from the document again: one that broke its syntax would leave little to compare.
            text = seed % 2 == 0 ? TextEdits.Edit(specs[0].Text, random) : TextEdits.Describe(text, random);
            AdditionalText before = Incrementality.AdditionalTextOf(driver, specs[0]);
            driver = driver.ReplaceAdditionalText(before, (specs[0] with { Text = text }).ToAdditionalText()).RunGenerators(Empty);
            TestSpec[] fresh = Specs($"/fresh/{seed}/{name}", extension, text, overlay);
            if (!Results(driver).SequenceEqual(Results(GeneratorRun.CreateDriver(fresh).RunGenerators(Empty))))
                wrong.Add(seed);
        }

        wrong.ShouldBeEmpty(name);
    }

    private static TestSpec[] Specs(string folder, string extension, string text, string? overlay)
    {
        TestSpec main = new($"{folder}/openapi{extension}", text) { Overlay = overlay is null ? "" : $"{folder}/sdk.yaml" };
        return overlay is null ? [main] : [main, new TestSpec(main.Overlay, overlay) { Role = "Overlay" }];
    }

    private static IEnumerable<string> Results(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        result.Exception.ShouldBeNull();
        return result.GeneratedSources.Select(source => source.HintName + "\n" + source.SourceText).Order(StringComparer.Ordinal)
            .Concat(result.Diagnostics.Select(found => $"{found.Id} {Path.GetFileName(found.Location.GetLineSpan().Path)} "
                + $"{found.Location.GetLineSpan().Span} {found.GetMessage()}").Order(StringComparer.Ordinal));
    }
}
