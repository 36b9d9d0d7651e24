namespace LabelingGen.Generator.Planning.Naming;

/// <summary>Names members of one type after the spec's names: names that are C# already win over those that had to be changed.</summary>
internal static class MemberNames
{
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

        // Three rounds, so that the order in the spec decides only among equals: own names, names that need no change, the others.
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < names.Length; i++)
            {
                (string specName, string? preferred) = specNames[i];
                if (names[i] is null && (round == 2 || (preferred is not null ? round == 0 : round == 1 && plain[i] == specName)))
                    names[i] = scope.Claim(Candidates(specName, plain[i], preferred, digitPrefix, twins), suffixes);
            }
        }

        return names;
    }

    private static IEnumerable<string> Candidates(string specName, string name, string? preferred, string digitPrefix, HashSet<string> twins)
    {
        if (preferred is not null)
            yield return Identifier.Preferred(preferred);
        yield return name;
        // Case tells members of one type apart; a name that the language or the class has already is told apart by what follows.
        bool hasTwin = twins.Contains(name);
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
