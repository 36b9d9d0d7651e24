using LabelingGen.Generator.Tests.Support;

namespace LabelingGen.Generator.Tests.Models;

/// <summary>Several specs of one project.</summary>
public class SeveralSpecsTests
{
    [Fact]
    public void Types_of_one_name_in_one_namespace_are_said_and_those_of_the_first_spec_stay()
    {
        GeneratorRun run = GeneratorRun.Of([Spec("/spec/a.yaml", "Pet", "First"), Spec("/spec/b.yaml", "PET", "Second")]);

        Microsoft.CodeAnalysis.Diagnostic found = run.Diagnostics.Where(diagnostic => diagnostic.Id == "LG1025").ShouldHaveSingleItem();
        found.Location.GetLineSpan().Path.ShouldBe("/spec/b.yaml");
        found.GetMessage(null).ShouldContain("/spec/a.yaml");
        run.File("Pet").ShouldContain("First");
        run.File("OnlySecond").ShouldContain("class OnlySecond");
        run.Compile().ShouldBeEmpty();
    }

    [Fact]
    public void Two_clients_share_a_namespace_where_no_type_is_in_both()
    {
        GeneratorRun run = GeneratorRun.Of(
            [Spec("/spec/a.yaml", "Pet", "First") with { Client = "PetsClient" },
                Spec("/spec/b.yaml", "Order", "Second") with { Client = "OrdersClient" }]);

        run.Diagnostics.ShouldNotContain(diagnostic => diagnostic.Id == "LG1025");
        run.Compile().ShouldBeEmpty();
    }

    private static TestSpec Spec(string path, string type, string text) => new(path, $$"""
        openapi: 3.1.0
        info: { title: T, version: "1" }
        servers: [ { url: https://api.test } ]
        paths: {}
        components:
          schemas:
            {{type}}: { type: object, description: {{text}}, properties: { name: { type: string } } }
            Only{{text}}: { type: object, properties: { name: { type: string } } }
        """);
}
