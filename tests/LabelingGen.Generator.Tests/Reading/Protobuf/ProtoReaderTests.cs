using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.Protobuf;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Reading.Protobuf;

public sealed class ProtoReaderTests
{
    private const string Head = "syntax = \"proto3\";\n";

    [Theory]
    [InlineData("syntax = \"proto2\";\nmessage A { required int32 a = 1; }", "proto2")]
    [InlineData("message A {}", "proto2")]
    [InlineData("edition = \"2023\";\nmessage A {}", "an edition")]
    public void Other_syntaxes_get_a_diagnostic_and_no_model(string text, string named)
    {
        ProtoReadResult read = Read(text);
        SpecDiagnostic diagnostic = read.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("LG1302");
        diagnostic.Message.ShouldContain(named);
        diagnostic.Span.StartLine.ShouldBe(0);
        read.Model.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("message A { int32 a = ; int32 b = 2; }", "1:22", "A.b")]
    [InlineData("message A { int32 a = 0; int32 b = 2; }", "1:22", "A.b")]
    [InlineData("message A { int32 a = 19005; int32 b = 2; }", "1:22", "A.b")]
    [InlineData("message A { map<double, string> a = 1; int32 b = 2; }", "1:16", "A.b")]
    [InlineData("message A { optional group G = 1 { int32 x = 1; } int32 b = 2; }", "1:12", "A.b")]
    [InlineData("message A { extensions 5 to 9; int32 b = 2; }", "1:12", "A.b")]
    [InlineData("nonsense here; message A { int32 b = 2; }", "1:0", "A.b")]
    [InlineData("message A { int32 b = 2; } }", "1:27", "A.b")]
    [InlineData("message A { int32 b = 2; } message", "1:34", "A.b")]
    [InlineData("message A { string t = 1 [(o) = \"unclosed]; int32 b = 2; }\nmessage B { int32 c = 1; }", "1:32", null)]
    [InlineData("message A { int32 b = 2; } /* never closed", "1:27", "A.b")]
    [InlineData("service S { rpc X(A) return (A); } message A { int32 b = 2; }", "1:21", "A.b")]
    public void A_broken_declaration_is_named_and_costs_only_itself(string text, string position, string? kept)
    {
        ProtoReadResult read = Read(Head + text);
        SpecDiagnostic first = read.Diagnostics.First(d => d.Id == "LG1301");
        $"{first.Span.StartLine}:{first.Span.StartColumn}".ShouldBe(position, first.Message);
        if (kept is not null)
            read.Positions.Keys.ShouldContain(kept);
    }

    [Theory]
    [InlineData("message A { B b = 1; }", "LG1304", "'B'")]
    [InlineData("message A {} enum A { X = 0; }", "LG1305", "'A'")]
    [InlineData("message A { int32 a = 1; int32 b = 1; }", "LG1303", "number 1")]
    [InlineData("message A { int32 a = 1; int64 a = 2; }", "LG1303", "'a'")]
    [InlineData("message A { reserved 1; int32 a = 1; }", "LG1303", "reserved")]
    [InlineData("enum E { ONE = 1; }", "LG1303", "must be 0")]
    public void What_protoc_would_refuse_is_reported(string text, string id, string said)
        => Read(Head + text).Diagnostics.ShouldContain(d => d.Id == id && d.Message.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void The_model_does_not_change_with_positions()
    {
        const string Text = Head + "// Doc.\nmessage A { int32 b = 2; }\nservice S { rpc X(A) returns (A); }";
        ProtoReadResult before = Read(Text);
        ProtoReadResult after = Read(Text.Replace("// Doc.\nmessage", "\n\n  // Doc.\n    message", StringComparison.Ordinal));
        after.Model.ShouldBe(before.Model);
        after.Model.GetHashCode().ShouldBe(before.Model.GetHashCode());
        after.Positions["A"].ShouldNotBe(before.Positions["A"]);
        Read(Text.Replace("b = 2", "b = 3", StringComparison.Ordinal)).Model.ShouldNotBe(before.Model);
    }

    [Fact]
    public void Files_that_import_each_other_are_both_read()
    {
        SpecFile a = new("/p/a.proto", Head + "package pkg; import \"b.proto\"; message A { B b = 1; }");
        SpecFile b = new("/p/b.proto", Head + "package pkg; import \"a.proto\"; import \"b.proto\"; message B { A a = 1; }");

        ProtoReadResult read = ProtoReader.Read([a, b], CancellationToken.None);

        read.Model.Files.SelectMany(file => file.Messages).Select(message => message.Fields[0].Type.Name).ShouldBe(["pkg.B", "pkg.A"]);
        read.Diagnostics.ShouldNotContain(diagnostic => diagnostic.Id == "LG9001");
    }

    [Fact]
    public void Files_are_named_as_they_import_each_other()
    {
        SpecFile a = new("/somewhere/protos/pkg/a.proto", Head + "package pkg; import \"other/b.proto\"; message A { other.B b = 1; }");
        SpecFile b = new("/somewhere/else/../protos/other/b.proto", Head + "package other; message B {}");
        ProtoReadResult read = ProtoReader.Read([a, b], default);
        read.Diagnostics.ShouldBeEmpty();
        read.Model.Files.Select(f => f.Path).ShouldBe(["other/b.proto", "pkg/a.proto"]);
        read.Model.Files[1].Messages[0].Fields[0].Type.ShouldBe(new ProtoType(ProtoTypeKind.Message, "other.B"));
    }

    [Fact]
    public void Deep_nesting_is_a_diagnostic_and_no_crash()
    {
        string deep = string.Concat(Enumerable.Repeat("message A {", 5000)) + string.Concat(Enumerable.Repeat("}", 5000));
        string value = "message A { int32 a = 1 [(o) = " + string.Concat(Enumerable.Repeat("{ a ", 5000)) + "]; }";
        Read(Head + deep).Diagnostics.ShouldContain(d => d.Id == "LG1301" && d.Message.Contains("deeply", StringComparison.Ordinal));
        Read(Head + value).Diagnostics.ShouldContain(d => d.Id == "LG1301" && d.Message.Contains("deeply", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_damage_to_a_real_file_is_read_without_an_exception()
    {
        const int Seed = 20261121;
        Random random = new(Seed);
        string text = File.ReadAllText(RepositoryPaths.InRepository("specs", "clarifai", "clarifai", "api", "status", "status.proto"))
            + File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reading", "Protobuf", "Samples", "grammar.proto"))[80..];
        for (int i = 0; i < 1000; i++)
        {
            char[] damaged = text.ToCharArray();
            for (int n = random.Next(1, 6); n > 0; n--)
                damaged[random.Next(damaged.Length)] = "{}();=\"'/*\\<>[],.x0 \n\0é"[random.Next(23)];
            string broken = new string(damaged)[..random.Next(damaged.Length)];
            Should.NotThrow(() => Read(broken), $"seed {Seed}, round {i}");
        }
    }

    private static ProtoReadResult Read(string text) => ProtoReader.Read([new SpecFile("/p/test.proto", text)], default);
}
