namespace LabelingGen.Generator.Planning.Operations;

/// <summary>Singular and plural of the English nouns that occur in API paths and tags; lower-case words in, lower-case words out.</summary>
internal static class Inflection
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["people"] = "person",
        ["children"] = "child",
        ["men"] = "man",
        ["women"] = "woman",
        ["feet"] = "foot",
        ["teeth"] = "tooth",
        ["mice"] = "mouse",
        ["indices"] = "index",
        ["vertices"] = "vertex",
        ["matrices"] = "matrix",
        ["appendices"] = "appendix",
        ["criteria"] = "criterion",
        ["analyses"] = "analysis",
        ["bases"] = "base",
        ["databases"] = "database",
        ["caches"] = "cache",
        ["movies"] = "movie",
        ["cookies"] = "cookie",
        ["ties"] = "tie",
        ["leaves"] = "leaf",
        ["shelves"] = "shelf",
        ["quizzes"] = "quiz",
        ["statuses"] = "status",
        ["aliases"] = "alias",
        ["buses"] = "bus",
        ["viruses"] = "virus",
    };

    // Words that end in "s" in the singular, or that nobody counts.
    private static readonly HashSet<string> Uncountable = new(StringComparer.Ordinal)
    {
        "status", "alias", "series", "species", "news", "analysis", "basis", "https", "dns", "sms", "aws", "gps", "css", "js", "os", "ios",
        "tls", "ws", "kms", "saas", "canvas", "bus", "virus", "corpus", "campus", "process", "access", "address", "progress", "business",
        "class", "glass", "pass", "success", "ingress", "egress", "express", "is", "has", "this", "as", "us", "bias", "atlas", "gas",
        "lens", "always", "analytics", "metadata", "data", "info", "media",
    };

    public static string Singular(string word)
    {
        if (Irregular.TryGetValue(word, out string? singular))
            return singular;
        if (word.Length < 3 || !EndsWith(word, "s") || Uncountable.Contains(word) || EndsWith(word, "ss"))
            return word;
        if (EndsWith(word, "ies") && word.Length > 4)
            return word.Substring(0, word.Length - 3) + "y";
        foreach (string ending in new[] { "sses", "shes", "ches", "xes", "zes" })
        {
            if (EndsWith(word, ending))
                return word.Substring(0, word.Length - 2);
        }

        return word.Substring(0, word.Length - 1);
    }

    public static string Plural(string word)
    {
        if (IsPlural(word) || Uncountable.Contains(word))
            return word;
        if (EndsWith(word, "y") && word.Length > 1 && "aeiou".IndexOf(word[word.Length - 2]) < 0)
            return word.Substring(0, word.Length - 1) + "ies";
        return word + (EndsWith(word, "s") || EndsWith(word, "x") || EndsWith(word, "z") || EndsWith(word, "ch") || EndsWith(word, "sh") ? "es" : "s");
    }

    public static bool IsPlural(string word) => Singular(word) != word;

    public static bool SameNoun(string left, string right) => Singular(left) == Singular(right);

    private static bool EndsWith(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);
}
