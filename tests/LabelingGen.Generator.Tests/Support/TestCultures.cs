using System.Globalization;

namespace LabelingGen.Generator.Tests.Support;

/// <summary>Cultures whose rules have broken generators. Made by hand where the machine knows the invariant culture only.</summary>
internal static class TestCultures
{
    /// <summary>Commas in numbers, and as far as the machine knows them the dotted and dotless i.</summary>
    public static CultureInfo Turkish { get; } = Create();

    private static CultureInfo Create()
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        try
        {
            culture = (CultureInfo)CultureInfo.GetCultureInfo("tr-TR").Clone();
        }
        catch (CultureNotFoundException)
        {
            culture.NumberFormat.NumberGroupSeparator = ".";
        }

        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "\u2212";
        return culture;
    }
}
