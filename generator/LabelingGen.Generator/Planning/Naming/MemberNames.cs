namespace LabelingGen.Generator.Planning.Naming;

/// <summary>Names members of one type after the spec's names: names that are C# already win over those that had to be changed.</summary>
internal static class MemberNames
{
    private const int Rounds = 4;

    /// <param name="specNames">The spec's names, with the author's own where he gives one.</param>
    /// <param name="scope">Names that are taken already.</param>
    /// <param name="suffixes">What may be added to tell names apart, best first: <c>Value</c>.</param>
    /// <param name="digitPrefix">Put before a name that would begin with a number.</param>
    /// <returns>One name per spec name, in the same order.</returns>
    public static string[] Assign(
        IReadOnlyList<(string Name, string? Preferred)> specNames, NameScope scope, IReadOnlyList<string> suffixes, string digitPrefix = "Value")
    {
        string[] names = new string[specNames.Count];
        string[] plain = new string[specNames.Count];
        HashSet<string> seen = new(StringComparer.Ordinal);
        HashSet<string> twins = new(StringComparer.Ordinal);
        for (int i = 0; i < plain.Length; i++)
        {
            plain[i] = Identifier.Pascal(specNames[i].Name, digitPrefix);
            if (!seen.Add(plain[i]))
                twins.Add(plain[i]);
        }

        // In rounds, so that the order in the spec decides only among equals.
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < names.Length; i++)
            {
                (string specName, string? preferred) = specNames[i];
                if (RoundOf(specName, plain[i], preferred) == round)
                    names[i] = scope.Claim(Candidates(specName, plain[i], preferred, digitPrefix, twins), suffixes);
            }
        }

        return names;
    }

    // Own names, names that need no change, names that lose nothing but a sign before them ("-created"), the others between them.
    private static int RoundOf(string specName, string plain, string? preferred) =>
        preferred is not null ? 0 : plain == specName ? 1 : BeginsWithSymbol(specName) ? 3 : 2;

    private static bool BeginsWithSymbol(string specName) => specName.Length > 1 && IsSign(specName[0]) && NameWords.IsPart(specName[1]);

    private static bool IsSign(char character) => character == '-' || IsSymbol(character);

    private static IEnumerable<string> Candidates(string specName, string name, string? preferred, string digitPrefix, HashSet<string> twins)
    {
        if (preferred is not null)
            yield return Identifier.Preferred(preferred);
        yield return name;
        // Case tells members of one type apart; a name that the language or the class has already is told apart by what follows.
        bool hasTwin = twins.Contains(name);
        if (hasTwin && BeginsWithSymbol(specName))
            yield return Identifier.PascalSpelledOut(specName, digitPrefix);
        if (hasTwin && specName.Any(char.IsLetter))
        {
            if (specName.All(character => !char.IsUpper(character)))
                yield return "Lower" + name;
            else if (specName.All(character => !char.IsLower(character)))
                yield return "Upper" + name;
        }

        if (hasTwin || specName.Any(IsSymbol))
            yield return Identifier.PascalSpelledOut(specName, digitPrefix);
        yield return name;
    }

    // What only separates words says nothing when it is spelled out.
    private static bool IsSymbol(char character) => !NameWords.IsPart(character) && character is not ('_' or '-' or '.' or ' ');
}
