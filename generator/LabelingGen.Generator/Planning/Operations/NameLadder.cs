namespace LabelingGen.Generator.Planning.Operations;

/// <summary>
/// Gives each of several things the best of its candidate names that no other one has. Where two want the same name, both step
/// down to their next one, so that the order of the document decides nothing.
/// </summary>
internal static class NameLadder
{
    /// <param name="candidates">Per thing, its names, best first; never empty.</param>
    /// <param name="taken">Names nobody may have.</param>
    /// <returns>Per thing its name, or <see langword="null"/> where even its last one is another's.</returns>
    public static string?[] Resolve(IReadOnlyList<IReadOnlyList<string>> candidates, IReadOnlyCollection<string> taken)
    {
        HashSet<string> reserved = new(taken, StringComparer.OrdinalIgnoreCase);
        int[] rung = new int[candidates.Count];
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (IGrouping<string, int> rivals in Enumerable.Range(0, candidates.Count)
                         .GroupBy(index => candidates[index][rung[index]], StringComparer.OrdinalIgnoreCase).ToList())
            {
                if (rivals.Count() == 1 && !reserved.Contains(rivals.Key))
                    continue;
                foreach (int index in rivals)
                {
                    if (rung[index] == candidates[index].Count - 1)
                        continue;
                    rung[index]++;
                    changed = true;
                }
            }
        }

        string?[] names = new string?[candidates.Count];
        for (int i = 0; i < names.Length; i++)
            names[i] = reserved.Add(candidates[i][rung[i]]) ? candidates[i][rung[i]] : null;
        return names;
    }
}
