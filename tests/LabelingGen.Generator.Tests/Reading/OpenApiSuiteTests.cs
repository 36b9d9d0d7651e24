using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading;
using Xunit.Abstractions;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>
/// The schema tests of the OpenAPI specification, 3.1 and 3.2: what is valid gives no finding on structure, what is not gives at least one.
/// </summary>
public class OpenApiSuiteTests(ITestOutputHelper output)
{
    private static readonly string[] StructureIds = ["LG1023", "LG1024", "LG1120", "LG1121", "LG1122"];

    [Fact]
    public void Every_document_is_judged_as_the_suite_expects()
    {
        List<string> wrong = [];
        foreach (SuiteCase @case in SuiteCase.Load("openapi-schema-tests.json"))
        {
            ReadResult result = SpecReading.Read(@case.Text);
            List<SpecDiagnostic> structural = [.. result.Diagnostics.Where(d => StructureIds.Contains(d.Id))];
            if (@case.Expect == "accept" && (result.Errors().Any() || structural.Count > 0 || result.Model is null))
                wrong.Add($"{@case.Name}: {string.Join("; ", result.Errors().Concat(structural).Select(d => d.Describe()))}");
            if (@case.Expect == "reject" && structural.Count == 0)
                wrong.Add($"{@case.Name}: nothing found");
            result.Diagnostics.ShouldNotContain(d => d.Id == "LG9001", @case.Name);
        }

        output.WriteLine(string.Join(Environment.NewLine, wrong));
        wrong.ShouldBeEmpty();
    }
}
