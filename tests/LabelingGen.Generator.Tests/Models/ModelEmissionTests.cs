using LabelingGen.Generator.Tests.Support;
using LabelingGen.Testing.Models;

namespace LabelingGen.Generator.Tests.Models;

public class ModelEmissionTests
{
    [Fact]
    public void The_sample_is_emitted_as_approved_and_compiles_without_a_warning()
    {
        GeneratorRun run = GeneratorRun.Of(SampleSpec.Text);
        run.Compile().ShouldBeEmpty();
        string[] types = ["Animal", "AnimalState", "Cat", "Dog", "Settings", "Surgery", "Treatment"];
        run.ShouldMatchApproved("Sample", types.Select(type => $"Test.Api.{type}.g.cs"));
    }

    [Fact]
    public void The_sample_loses_nothing() =>
        ModelRoundTrip.Failures(GeneratorRun.Quick(new TestSpec("/s.yaml", SampleSpec.Text)).Load(), 1000, 1).ShouldBeEmpty();

    [Fact]
    public void A_member_written_by_hand_wins()
    {
        GeneratorRun run = GeneratorRun.Of(SampleSpec.Text, """
            namespace Test.Api;
            public sealed partial class Surgery
            {
                /// <summary>Never null.</summary>
                public required string Surgeon { get; set; } = "";
            }
            """);
        run.Compile().ShouldBeEmpty();
        run.File("Surgery").ShouldNotContain("public required string Surgeon");
    }

    [Fact]
    public void A_name_the_user_has_taken_is_gone_around()
    {
        GeneratorRun run = GeneratorRun.Of(SampleSpec.Text, "namespace Test.Api; internal enum Surgery { None }");
        run.Compile().ShouldBeEmpty();
        run.Files.Keys.ShouldContain("Test.Api.TestSurgery.g.cs");
    }

    [Fact]
    public void Several_specs_of_one_project_do_not_meet()
    {
        GeneratorRun run = GeneratorRun.Of(
        [
            new TestSpec("/a.yaml", SampleSpec.Text) { Namespace = "First" },
            new TestSpec("/b.yaml", SampleSpec.Text) { Namespace = "Second" },
        ]);
        run.Compile().ShouldBeEmpty();
        run.Files.Keys.ShouldContain("First.Cat.g.cs");
        run.Files.Keys.ShouldContain("Second.Cat.g.cs");
    }

    [Theory]
    [InlineData("Task", "TestTask")]
    [InlineData("uri", "TestUri")]
    [InlineData("Api", "TestApi")]
    public void A_type_is_not_called_like_one_that_every_file_of_the_user_sees(string schema, string type)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            openapi: 3.0.0
            info: { title: T, version: "1" }
            paths: {}
            components: { schemas: { {{schema}}: { type: object, properties: { a: { type: string } } } } }
            """);
        run.Compile().ShouldBeEmpty();
        run.Files.Keys.ShouldContain($"Test.Api.{type}.g.cs");
    }
}
