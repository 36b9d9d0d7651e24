namespace LabelingGen.Annotations;

/// <summary>The rules about categories and the labels that name them.</summary>
internal static class CategoryRules
{
    /// <param name="declared">What the data set declares.</param>
    /// <param name="used">The labels that annotations name.</param>
    public static IEnumerable<RuleFinding> Check(IReadOnlyCollection<string> declared, IReadOnlySet<string> used)
    {
        foreach (IGrouping<string, string> same in declared.GroupBy(static name => name).Where(static group => group.Count() > 1))
            yield return RuleFinding.Error("LA023", $"{same.Count()} categories have the name '{same.Key}'.");
        string[] names = [.. declared.Concat(used).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (IGrouping<string, string> alike in names.GroupBy(static name => name.Trim().ToUpperInvariant())
            .Where(static group => group.Count() > 1))
        {
            yield return RuleFinding.Warning("LA024", $"The labels '{string.Join("', '", alike)}' are almost the same.");
        }

        foreach (string name in names.Where(static name => name.Trim() != name || name.Any(char.IsControl)))
            yield return RuleFinding.Warning("LA025", $"The label '{name}' has spaces around it or control characters.");
        foreach (string unused in names.Where(name => !used.Contains(name)))
            yield return RuleFinding.Warning("LA006", $"No annotation has the category '{unused}'.");
    }
}
