namespace LabelingGen.Generator.Planning.Operations;

/// <summary>
/// What an operation would be called if only its method and path were known: <c>GET /pets/{id}/toys</c> lists toys (of a pet).
/// </summary>
internal sealed class PathName
{
    private static readonly HashSet<string> Meaningless = new(StringComparer.Ordinal) { "api", "rest", "rpc" };

    private PathName(string verb, List<string> parents, List<string> noun, List<string> parameters)
    {
        Verb = verb;
        Parents = parents;
        Noun = noun;
        Parameters = parameters;
    }

    public string Verb { get; }

    /// <summary>Words of the resources above the last one, in the singular where one of them is meant.</summary>
    public List<string> Parents { get; }

    public List<string> Noun { get; }

    /// <summary>Words of the path parameters, "and" between them.</summary>
    public List<string> Parameters { get; }

    public static PathName Of(string method, string path, bool returnsList)
    {
        List<List<string>> nouns = new();
        List<string> parameters = new();
        List<string>? customVerb = null;
        bool endsWithParameter = false;
        foreach (string segment in path.Split('/'))
        {
            int end = segment.LastIndexOf('}');
            if (segment.IndexOf('{') is >= 0 and var start && end > start)
            {
                // "{id}:cancel" and "{id}.json" say more after the parameter.
                List<string> suffix = Words.Split(segment.Substring(end + 1));
                customVerb = suffix.Count > 0 && segment[end + 1] == ':' ? suffix : null;
                if (nouns.Count > 0)
                    MakeSingular(nouns[nouns.Count - 1]);
                if (parameters.Count > 0)
                    parameters.Add("and");
                parameters.AddRange(Words.Split(segment.Substring(start, end - start)));
                endsWithParameter = true;
                continue;
            }

            List<string> words = Words.Split(segment);
            if (words.Count == 0 || (words.Count <= 2 && (Meaningless.Contains(words[0]) || IsVersion(segment))))
                continue;
            nouns.Add(words);
            endsWithParameter = false;
        }

        string verb = Verbs.OfMethod(method);
        List<string> last = nouns.Count > 0 ? nouns[nouns.Count - 1] : new List<string>();
        List<string> parents = nouns.Take(Math.Max(0, nouns.Count - 1)).SelectMany(words => words).ToList();
        if (customVerb is not null)
            return new PathName(customVerb[0], parents, last.Concat(customVerb.Skip(1)).ToList(), parameters);
        if (last.Count > 0 && !endsWithParameter && Verbs.IsVerb(last[0]) && !Inflection.IsPlural(last[last.Count - 1]))
        {
            List<string> noun = nouns.Count > 1 ? nouns[nouns.Count - 2] : new List<string>();
            parents = nouns.Take(Math.Max(0, nouns.Count - 2)).SelectMany(words => words).ToList();
            return new PathName(last[0], parents, noun.Concat(last.Skip(1)).ToList(), parameters);
        }

        if (last.Count == 0)
            return new PathName(verb, parents, new List<string> { "root" }, parameters);
        if (endsWithParameter)
            verb = method == "POST" ? "update" : verb;
        else if (verb == "get" && (returnsList || Inflection.IsPlural(last[last.Count - 1])))
            verb = "list";
        else if (method == "POST")
            MakeSingular(last);
        return new PathName(verb, parents, last, parameters);
    }

    private static void MakeSingular(List<string> words) => words[words.Count - 1] = Inflection.Singular(words[words.Count - 1]);

    private static bool IsVersion(string segment) =>
        segment.Length is >= 2 and <= 8 && segment[0] is 'v' or 'V' && char.IsDigit(segment[1]);
}
