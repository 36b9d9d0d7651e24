using System.Text.Json.Nodes;

namespace LabelingGen.Cli.Tests;

public sealed class DiffCommandTests : IDisposable
{
    private const string Pets = """
        openapi: 3.0.3
        info: { title: Pets, version: "1" }
        servers: [ { url: https://pets.test } ]
        paths:
          /pets:
            get:
              operationId: listPets
              tags: [Pets]
              parameters:
                - { name: limit, in: query, schema: { type: integer, format: int32, maximum: 100 } }
              responses: { "200": { description: Pets., content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } } } } } }
            post:
              operationId: createPet
              tags: [Pets]
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/NewPet" } } } }
              responses: { "200": { description: A pet., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
          /pets/{id}:
            get:
              operationId: getPet
              tags: [Pets]
              parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
              responses: { "200": { description: A pet., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
        components:
          schemas:
            Pet:
              type: object
              required: [name]
              properties:
                name: { type: string }
                weight: { type: integer, format: int32 }
                kind: { $ref: "#/components/schemas/Kind" }
            NewPet:
              type: object
              required: [name]
              properties:
                name: { type: string }
                note: { type: string }
            Kind: { type: string, enum: [cat, dog] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-test").FullName;

    /// <summary>An edit of the document, and the one line it must lead to.</summary>
    [Theory]
    [InlineData(
        "operationId: getPet", "operationId: getPetCard", "(18,5): breaking: operation Pets.GetAsync renamed: is Pets.GetCardAsync now")]
    [InlineData("/pets/{id}:", "/animals/{id}:",
        "(18,5): compatible: operation Pets.GetAsync changed: calls GET /animals/{id}, was GET /pets/{id}")]
    [InlineData("operationId: listPets", "operationId: listPets\n      deprecated: true",
        "(6,5): compatible: operation Pets.ListAsync deprecated: is deprecated now")]
    [InlineData("name: limit, in: query,", "name: limit, in: query, required: true,",
        "(10,11): breaking: parameter Pets.ListAsync(limit) narrowed: is required now")]
    [InlineData("name: limit", "name: most", "(10,11): breaking: parameter Pets.ListAsync(limit) removed: is not taken any more")]
    [InlineData(
        "maximum: 100", "maximum: 50", "(10,11): breaking: parameter Pets.ListAsync(limit) narrowed: the greatest allowed is 50, was 100")]
    [InlineData("maximum: 100", "maximum: 500",
        "(10,11): compatible: parameter Pets.ListAsync(limit) widened: the greatest allowed is 500, was 100")]
    [InlineData("format: int32, maximum", "format: int64, maximum",
        "(10,11): compatible: parameter Pets.ListAsync(limit) widened: is long, was int")]
    [InlineData("[cat, dog]", "[cat, dog, fish]", "(38,5): compatible: enum value Kind.Fish added: \"fish\"")]
    [InlineData("[cat, dog]", "[cat]", "(38,5): breaking: enum value Kind.Dog removed: \"dog\"")]
    [InlineData("weight: { type: integer, format: int32 }", "weight: { type: integer, format: int64 }",
        "(30,9): breaking: property Pet.Weight widened: is long, was int")]
    [InlineData("weight: {", "mass: {", "(30,9): breaking: property Pet.Weight removed: int?")]
    [InlineData("weight: {", "mass: {", "(30,9): compatible: property Pet.Mass added: int?")]
    [InlineData("note: { type: string }", "note: { type: string }\n        age: { type: integer, format: int32 }",
        "(38,9): compatible: property NewPet.Age added: int?")]
    [InlineData(
        "required: [name]\n      properties:\n        name: { type: string }\n        note",
        "required: [name, note]\n      properties:\n        name: { type: string }\n        note",
        "(37,9): breaking: property NewPet.Note narrowed: is required now")]
    [InlineData("required: [name]\n      properties:\n        name: { type: string }\n        note",
        "properties:\n        name: { type: string }\n        note", "(35,9): compatible: property NewPet.Name widened: is optional now")]
    [InlineData("required: [name]\n      properties:\n        name: { type: string }\n        weight",
        "properties:\n        name: { type: string }\n        weight", "(28,9): breaking: property Pet.Name widened: is optional now")]
    [InlineData("Kind", "Sort", "(38,5): breaking: type Kind renamed: is Sort now")]
    [InlineData("url: https://pets.test", "url: https://cats.test",
        "(1,1): compatible: client ApiClient changed: the default address is https://cats.test, was https://pets.test")]
    [InlineData("operationId: getPet", "operationId: getPet\n      x-internal: true",
        "(18,5): breaking: operation Pets.GetAsync removed: GET /pets/{id} is internal now: only partial classes see it")]
    [InlineData("weight: {",
        "coat: { type: object, properties: { color: { type: object, properties: { name: { type: string } } } } }\n        weight: {",
        "(30,45): compatible: type PetCoatColor added: a model")]
    [InlineData("requestBody: { required: true,", "requestBody: { required: false,",
        "(12,5): compatible: body Pets.CreateAsync widened: the body may be left out now")]
    public async Task A_change_is_told_with_what_it_means_and_where(string text, string replacement, string expected)
    {
        string changed = Pets.Replace(text, replacement, StringComparison.Ordinal);
        changed.ShouldNotBe(Pets);
        string old = Write("old.yaml", Pets);
        string @new = Write("new.yaml", changed);

        (int code, string output, string errors) = await ToolRun.ToEndAsync("diff", old, @new);

        string[] lines = [.. output.Split(Environment.NewLine)
            .Select(line => line.Replace(@new, "", StringComparison.Ordinal).Replace(old, "", StringComparison.Ordinal))];
        lines.ShouldContain(expected, output + errors);
        code.ShouldBe(lines.Any(line => line.Contains(": breaking: ", StringComparison.Ordinal)) ? ExitCodes.Breaking : ExitCodes.Success);
    }

    [Fact]
    public async Task What_only_partial_classes_see_breaks_no_user()
    {
        string hidden = Pets.Replace("operationId: getPet", "operationId: getPet\n      x-internal: true", StringComparison.Ordinal);
        string without = Pets[..Pets.IndexOf("  /pets/{id}:", StringComparison.Ordinal)]
            + Pets[Pets.IndexOf("components:", StringComparison.Ordinal)..];

        (int code, string output, _) = await ToolRun.ToEndAsync("diff", Write("old.yaml", hidden), Write("new.yaml", Pets));
        code.ShouldBe(ExitCodes.Success);
        output.ShouldContain("(18,5): compatible: operation Pets.GetAsync added: GET /pets/{id} was internal");
        (code, output, _) = await ToolRun.ToEndAsync("diff", Write("old.yaml", hidden), Write("new.yaml", without));
        code.ShouldBe(ExitCodes.Success);
        output.ShouldContain("(18,5): compatible: operation Pets.GetAsync removed: GET /pets/{id}, which only partial classes saw");
        (code, output, _) = await ToolRun.ToEndAsync("diff", Write("old.yaml", without), Write("new.yaml", hidden));
        code.ShouldBe(ExitCodes.Success);
        output.ShouldContain("compatible: operation Pets.GetAsync added: GET /pets/{id}, which only partial classes see");
    }

    [Fact]
    public async Task A_type_without_a_name_has_the_place_of_its_first_use()
    {
        string inline = Pets.Replace(
            "kind: { $ref: \"#/components/schemas/Kind\" }", "kind: { type: string, enum: [cat, dog] }", StringComparison.Ordinal);
        string more = inline.Replace(
            "{ type: string, enum: [cat, dog] }", "{ type: string, enum: [cat, dog, fish] }", StringComparison.Ordinal);
        string @new = Write("new.yaml", more);
        (_, string output, _) = await ToolRun.ToEndAsync("diff", Write("old.yaml", inline), @new);
        output.ShouldContain($"{@new}(31,9): compatible: enum value PetKind.Fish added");
    }

    [Fact]
    public async Task The_same_document_changes_nothing()
    {
        string spec = Write("pets.yaml", Pets);
        (int code, string output, _) = await ToolRun.ToEndAsync("diff", spec, Write("same.yaml", "# a comment\n" + Pets));
        code.ShouldBe(ExitCodes.Success);
        output.Trim().ShouldBe("The generated client stays the same.");
    }

    [Fact]
    public async Task A_removed_operation_is_placed_in_the_old_document()
    {
        string old = Write("old.yaml", Pets);
        int start = Pets.IndexOf("  /pets/{id}:", StringComparison.Ordinal);
        string @new = Write("new.yaml", Pets.Remove(start, Pets.IndexOf("components:", StringComparison.Ordinal) - start));

        (int code, string output, _) = await ToolRun.ToEndAsync("diff", old, @new, "--json");

        code.ShouldBe(ExitCodes.Breaking);
        JsonNode change = JsonNode.Parse(output.Split(Environment.NewLine)[0])!;
        change["kind"]!.GetValue<string>().ShouldBe("removed");
        change["name"]!.GetValue<string>().ShouldBe("Pets.GetAsync");
        change["old"]!["line"]!.GetValue<int>().ShouldBe(18);
        change["new"].ShouldBeNull();
    }

    [Fact]
    public async Task Markdown_escapes_what_the_document_says()
    {
        string @new = Write("new.yaml", Pets.Replace("[cat, dog]", "[cat, dog, 'a|<b>']", StringComparison.Ordinal));
        (_, string output, _) = await ToolRun.ToEndAsync("diff", Write("old.yaml", Pets), @new, "--markdown");
        output.ShouldContain(@"""a\|\<b>""");
        output.ShouldContain("## Compatible");
        output.ShouldNotContain("## Breaking");
    }

    [Fact]
    public async Task An_overlay_target_that_the_new_document_has_not_is_told()
    {
        string overlay = Write(
            "sdk.yaml", "overlay: 1.0.0\ninfo: { title: o, version: '1' }\nactions:\n- target: $.paths['/pets/{id}'].get\n  update: { x-csharp-name: Fetch }\n");
        string @new = Write("new.yaml", Pets.Replace("/pets/{id}", "/animals/{id}", StringComparison.Ordinal));
        (int code, string output, string errors) = await ToolRun.ToEndAsync("diff", Write("old.yaml", Pets), @new, "--overlay", overlay);
        errors.ShouldContain("LG3003");
        output.ShouldContain("Pets.FetchAsync renamed: is Pets.GetAsync now");
        code.ShouldBe(ExitCodes.Breaking);
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_is_a_failure_with_its_place()
    {
        string broken = Write("broken.yaml", "openapi: 3.0.3\npaths: {\n");
        (int code, string output, string errors) = await ToolRun.ToEndAsync("diff", Write("old.yaml", Pets), broken);
        code.ShouldBe(ExitCodes.Failure);
        errors.ShouldMatch(@"broken\.yaml\(\d+,\d+\): LG\d{4} error: ");
        output.ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
