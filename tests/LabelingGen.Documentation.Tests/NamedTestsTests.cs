using System.Text.RegularExpressions;
using LabelingGen.Testing;

namespace LabelingGen.Documentation.Tests;

/// <summary>The tests that <c>docs/security.md</c> names are there.</summary>
public sealed partial class NamedTestsTests
{
    private static readonly string Text = File.ReadAllText(RepositoryPaths.InRepository("docs", "security.md"));

    public static TheoryData<string> Names => [.. NamePattern().Matches(Text).Select(match => match.Groups["name"].Value).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_named_test_is_there(string name)
    {
        string[] parts = name.Split('.');
        IEnumerable<string> files = Directory.EnumerateFiles(
            RepositoryPaths.InRepository("tests"), parts[0] + ".cs", SearchOption.AllDirectories);
        files.Any(file => Regex.IsMatch(File.ReadAllText(file), $@"public .*\b{parts[1]}\(")).ShouldBeTrue();
    }

    [Fact]
    public void Lines_1_to_39_of_the_checklist_are_listed() =>
        LinePattern().Matches(Text).Select(
            match => int.Parse(match.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(Enumerable.Range(1, 39));

    [GeneratedRegex(@"`(?<name>\w+Tests\.\w+)`")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^\| (?<line>\d+) \|", RegexOptions.Multiline)]
    private static partial Regex LinePattern();
}
