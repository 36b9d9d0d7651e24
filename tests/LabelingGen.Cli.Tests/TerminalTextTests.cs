namespace LabelingGen.Cli.Tests;

public class TerminalTextTests
{
    [Theory]
    [InlineData("plain ünïcode ☃ 😀", "plain ünïcode ☃ 😀")]
    [InlineData("\u001b[31mred\u001b[0m", "\uFFFD[31mred\uFFFD[0m")]
    [InlineData("a\tb\r\nc", "a b  c")]
    [InlineData("\u009b2J\u0007\u0000\u007f", "\uFFFD2J\uFFFD\uFFFD\uFFFD")]
    [InlineData("abc\u202Etxt.exe", "abc\uFFFDtxt.exe")]
    [InlineData("zero\u200Bwidth\u2028line", "zero\uFFFDwidth\uFFFDline")]
    public void Control_and_escape_characters_become_visible(string text, string expected) => TerminalText.Strip(text).ShouldBe(expected);

    [Fact]
    public void Half_a_surrogate_pair_becomes_visible() => TerminalText.Strip("a\ud83d!").ShouldBe("a\uFFFD!");

    [Fact]
    public void Harmless_text_is_not_copied()
    {
        string text = "nothing to do";
        TerminalText.Strip(text).ShouldBeSameAs(text);
    }
}
