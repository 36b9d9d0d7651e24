namespace LabelingGen.Generator.Planning.Naming;

/// <summary>The singular of a Pascal-case name whose last word is an English plural.</summary>
internal static class Singular
{
    private static readonly string[] NotPlural = { "ss", "us", "is", "as", "os", "Series", "Species", "News", "Https", "Dns", "Sms" };

    /// <summary><c>TaskGeometries</c> gives <c>TaskGeometry</c>; <see langword="null"/> where the last word is no plural.</summary>
    public static string? Of(string name)
    {
        if (name.Length < 4 || !name.EndsWith("s", StringComparison.Ordinal) || NotPlural.Any(end => name.EndsWith(end, StringComparison.Ordinal)))
            return null;
        if (name.EndsWith("ies", StringComparison.Ordinal))
            return name.Substring(0, name.Length - 3) + "y";
        foreach (string ending in new[] { "sses", "shes", "ches", "xes" })
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
                return name.Substring(0, name.Length - 2);
        }

        return name.Substring(0, name.Length - 1);
    }
}
