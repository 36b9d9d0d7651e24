using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>
/// The names one operation could have, best first. The client's own noun is left out where the name says as much without it
/// (<c>Tasks.GetAsync</c> for <c>getTask</c>); the others are for collisions and for types that belong to the operation.
/// </summary>
internal sealed class OperationName
{
    private static readonly string[] NoiseAtStart = { "api", "rest", "v1", "v2", "v3" };

    private readonly Operation _operation;
    private readonly IReadOnlyList<string> _clientNoun;
    private readonly PathName _path;
    private string _verb = "";
    private List<string> _rest = new();

    /// <param name="operation">The operation.</param>
    /// <param name="clientNoun">Words of the sub-client's name; empty for the root client.</param>
    /// <param name="returnsList">The answer is a list, or a page of one.</param>
    public OperationName(Operation operation, IReadOnlyList<string> clientNoun, bool returnsList)
    {
        _operation = operation;
        _clientNoun = clientNoun;
        _path = PathName.Of(operation.Method, operation.Path, returnsList);
        List<string> words = IdWords();
        if (words.Count == 0)
            words = SpokenSegment();
        if (words.Count > 0)
            FromWords(words, returnsList);
        else
            FromPath();
        Candidates = new CandidateNames(Ladder());
    }

    /// <summary>Method names without "Async", from the shortest to the one that spells everything.</summary>
    public IReadOnlyList<string> Candidates { get; }

    /// <summary>Name with its noun (<c>GetTask</c>, <c>ListTasks</c>): the stem of types that belong to the operation.</summary>
    public string Full => Words.Pascal(With(_verb, _rest.Count > 0 ? _rest : NounFor(_verb)));

    private IEnumerable<string> Ladder()
    {
        if (_operation.PreferredName is { } preferred)
            yield return Identifier.Preferred(preferred);
        List<string> shortRest = WithoutClientNoun(_rest);
        yield return Words.Pascal(With(_verb, shortRest));
        if (_operation.Method == "PUT" && _verb == "update")
            yield return Words.Pascal(With("replace", shortRest));
        yield return Full;
        List<string> noun = WithoutClientNoun(_path.Noun);
        yield return Words.Pascal(With(_path.Verb, noun));
        List<string> everything = _path.Parents.Concat(_path.Noun).ToList();
        yield return Words.Pascal(With(_path.Verb, everything));
        List<string> by = _path.Parameters.Count > 0 ? new[] { "by" }.Concat(_path.Parameters).ToList() : new List<string>();
        yield return Words.Pascal(With(_path.Verb, everything.Concat(by)));
        yield return Words.Pascal(With(_operation.Method.ToLowerInvariant(), everything.Concat(by)));
        List<string> path = Words.Split(_operation.Path);
        yield return Words.Pascal(With(_operation.Method.ToLowerInvariant(), path));
        if (_operation.Path.Length > 1 && _operation.Path.EndsWith("/", StringComparison.Ordinal))
            yield return Words.Pascal(With(_operation.Method.ToLowerInvariant(), path.Concat(new[] { "slash" })));
    }

    /// <summary>Words of the operation id, or none where the id was made from the path by a machine.</summary>
    private List<string> IdWords()
    {
        string id = _operation.OperationId ?? "";
        string slug = new string(_operation.Path.Select(c => char.IsLetterOrDigit(c) ? c : '_').ToArray());
        string machineSuffix = slug + "_" + _operation.Method.ToLowerInvariant();
        if (id.Length > machineSuffix.Length && id.EndsWith(machineSuffix, StringComparison.OrdinalIgnoreCase))
            id = id.Substring(0, id.Length - machineSuffix.Length);
        if (id.IndexOfAny(new[] { '/', '{', '}' }) >= 0)
            return new List<string>();

        id = AfterService(id);
        List<string> words = Words.Split(id);
        words.RemoveAll(Verbs.IsArticle);
        SplitMethod(words);
        int controller = words.IndexOf("controller");
        if (controller > 0 && controller < words.Count - 1)
            words.RemoveRange(0, controller + 1);
        while (words.Count > 1 && NoiseAtStart.Contains(words[0]))
            words.RemoveAt(0);
        return IsMadeOfPath(words) || words.All(word => !word.Any(char.IsLetter)) ? new List<string>() : words;
    }

    /// <summary>Words of the last segment of a path that says what it does, such as <c>/getRecentChanges</c>; or none.</summary>
    private List<string> SpokenSegment()
    {
        string segment = _operation.Path.Substring(_operation.Path.LastIndexOf('/') + 1);
        List<string> words = segment.IndexOf('{') < 0 ? Words.Split(segment) : new List<string>();
        return words.Count > 1 && Verbs.IsNeverNoun(words[0]) ? words : new List<string>();
    }

    // "putdictionary" of PUT /settings/dictionary: the method, glued to a word of the path.
    private void SplitMethod(List<string> words)
    {
        string method = _operation.Method.ToLowerInvariant();
        if (words.Count == 0 || !words[0].StartsWith(method, StringComparison.Ordinal))
            return;
        string rest = words[0].Substring(method.Length);
        if (rest.Length > 0 && Words.Split(_operation.Path).Contains(rest))
        {
            words[0] = method;
            words.Insert(1, rest);
        }
    }

    // "Auth_RoleAdd": the part before the underscore is the service, which is the sub-client already.
    private string AfterService(string id)
    {
        int underscore = id.IndexOf('_');
        if (underscore <= 0 || underscore == id.Length - 1 || id.IndexOf('_', underscore + 1) >= 0)
            return id;
        return IsClientNoun(Words.Split(id.Substring(0, underscore))) ? id.Substring(underscore + 1) : id;
    }

    private bool IsMadeOfPath(List<string> words)
    {
        List<string> path = Words.Split(_operation.Path);
        string method = _operation.Method.ToLowerInvariant();
        return words.SequenceEqual(new[] { method }.Concat(path)) || words.SequenceEqual(path.Concat(new[] { method }));
    }

    private void FromPath()
    {
        _verb = _path.Verb;
        _rest = _path.Noun;
    }

    private void FromWords(List<string> words, bool returnsList)
    {
        if (words.Count > 1 && words[words.Count - 1] == "async")
            words.RemoveAt(words.Count - 1);
        string? verb = TakeVerb(words);
        bool says = words.Any(Verbs.IsVerb);
        if (verb is null && ((_operation.Method != "POST" && !says) || WithoutClientNoun(words).Count == 0))
            verb = Verbs.OfMethod(_operation.Method);
        verb = Verbs.Usual(verb ?? "", _operation.Method);
        if (verb == "get" && _operation.Method == "GET" && IsListOf(words, returnsList))
            verb = "list";
        _verb = verb;
        _rest = words;
    }

    /// <summary>Takes the verb out of the words: the first one, the one after the client's noun, or the last one.</summary>
    private string? TakeVerb(List<string> words)
    {
        int noun = _clientNoun.Count;
        bool beginsWithNoun = noun > 0 && words.Count > noun && IsClientNoun(words.Take(noun).ToList());
        if (beginsWithNoun && (Verbs.IsVerb(words[noun]) || Verbs.IsVerbAtEnd(words[words.Count - 1])))
        {
            // "ImageGetAll", "move_ailment_list" of Moves: here the noun comes first, also where it could be a verb.
            if (Verbs.IsVerb(words[noun]) && !(words.Count > noun + 1 && Verbs.IsVerbAtEnd(words[words.Count - 1])))
                return Take(words, noun);
            return TakeLast(words);
        }

        if (Verbs.IsVerb(words[0]))
            return Take(words, 0);
        return Verbs.IsVerbAtEnd(words[words.Count - 1]) ? TakeLast(words) : null;
    }

    private static string TakeLast(List<string> words)
    {
        string verb = Take(words, words.Count - 1);
        int last = words.Count - 1;
        if (verb == "update" && last > 0 && words[last] == "partial")
            words.RemoveAt(last);
        else if (verb == "list" && last >= 0)
            words[last] = Inflection.Plural(words[last]);
        return verb;
    }

    private static string Take(List<string> words, int index)
    {
        string word = words[index];
        words.RemoveAt(index);
        return word;
    }

    private bool IsListOf(List<string> words, bool returnsList)
    {
        if (words.Count == 0 || IsClientNoun(words))
            return returnsList || (words.Count > 0 && Inflection.IsPlural(words[words.Count - 1]) && !_operation.Path.EndsWith("}", StringComparison.Ordinal));
        return returnsList && Inflection.IsPlural(words[words.Count - 1]);
    }

    private List<string> WithoutClientNoun(List<string> words)
    {
        int length = _clientNoun.Count;
        if (length == 0 || words.Count < length || !IsClientNoun(words.Take(length).ToList()))
            return words;

        // Without a verb the noun may be all there is to say. "saveAlbumsUser" does not save a user.
        bool isAmbiguous = words.Count > length && Inflection.IsPlural(words[length - 1]) && !Verbs.IsPreposition(words[length]);
        return isAmbiguous || (words.Count == length && _verb.Length == 0) ? words : words.Skip(length).ToList();
    }

    private bool IsClientNoun(List<string> words) =>
        words.Count == _clientNoun.Count && words.Count > 0 && words.Zip(_clientNoun, Inflection.SameNoun).All(same => same);

    private IEnumerable<string> NounFor(string verb)
    {
        if (_clientNoun.Count == 0)
            return _path.Noun;
        string last = _clientNoun[_clientNoun.Count - 1];
        if (Inflection.SameNoun(last, verb))
            return Array.Empty<string>();
        return _clientNoun.Take(_clientNoun.Count - 1).Concat(new[] { verb == "list" ? last : Inflection.Singular(last) });
    }

    private static IEnumerable<string> With(string verb, IEnumerable<string> words) => verb.Length == 0 ? words : new[] { verb }.Concat(words);
}
