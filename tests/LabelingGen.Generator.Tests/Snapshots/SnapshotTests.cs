using LabelingGen.Generator.Tests.Support;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Snapshots;

/// <summary>
/// What users read of generated code, approved: a vendor's client, a textbook document, and one that does all it should not.
/// </summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Scale_is_emitted_as_approved()
    {
        string spec = RepositoryPaths.InRepository("specs", "scale", "openapi.yaml");
        GeneratorRun run = GeneratorRun.Of(
            [new TestSpec("/specs/scale/openapi.yaml", File.ReadAllText(spec)) { Namespace = "LabelingGen.Scale", Client = "ScaleClient" }],
            [ImplicitUsings, .. HandWritten("LabelingGen.Scale")]);

        run.Compile().ShouldBeEmpty();
        string[] types =
        [
            "ScaleClient", "ScaleClientOptions", "ScaleCredentials", "ScaleClientExtensions", "ScaleException", "TasksClient",
            "BatchesClient",
            "FilesClient", "ListTasksOptions", "ScaleTask", "ScaleTaskStatus", "ImageAnnotation", "BoxAnnotation", "Geometries",
            "LabelMapping",
            "ImageAnnotationTaskParameters", "BatchPage", "ScaleWebhooks",
        ];
        run.ShouldMatchApproved("Scale", types.Select(type => $"LabelingGen.Scale.{type}.g.cs"));
    }

    [Theory]
    [InlineData("petstore", "Petstore", "PetstoreClient")]
    [InlineData("ugly", "Ugly.Api", "UglyClient")]
    public void A_document_is_emitted_as_approved(string name, string ns, string client)
    {
        string spec = RepositoryPaths.InRepository("tests", "LabelingGen.Generator.Tests", "Snapshots", "Specs", name + ".yaml");
        GeneratorRun run = GeneratorRun.Of(
            [new TestSpec($"/specs/{name}.yaml", File.ReadAllText(spec)) { Namespace = ns, Client = client }]);

        run.Compile().ShouldBeEmpty();
        run.ShouldMatchApproved(name, run.Files.Keys);
    }

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static IEnumerable<string> HandWritten(string project)
    {
        string folder = RepositoryPaths.InRepository("src", project);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText)
            // What joins the client to the annotations library needs that library, and replaces no emitted member.
            .Where(text => !text.Contains("using LabelingGen.Annotations", StringComparison.Ordinal));
    }
}
