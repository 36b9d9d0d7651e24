using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>
/// The catalogue is whole, and what is written about it elsewhere says the same. <c>UPDATE_SNAPSHOTS=1</c> rewrites the documents.
/// </summary>
public partial class DiagnosticCatalogTests
{
    [Fact]
    public void Every_rule_is_in_the_catalogue_once()
    {
        List<string> declared = [.. typeof(Rules).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(f => f.FieldType == typeof(DiagnosticRule)).Select(f => ((DiagnosticRule)f.GetValue(null)!).Id)];
        declared.ShouldBeUnique();
        DiagnosticCatalog.All.Select(r => r.Id).ShouldBe(declared, ignoreOrder: true);
    }

    [Fact]
    public void Every_rule_says_what_an_author_needs()
    {
        foreach (DiagnosticRule rule in DiagnosticCatalog.All)
        {
            RuleId().IsMatch(rule.Id).ShouldBeTrue(rule.Id);
            rule.Cause.ShouldEndWith(".", Case.Sensitive, rule.Id);
            rule.Effect.ShouldEndWith(".", Case.Sensitive, rule.Id);
            rule.Remedy.ShouldEndWith(".", Case.Sensitive, rule.Id);
            Should.NotThrow(() => rule.Format(EquatableArray.Create("a", "b", "c", "d")), rule.Id);
        }
    }

    [Fact]
    public void At_least_ten_rules_are_representation_risks() =>
        DiagnosticCatalog.All.Count(r => r.Id.StartsWith("LG2", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(10);

    [Fact]
    public void The_table_in_the_documentation_is_the_catalogue() =>
        Compare(RepositoryPaths.InRepository("docs", "diagnostics.md"), Document());

    [Fact]
    public void The_release_notes_of_the_analyzer_list_the_catalogue() =>
        Compare(RepositoryPaths.InRepository("generator", "LabelingGen.Generator", "AnalyzerReleases.Unshipped.md"), Releases());

    [Fact]
    public void A_message_is_one_line_whatever_the_spec_says()
    {
        string message = Rules.UnresolvedReference.Format(EquatableArray.Create("a\nb\u2028c\u202ed\u0000" + new string('x', 5_000)));
        message.Any(char.IsControl).ShouldBeFalse();
        message.ShouldNotContain("\u202e");
        message.ShouldNotContain("\u2028");
        message.Length.ShouldBeLessThan(300);
    }

    private static void Compare(string path, string expected)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, expected);
        File.ReadAllText(path).ShouldBe(expected, $"run the tests with UPDATE_SNAPSHOTS=1 to rewrite {Path.GetFileName(path)}");
    }

    private static string Document()
    {
        StringBuilder text = new();
        text.Append("# Diagnostics\n\nWhat the generator says about a document, each at the file, line and column it is about. *Info*: read as its author meant it. ")
            .Append("*Warning*: something is left out, or is read in a way the author may not expect. *Error*: the document, or what follows the place, cannot be used. ")
            .Append("A diagnostic about one part never costs another part.\n\n")
            .Append(
                "LG1xxx: input and its repair. LG2xxx: representation. LG3xxx: overlays and extensions. LG9xxx: the generator itself.\n\n")
            .Append("Severities are set in `.editorconfig` as usual: `dotnet_diagnostic.LG1102.severity = none`.\n\n| id | severity | what it is about |\n| --- | --- | --- |\n");
        foreach (DiagnosticRule rule in DiagnosticCatalog.All.OrderBy(r => r.Id, StringComparer.Ordinal))
            text.Append($"| [{rule.Id}](#{rule.Id.ToLowerInvariant()}) | {rule.Severity} | {rule.Title} |\n");
        foreach (DiagnosticRule rule in DiagnosticCatalog.All.OrderBy(r => r.Id, StringComparer.Ordinal))
        {
            text.Append($"\n## {rule.Id}\n\n**{rule.Title}** ({rule.Severity}): `{rule.MessageFormat}`\n\n")
                .Append($"- Cause: {rule.Cause}\n- Effect: {rule.Effect}\n- Remedy: {rule.Remedy}\n");
        }

        return text.ToString();
    }

    private static string Releases()
    {
        StringBuilder text = new("### New Rules\n\nRule ID | Category | Severity | Notes\n--------|----------|----------|-------\n");
        foreach (DiagnosticRule rule in DiagnosticCatalog.All.OrderBy(r => r.Id, StringComparer.Ordinal))
            text.Append($"{rule.Id} | LabelingGen | {rule.Severity} | {rule.Title}\n");
        return text.ToString();
    }

    [GeneratedRegex("^LG[1239][0-9]{3}$")]
    private static partial Regex RuleId();
}
