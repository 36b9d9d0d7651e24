using LabelingGen.Generator.Tests.Support;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>
/// The same bombs in a compiler of their own, on a stack of 1 MiB and with 1 GiB of memory: it neither crashes nor hangs, and says of every
/// document what is wrong with it. Line 33 of the security checklist.
/// </summary>
public sealed class BombProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labelinggen-bombs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(
        "flow lists", "flow mappings", "block mappings", "json objects", "nested schemas", "deep pointer", "long key", "wide mapping")]
    [InlineData("alias laughs", "merge laughs", "allOf chain", "allOf pyramid", "reference circle", "reference chain", "union pyramid",
        "property cross product")]
    [InlineData("million lines")]
    [InlineData("fifty megabytes")]
    public void The_compiler_survives_and_says_why(params string[] bombs)
    {
        string[] files =
            [.. bombs.Select(bomb => bomb.Replace(' ', '-') + (bomb.StartsWith("json", StringComparison.Ordinal) ? ".json" : ".yaml"))];
        for (int i = 0; i < bombs.Length; i++)
            File.WriteAllText(Path.Combine(_folder.FullName, files[i]), Bombs.Text(bombs[i]));

        CompilerProcess compiler = CompilerProcess.Run(_folder.FullName, files);

        compiler.ExitCode.ShouldBeInRange(0, 1, compiler.Output);
        foreach (string file in files)
            compiler.Diagnostics.ShouldContain(
                found => found.File == file && found.Id.StartsWith("LG", StringComparison.Ordinal), $"{file}\n{compiler.Output}");
        compiler.Diagnostics.Where(found => found.Id is "LG9001" or "CS8785" or "AD0001").ShouldBeEmpty();
    }

    [Fact]
    public void A_link_in_the_folder_of_a_document_is_not_followed()
    {
        if (OperatingSystem.IsWindows())
            return;
        string secret = Path.Combine(_folder.FullName, "secret.yaml");
        DirectoryInfo project = _folder.CreateSubdirectory("project");
        File.WriteAllText(secret, "type: object\ndescription: canary\nproperties: { canary: { type: string } }\n");
        File.CreateSymbolicLink(Path.Combine(project.FullName, "link.yaml"), secret);
        File.WriteAllText(Path.Combine(project.FullName, "openapi.yaml"), """
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths: {}
            components: { schemas: { A: { type: object, properties: { a: { $ref: link.yaml } } } } }
            """);

        CompilerProcess compiler = CompilerProcess.Run(project.FullName, "openapi.yaml");

        compiler.ExitCode.ShouldBe(0, compiler.Output);
        compiler.Diagnostics.ShouldContain(found => found.Id == "LG1021" || found.Id == "LG1020", compiler.Output);
        File.ReadAllText(Path.Combine(project.FullName, "Api.dll"), System.Text.Encoding.Latin1).ShouldNotContain("canary");
    }
}
