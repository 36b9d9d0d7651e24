using System.Text.RegularExpressions;
using LabelingGen.Generator.Tests.Support;
using LabelingGen.Testing;
using Microsoft.CodeAnalysis;

namespace LabelingGen.Generator.Tests.Corpus;

/// <summary>The largest API we ship, 579 operations in two packages: it stays small, well named and typed.</summary>
public sealed partial class LabelStudioSizeTests
{
    [Fact]
    public void Both_editions_are_at_most_90_000_lines_without_digits_for_names_or_objects_for_types()
    {
        GeneratorRun[] editions = [Generate("openapi.yaml", "sdk.yaml"), Generate("enterprise.yaml", "enterprise.sdk.yaml")];

        editions.Sum(edition => edition.Lines).ShouldBeLessThanOrEqualTo(90_000);
        foreach (GeneratorRun edition in editions)
        {
            edition.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ShouldBeEmpty();
            HashSet<string> types = [.. edition.Files.Keys.Select(file => file.Split('.')[^3])];
            types.Where(type => char.IsAsciiDigit(type[^1]) && types.Contains(type.TrimEnd("0123456789".ToCharArray()))).ShouldBeEmpty();
            edition.Files.Values.SelectMany(text => PublicObject().Matches(text)).Select(match => match.Value).ShouldBeEmpty();
        }
    }

    private static GeneratorRun Generate(string spec, string overlay) => GeneratorRun.Quick(
        new TestSpec("/spec/" + spec, Read(spec)) { Overlay = "/spec/" + overlay },
        new TestSpec("/spec/" + overlay, Read(overlay)) { Role = "Overlay" });

    private static string Read(string file) => File.ReadAllText(RepositoryPaths.InRepository("specs", "label-studio", file));

    /// <summary>A public member of type object, or a list or map of it.</summary>
    [GeneratedRegex(@"^ +public (?!override)[^(=\n]*\bobject\b[^(\n]*[({].*$", RegexOptions.Multiline)]
    private static partial Regex PublicObject();
}
