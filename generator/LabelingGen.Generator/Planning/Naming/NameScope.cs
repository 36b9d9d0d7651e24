namespace LabelingGen.Generator.Planning.Naming;

/// <summary>
/// The names of one place (a namespace, a type, a parameter list). Every claim gets a name of its own: two never merge silently, and nobody
/// is told apart by a digit.
/// </summary>
internal sealed class NameScope
{
    private readonly HashSet<string> _taken;

    /// <param name="ignoreCase">For types: their files must differ on every disk.</param>
    public NameScope(bool ignoreCase = false) => _taken = new(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    public bool IsTaken(string name) => _taken.Contains(name);

    /// <summary>Takes a name that is given; later claims go around it.</summary>
    public void Reserve(string name) => _taken.Add(name);

    /// <summary>Takes the first free candidate; if none is, the last one with a suffix, then with letters.</summary>
    public string Claim(IEnumerable<string> candidates, params string[] suffixes) => Claim(candidates, (IReadOnlyList<string>)suffixes);

    /// <inheritdoc cref="Claim(IEnumerable{string}, string[])"/>
    public string Claim(IEnumerable<string> candidates, IReadOnlyList<string> suffixes)
    {
        string last = "Value";
        foreach (string candidate in candidates)
        {
            last = candidate;
            if (_taken.Add(candidate))
                return candidate;
        }

        foreach (string suffix in suffixes)
        {
            if (_taken.Add(last + suffix))
                return last + suffix;
        }

        string stem = suffixes.Count > 0 ? last + suffixes[suffixes.Count - 1] : last;
        for (int number = 1; ; number++)
        {
            string name = stem + Letters(number);
            if (_taken.Add(name))
                return name;
        }
    }

    // 1 = B, 2 = C, ... 25 = Z, 26 = AA: the first of its name is without a letter.
    private static string Letters(int number)
    {
        string letters = "";
        for (int rest = number; rest >= 0; rest = (rest / 26) - 1)
            letters = (char)('A' + (rest % 26)) + letters;
        return letters;
    }
}
