using System.Text.Json.Nodes;

namespace LabelingGen.Cli.Tests;

public sealed class GenerateCommandTests : IDisposable
{
    private const string Pets = """
        openapi: 3.0.3
        info: { title: Pets, version: "1" }
        servers: [ { url: https://pets.test } ]
        paths:
          /pets/{id}:
            get:
              operationId: getPet
              tags: [Pets]
              parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
              responses: { "200": { description: A pet., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
        components:
          schemas:
            Pet: { type: object, required: [name], properties: { name: { type: string } } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-test").FullName;

    private string Output => Path.Combine(_folder, "out");

    [Fact]
    public async Task Files_are_written_and_the_same_again_to_the_byte()
    {
        string spec = Write("pets.yaml", Pets);
        (int code, string output, string errors) =
            await ToolRun.ToEndAsync("generate", spec, "--output", Output, "--namespace", "Acme.Pets");
        code.ShouldBe(ExitCodes.Success, output + errors);
        Dictionary<string, string> first = ReadOutput();
        first.Keys.ShouldContain("Acme.Pets.Pet.g.cs");
        first.Keys.ShouldContain("Acme.Pets.PetsClient.g.cs");
        first["Acme.Pets.Pet.g.cs"].ShouldContain("namespace Acme.Pets");
        output.ShouldContain($"{first.Count} files written");
        await ToolRun.ToEndAsync("generate", spec, "--output", Output, "--namespace", "Acme.Pets");
        ReadOutput().ShouldBe(first);
        Directory.GetDirectories(Output).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_warning_is_printed_with_its_place_and_does_no_harm()
    {
        string spec = Write("pets.yaml", Pets.Replace("[name]", "[name, name]", StringComparison.Ordinal)
            .Replace("name: { type: string } }", "name: { type: string }, at: { $ref: '#/components/schemas/Nowhere' } }",
                StringComparison.Ordinal));
        (int code, string output, _) = await ToolRun.ToEndAsync("generate", spec, "-o", Output);
        code.ShouldBe(ExitCodes.Success);
        output.ShouldMatch(@"pets\.yaml\(\d+,\d+\): LG\d{4} warning: .*Nowhere");
        ReadOutput().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_error_writes_nothing_and_leaves_what_was_there()
    {
        await ToolRun.ToEndAsync("generate", Write("pets.yaml", Pets), "-o", Output);
        Dictionary<string, string> before = ReadOutput();
        string broken = Write("broken.yaml", "openapi: 3.0.3\npaths: {\n");
        (int code, string output, string errors) = await ToolRun.ToEndAsync("generate", broken, "-o", Output);
        code.ShouldBe(ExitCodes.Failure);
        output.ShouldMatch(@"broken\.yaml\(\d+,\d+\): LG\d{4} error: ");
        errors.ShouldContain("nothing was written");
        ReadOutput().ShouldBe(before);
    }

    [Fact]
    public async Task What_is_no_longer_generated_is_removed_and_what_others_wrote_stays()
    {
        await ToolRun.ToEndAsync("generate", Write("pets.yaml", Pets.Replace("Pet", "Animal", StringComparison.Ordinal)), "-o", Output);
        ReadOutput().Keys.ShouldContain("Api.Animal.g.cs");
        string own = Path.Combine(Output, "Api.Mine.g.cs");
        await File.WriteAllTextAsync(own, "// mine");
        (_, string output, _) = await ToolRun.ToEndAsync("generate", Write("pets.yaml", Pets), "-o", Output);
        output.ShouldContain("of an earlier run removed");
        ReadOutput().Keys.ShouldNotContain("Api.Animal.g.cs");
        ReadOutput().Keys.ShouldContain("Api.Pet.g.cs");
        File.Exists(own).ShouldBeTrue();
    }

    [Fact]
    public async Task Several_files_of_one_document_and_an_overlay_are_put_together()
    {
        string spec = Write("pets.yaml", Pets.Replace("\"#/components/schemas/Pet\"", "\"types.yaml#/Beast\"", StringComparison.Ordinal));
        string types = Write("types.yaml", "Beast: { type: object, properties: { legs: { type: integer } } }\n");
        string overlay = Write(
            "sdk.yaml",
            "overlay: 1.0.0\ninfo: { title: o, version: '1' }\nactions:\n"
            + "- target: $.paths['/pets/{id}'].get\n  update: { x-csharp-name: Fetch }\n");
        (int code, string output, string errors) =
            await ToolRun.ToEndAsync("generate", spec, "-o", Output, "--reference", types, "--overlay", overlay);
        code.ShouldBe(ExitCodes.Success, output + errors);
        ReadOutput().Values.ShouldContain(text => text.Contains("FetchAsync", StringComparison.Ordinal));
        ReadOutput().Keys.ShouldContain("Api.Beast.g.cs");
    }

    [Fact]
    public async Task A_file_that_was_not_named_is_not_read()
    {
        Write("types.yaml", "Beast: { type: object }\n");
        string spec = Write("pets.yaml", Pets.Replace("\"#/components/schemas/Pet\"", "\"types.yaml#/Beast\"", StringComparison.Ordinal));
        (_, string output, _) = await ToolRun.ToEndAsync("generate", spec, "-o", Output);
        output.ShouldContain("types.yaml");
        ReadOutput().Keys.ShouldNotContain("Api.Beast.g.cs");
    }

    [Fact]
    public async Task Json_lines_tell_the_same()
    {
        (int code, string output, _) = await ToolRun.ToEndAsync("generate", Write("pets.yaml", Pets), "-o", Output, "--json");
        code.ShouldBe(ExitCodes.Success);
        JsonNode last = JsonNode.Parse(output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)[^1])!;
        last["event"]!.GetValue<string>().ShouldBe("done");
        last["files"]!.GetValue<int>().ShouldBe(ReadOutput().Count);
    }

    [Fact]
    public async Task Two_documents_with_the_same_type_in_one_namespace_are_refused()
    {
        (int code, _, string errors) = await ToolRun.ToEndAsync("generate", Write("a.yaml", Pets), Write("b.yaml", Pets), "-o", Output);
        code.ShouldBe(ExitCodes.Failure);
        errors.ShouldContain("--namespace");
        Directory.Exists(Output).ShouldBeFalse();
    }

    [Fact]
    public async Task A_missing_file_and_a_missing_output_are_usage_errors()
    {
        (int code, _, string errors) = await ToolRun.ToEndAsync("generate", Path.Combine(_folder, "nothing.yaml"), "-o", Output);
        code.ShouldBe(ExitCodes.Usage);
        errors.ShouldContain("nothing.yaml");
        (code, _, errors) = await ToolRun.ToEndAsync("generate", Write("pets.yaml", Pets));
        code.ShouldBe(ExitCodes.Usage);
        errors.ShouldContain("--output");
    }

    [Fact]
    public async Task A_planted_link_is_replaced_and_not_followed()
    {
        if (OperatingSystem.IsWindows())
            return;
        string victim = Write("victim.txt", "precious");
        Directory.CreateDirectory(Output);
        File.CreateSymbolicLink(Path.Combine(Output, "Api.Pet.g.cs"), victim);
        (int code, _, _) = await ToolRun.ToEndAsync("generate", Write("pets.yaml", Pets), "-o", Output);
        code.ShouldBe(ExitCodes.Success);
        (await File.ReadAllTextAsync(victim)).ShouldBe("precious");
        new FileInfo(Path.Combine(Output, "Api.Pet.g.cs")).LinkTarget.ShouldBeNull();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private Dictionary<string, string> ReadOutput() =>
        Directory.GetFiles(Output).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
}
