using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>The words of a name in lower case, for reasoning about verbs and nouns.</summary>
internal static class Words
{
    private static readonly NameMemo<string[]> Known = new(text => NameWords.Split(text).Select(word => word.ToLowerInvariant()).ToArray());

    public static List<string> Split(string text) => new(Known.Of(text));

    /// <summary>A name in Pascal case; empty where there is no word.</summary>
    public static string Pascal(IEnumerable<string> words, string digitPrefix = "Call")
    {
        string text = string.Join(" ", words);
        return text.Length == 0 ? "" : Identifier.Pascal(text, digitPrefix);
    }
}
