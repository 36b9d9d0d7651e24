using System.Text;
using System.Text.Json;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading.Tree;
using Xunit.Abstractions;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>yaml-test-suite, release data-2022-01-17, through the spec reader's parser.</summary>
public class YamlSuiteTests(ITestOutputHelper output)
{
    /// <summary>
    /// Cases in which YamlDotNet 16.3 and the suite differ; the parser answers each with a value or an LG1001, never with an exception.
    /// </summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["4MUZ/02"] = "rejects a colon on the line after a plain key in a flow mapping",
        ["DK95/01"] = "accepts a tab that indents the second line of a quoted text",
        ["L383"] = "rejects a comment after a plain text at the top of one of several documents",
        ["MUS6/00"] = "accepts a comment right behind a directive, without a space",
        ["UKK6/00"] = "rejects a list item that holds an empty key",
        ["VJP3/01"] = "rejects a colon on a line of its own in a flow mapping",
        ["Y79Y/003"] = "accepts a tab that indents an item of a flow list",
    };

    [Fact]
    public void The_suite_is_answered_as_it_expects()
    {
        List<string> wrong = [];
        IReadOnlyList<SuiteCase> cases = SuiteCase.Load("yaml-test-suite.json");
        foreach (SuiteCase @case in cases)
        {
            ParsedText parsed = SpecParser.Parse("in.yaml", @case.Text, CancellationToken.None);
            bool accepted = !parsed.Diagnostics.Any(d => d.Severity == DiagnosticRuleSeverity.Error);
            string? problem = accepted == (@case.Expect == "accept") ? null : accepted ? "accepted" : "rejected: "
                + parsed.Diagnostics[^1].Message;
            if (problem is null && accepted && @case.Json is { Length: > 0 } json && parsed.Root is not null
                && !SameValue(json, parsed.Root))
                problem = "value " + SpecJson.Write(parsed.Root) + " instead of " + Encoding.UTF8.GetString(json).Trim();
            if ((problem is not null) != Known.ContainsKey(@case.Name))
                wrong.Add($"{@case.Name}: {problem ?? "is right now; take it off the list"}");
            else if (problem is not null)
                output.WriteLine($"{@case.Name}: {Known[@case.Name]}");
        }

        output.WriteLine(string.Join(Environment.NewLine, wrong));
        wrong.ShouldBeEmpty();
        if (cases.Count > 0)
            (cases.Count - Known.Count).ShouldBeGreaterThanOrEqualTo(395);
    }

    /// <summary>The first document of the stream, compared as JSON values.</summary>
    private static bool SameValue(byte[] json, SpecNode root)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { AllowMultipleValues = true });
        using JsonDocument expected = JsonDocument.ParseValue(ref reader);
        using JsonDocument actual = JsonDocument.Parse(SpecJson.Write(root)!);
        return JsonElement.DeepEquals(expected.RootElement, actual.RootElement);
    }
}
