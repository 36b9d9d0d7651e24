using LabelingGen.Testing.Wire;

namespace LabelingGen.Scale.Tests.Wire;

/// <summary>The reader of recorded programs, on programs of its own and against a vendor that is made up.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("'a\\tb\\u00e9' \"c\"", "\"a\\tb\u00e9c\"")]
    [InlineData("r'a\\n'", "\"a\\\\n\"")]
    [InlineData("[i * 2 for i in range(5) if i % 2 == 1]", "[2,6]")]
    [InlineData("{\"k%d\" % i: {} for i in range(2)}", "{\"k0\":{},\"k1\":{}}")]
    [InlineData("x = 5\nf\"{x:03d}-{x}-{{}}\"", "\"005-5-{}\"")]
    [InlineData("a, b = (1, [2, 3])\nb[-1] + a", "4")]
    [InlineData("d = {'a': 1, **{'b': 2}}\nsorted(d)", "[\"a\",\"b\"]")]
    [InlineData("total = 0\nfor i in [1, 2]:\n    total += i\n\n    # inner\ntotal", "3")]
    [InlineData("x = 3\nif x > 5:\n    r = 'big'\nelif x == 3:\n    r = 'three'\nelse:\n    r = 'small'\nr", "\"three\"")]
    [InlineData("try:\n    [][1]\nexcept IndexError as e:\n    r = 'caught'\nr", "\"caught\"")]
    [InlineData("import json\njson.loads(json.dumps({'a': [1.5, None, True]}))['a']", "[1.5,null,true]")]
    [InlineData("import json\njson.dumps({'a': [1, None], 'b': 'é\\n\"'})",
        "\"{\\\"a\\\": [1, null], \\\"b\\\": \\\"\\\\u00e9\\\\n\\\\\\\"\\\"}\"")]
    [InlineData("'-'.join(str(i) for i in [1, 2])", "\"1-2\"")]
    [InlineData("(lambda x: x + 1)(2)", "3")]
    [InlineData("'yes' if 2 in [1, 2] and not False else 'no'", "\"yes\"")]
    [InlineData("[1, 2, 3, 4][1:-1]", "[2,3]")]
    [InlineData("-2 ** 2", "-4")]
    [InlineData("b'ab'.decode() + '{}{}'.format(1, 'x')", "\"ab1x\"")]
    public async Task Programs_are_evaluated(string program, string expected)
    {
        WireResult result = await RunAsync(new WireVendor("made-up"), program, $$"""{"result": {{expected}}}""");
        result.Verdict.ShouldBe(WireVerdict.Passed, result.Difference);
    }

    [Theory]
    [InlineData("f(1, b=2)", "[1,2,[],{}]")]
    [InlineData("f(b=2, a=1, z=3)", "[1,2,[],{\"z\":3}]")]
    [InlineData("f(*[1, 2, 3], **{'k': None})", "[1,2,[3],{\"k\":null}]")]
    [InlineData("f(1)", "[1,10,[],{}]")]
    public async Task Arguments_are_bound_as_the_signature_says(string program, string expected)
    {
        WireVendor vendor = new WireVendor("made-up")
            .Method("f(a, b=10, *rest, **more)", c => new object?[] { c.Json("a"), c.Json("b"), c.Json("rest"), c.Json("more") });
        WireResult result = await RunAsync(vendor, program, $$"""{"result": {{expected}}}""");
        result.Verdict.ShouldBe(WireVerdict.Passed, result.Difference);
    }

    [Fact]
    public async Task An_unknown_name_method_or_attribute_is_unmapped()
    {
        WireVendor vendor = new WireVendor("made-up")
            .Method("Thing.go()", (WireCall _) => (object?)null)
            .Method("make()", c => new WireInstance("Thing", new object()));
        foreach (string program in (string[])["nobody()", "make().run()", "make().colour", "import made\nmade.Other(1)"])
            (await RunAsync(vendor, program, """{"result": null}""")).Verdict.ShouldBe(WireVerdict.Unmapped, program);
    }

    [Fact]
    public async Task A_different_result_is_told_with_its_place()
    {
        WireResult result = await RunAsync(new WireVendor("made-up"), "{'a': [1, 2]}", """{"result": {"a": [1, 3]}}""");
        result.Verdict.ShouldBe(WireVerdict.Failed);
        result.Difference.ShouldBe("result.a[1]: expected 3, was 2");
    }

    public static TheoryData<string> Vendors => ["scale", "nucleus", "fastlabel", "labelstudio"];

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Every_recorded_program_is_understood(string vendor)
    {
        foreach (string file in WireSuite.Files(vendor))
        {
            WireResult result = await WireSuite.RunAsync(new WireVendor("made-up"), file);
            result.Verdict.ShouldBe(WireVerdict.Unmapped, file);
        }
    }

    private static async Task<WireResult> RunAsync(WireVendor vendor, string program, string outcome)
    {
        string folder = Directory.CreateTempSubdirectory("wire-").FullName;
        string file = Path.Combine(folder, "case.json");
        string lines = System.Text.Json.JsonSerializer.Serialize(program.Split('\n'));
        await File.WriteAllTextAsync(
            file,
            $$"""{"case": "c", "vendor": "made-up", "sdk_call": {{lines}}, "responses": [], "requests": [], "outcome": {{outcome}}}""");
        try
        {
            return await WireSuite.RunAsync(vendor, file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
