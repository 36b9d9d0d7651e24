using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>Text to tree: scalars of the core schema, positions, what JSON makes of it.</summary>
public class TreeTests
{
    [Theory]
    [InlineData("null", "Null")]
    [InlineData("~", "Null")]
    [InlineData("", "Null")]
    [InlineData("true", "Boolean")]
    [InlineData("FALSE", "Boolean")]
    [InlineData("yes", "String")]
    [InlineData("no", "String")]
    [InlineData("on", "String")]
    [InlineData("0", "Integer")]
    [InlineData("-12", "Integer")]
    [InlineData("0o17", "Integer")]
    [InlineData("0x1F", "Integer")]
    [InlineData("1_000", "String")]
    [InlineData("1.0", "Number")]
    [InlineData("1e3", "Number")]
    [InlineData(".5", "Number")]
    [InlineData("-.inf", "Number")]
    [InlineData(".nan", "Number")]
    [InlineData("1.2.3", "String")]
    [InlineData("12:30", "String")]
    [InlineData("2020-01-01", "String")]
    [InlineData("'1'", "String")]
    [InlineData("!!str 1", "String")]
    [InlineData("! 1", "String")]
    [InlineData("1e", "String")]
    [InlineData("-", "String")]
    public void A_scalar_is_what_the_core_schema_says(string text, string kind)
    {
        SpecNode root = SpecParser.Parse("a.yaml", "a: " + (text == "-" ? "'-'" : text), CancellationToken.None).Root!;

        ((SpecScalar)((SpecMapping)root).Find("a")!.Value).Kind.ToString().ShouldBe(kind);
    }

    [Theory]
    [InlineData("+1", "1")]
    [InlineData("1.", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("-007", "-7")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("1.50", "1.50")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("1E400", "1E400")]
    [InlineData("0.0", "0.0")]
    [InlineData(".inf", "\".inf\"")]
    public void A_number_keeps_its_spelling_where_json_has_it(string text, string json) =>
        SpecJson.Write(((SpecMapping)SpecParser.Parse("a.yaml", "a: " + text, CancellationToken.None).Root!).Find("a")!.Value)
            .ShouldBe(json);

    [Theory]
    [InlineData("a: 1\nb:\n  - c: 2\n")]
    [InlineData("{\"a\": 1,\n\"b\":\n  [ {\"c\": 2}]}")]
    [InlineData("{\n\t\"a\": 1,\r\n\t\"b\": [{\"c\": 2}]}")]
    public void Every_node_knows_its_line_and_column(string text)
    {
        SpecMapping root = (SpecMapping)SpecParser.Parse("a.yaml", text, CancellationToken.None).Root!;
        SpecMapping inner = (SpecMapping)((SpecSequence)root.Find("b")!.Value).Items[0];

        At(text, root.Find("a")!.KeySpan).ShouldStartWith(text[0] == '{' ? "\"a\"" : "a");
        At(text, root.Find("a")!.Value.Span).ShouldStartWith("1");
        At(text, inner.Span).ShouldStartWith(text[0] == '{' ? "{\"c\"" : "c");
        At(text, inner.Find("c")!.Value.Span).ShouldStartWith("2");
    }

    [Fact]
    public void A_text_that_breaks_off_is_read_up_to_there()
    {
        ReadResult result = SpecReading.Read("""
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths:
              /a:
                get: {operationId: a, responses: {}}
              /b:
                get: {operationId: b, resp
            """);

        result.Diagnostics.Select(d => d.Id).ShouldContain("LG1001");
        result.Model.ShouldNotBeNull().Operations.Select(o => o.OperationId).ShouldContain("a");
    }

    [Fact]
    public void Of_duplicate_keys_the_last_wins_and_disjoint_mappings_are_joined()
    {
        ParsedText parsed = SpecParser.Parse("a.yaml", "a: 1\na: 2\nb: {x: 1}\nb: {y: 2}\nc: {x: 1}\nc: {x: 2}\n", CancellationToken.None);

        SpecJson.Write(parsed.Root!).ShouldBe("""{"a":2,"b":{"x":1,"y":2},"c":{"x":2}}""");
        parsed.Diagnostics.Select(d => (d.Id, d.Span.StartLine)).ShouldBe([("LG1014", 1), ("LG1015", 3), ("LG1014", 5)]);
    }

    [Fact]
    public void The_same_text_gives_an_equal_model_and_a_moved_line_too()
    {
        const string Text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {}}}}\ncomponents: {schemas: {A: {type: object}}}\n";

        Model.ApiModel first = SpecReading.Read(Text).Model!;
        SpecReading.Read(Text).Model.ShouldBe(first);
        SpecReading.Read("# a comment\n\n" + Text).Model.ShouldBe(first);
        SpecReading.Read(Text.Replace("type: object", "type: string", StringComparison.Ordinal)).Model.ShouldNotBe(first);
    }

    /// <summary>Every text that JSON allows is a tree with the same value; none whatsoever makes the parser throw.</summary>
    [Fact]
    public void The_json_test_suite_is_read()
    {
        List<string> wrong = [];
        foreach (SuiteCase @case in SuiteCase.Load("json-test-suite.json"))
        {
            ParsedText parsed = SpecParser.Parse(@case.Name, @case.Text, CancellationToken.None);
            if (@case.Expect != "accept")
                continue;
            bool failed = parsed.Root is null || parsed.Diagnostics.Any(d => d.Severity == Diagnostics.DiagnosticRuleSeverity.Error);
            if (failed)
                wrong.Add($"{@case.Name}: {string.Join("; ", parsed.Diagnostics.Select(d => d.Message))}");
        }

        wrong.ShouldBeEmpty();
    }

    private static string At(string text, SourceSpan span)
    {
        int index = 0;
        for (int line = 0; line < span.StartLine; line++)
            index = text.IndexOf('\n', index) + 1;
        return text[(index + span.StartColumn)..];
    }

    [Fact]
    public void Half_an_escaped_surrogate_pair_is_a_space_and_costs_nothing_else()
    {
        ReadResult read = SpecReading.Read("""{"openapi":"3.1.0","info":{"title":"a\\\ud83d\ude00 \ud800b","version":"1"},"paths":{}}""");

        read.Model.ShouldNotBeNull().Title.ShouldBe("a\\\ud83d\ude00  b");
        read.Diagnostics.Select(found => (found.Id, found.Span.StartLine, found.Span.StartColumn)).ShouldBe([("LG1016", 0, 52)]);
    }

    [Fact]
    public void A_quoted_text_may_go_on_further_left()
    {
        ParsedText parsed = SpecParser.Parse("a.yaml", "a:\n    b: \"one\n  two\"\n    c: 3\n", CancellationToken.None);

        parsed.Diagnostics.Select(diagnostic => diagnostic.Id).ShouldBe(["LG1124"]);
        SpecJson.Write(parsed.Root.ShouldNotBeNull()).ShouldBe("""{"a":{"b":"one two","c":3}}""");
    }
}
