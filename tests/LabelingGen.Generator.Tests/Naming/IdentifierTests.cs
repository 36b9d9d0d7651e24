using LabelingGen.Generator.Planning.Naming;
using Microsoft.CodeAnalysis.CSharp;

namespace LabelingGen.Generator.Tests.Naming;

public class IdentifierTests
{
    [Theory]
    [InlineData("created_at", "CreatedAt")]
    [InlineData("createdAt", "CreatedAt")]
    [InlineData("Created-At", "CreatedAt")]
    [InlineData("CREATED_AT", "CreatedAt")]
    [InlineData("taskURL", "TaskUrl")]
    [InlineData("HTTPServer", "HttpServer")]
    [InlineData("userIDs", "UserIds")]
    [InlineData("OAuth2", "OAuth2")]
    [InlineData("3d_box", "ThreeDBox")]
    [InlineData("404", "Value404")]
    [InlineData("v1.10", "V1_10")]
    [InlineData("v11.0", "V11_0")]
    [InlineData("2024-01-02", "Value2024_01_02")]
    [InlineData("+1", "Plus1")]
    [InlineData("-1", "Minus1")]
    [InlineData("", "Empty")]
    [InlineData(" ", "Space")]
    [InlineData(">=", "GreaterOrEqual")]
    [InlineData("=", "Equal")]
    [InlineData("*", "Asterisk")]
    [InlineData("名前", "名前")]
    [InlineData("größe_mm", "GrößeMm")]
    [InlineData("\ud83d\ude00", "U1F600")]
    [InlineData("zero\u200cwidth", "Zerowidth")]
    [InlineData("don't", "Dont")]
    public void A_name_of_any_casing_becomes_one_of_dotnet(string text, string name) => Identifier.Pascal(text).ShouldBe(name);

    [Theory]
    [InlineData("class", "@class")]
    [InlineData("IOStream", "ioStream")]
    [InlineData("user_id", "userId")]
    [InlineData("await", "@await")]
    public void A_parameter_is_in_camel_case_and_no_keyword(string text, string name) => Identifier.Camel(text).ShouldBe(name);

    [Fact]
    public void Whatever_the_text_the_name_is_an_identifier()
    {
        var random = new Random(5);
        for (int i = 0; i < 50_000; i++)
        {
            string text = new(
                Enumerable.Range(0, random.Next(1, 30)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 128 : 65536)).ToArray());
            string name = Identifier.Pascal(text);
            SyntaxFacts.IsValidIdentifier(name).ShouldBeTrue($"'{text}' became '{name}' (seed 5)");
            SyntaxFacts.GetKeywordKind(name).ShouldBe(SyntaxKind.None);
        }
    }

    [Fact]
    public void Names_that_collide_are_told_apart_without_digits_and_whatever_their_order()
    {
        string[] texts = ["Name", "name", "NAME", "@name", "na-me"];
        string[] names = MemberNames.Assign(texts.Select(text => (text, (string?)null)).ToList(), new NameScope(), ["Value"]);
        names.ShouldBe(["Name", "LowerName", "UpperName", "AtName", "NaMe"], ignoreOrder: false);
    }

    [Fact]
    public void A_name_without_a_sign_before_it_is_the_plain_one()
    {
        string[] texts = ["-created", "created", "+created", "-only"];
        string[] names = MemberNames.Assign(texts.Select(text => (text, (string?)null)).ToList(), new NameScope(), ["Value"]);
        names.ShouldBe(["MinusCreated", "Created", "PlusCreated", "Only"], ignoreOrder: false);
    }

    [Fact]
    public void No_two_names_ever_merge()
    {
        string[] texts = [.. Enumerable.Range(0, 500).Select(i => new string('_', i % 7) + "a" + new string('-', i / 7))];
        string[] names = MemberNames.Assign(texts.Select(text => (text, (string?)null)).ToList(), new NameScope(), ["Value"]);
        names.Distinct().Count().ShouldBe(texts.Length);
        names.ShouldAllBe(name => !char.IsDigit(name.Last()));
    }
}
