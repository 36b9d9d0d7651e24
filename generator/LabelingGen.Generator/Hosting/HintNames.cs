using System.Globalization;
using System.Text;
using LabelingGen.Generator.Planning;

namespace LabelingGen.Generator.Hosting;

/// <summary>Names of generated files: namespace and type, with nothing in them that a compiler or a disk refuses.</summary>
internal static class HintNames
{
    private const int MaxLength = 180;

    public static string Of(UnitPlan unit)
    {
        string name = $"{unit.Namespace}.{unit.HintName}";
        StringBuilder safe = new(name.Length);
        foreach (char character in name)
            safe.Append(character < 128 && (char.IsLetterOrDigit(character) || character is '.' or '_' or '-') ? character : '_');
        string clean = safe.ToString();
        if (clean == name && name.Length <= MaxLength)
            return name;
        if (clean.Length > MaxLength)
            clean = clean.Substring(0, MaxLength);
        if (clean.EndsWith(".g.cs", StringComparison.Ordinal))
            clean = clean.Substring(0, clean.Length - 5);
        return $"{clean}.{Hash(name).ToString("x8", CultureInfo.InvariantCulture)}.g.cs";
    }

    // FNV-1a: the same on every machine, unlike string.GetHashCode.
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char character in text)
            hash = unchecked((hash ^ character) * 16777619);
        return hash;
    }
}
