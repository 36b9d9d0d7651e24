using System.Globalization;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>Colours for labels: those that the vendor's import gives them by their numbers, over and over.</summary>
internal static class LabelStudioColors
{
    private const int Digits = 6;

    /// <summary>Red, green and blue of each, as two hexadecimal digits.</summary>
    private const string Values =
        "da01ee00ff000192f3f187000c00b8487c49bb0125a6fa56b287d800fc9f74effefc417c6338fcfcb77f73297fffff0089b0015fc099013557945600"
        + "b37b6305a8062165a503e8fefe56ef40ea4abce4b92d4a0002aa7bfb3507fab0f7b03dc57fff00630106c7048c0047fc65a4fbffff7fd7c52e7503c7"
        + "46005274789cf479a493ba58b7375260fdb413c2bf0000fffe074f4d8700673e36526fdefe7950b0c3fc3cd7063532c4baa89634b43b026c69050377"
        + "01751cf822bdd45c23fcd8bc4a03fcff0000c1f5148b822901df6a485573930060a016fd9060fb4095b2b6fef42f1e200533958ab0c647059002d82a"
        + "49d0e26deb79a1578b78dd2e7249bb952108cfda752afdd4bd9a0c0100386a9a72e682f5039549d234fcfeea3fd89f5334e398d3bbcc008eb52c4c3a"
        + "7f625995d19434827c0066d43ac66dc4328dfca3b9fecf03b10fc31bbbfde04fbb82ddcce1d8fcfb0095cb2f1cfea72b5e6011f231439bfd923f2a60"
        + "68a630bd7aa02324f7c35dee01fd44d95f6b8c0496750d375d2d00003a1c50fe1ca5c8227b86cd226ffed01256fe23f8e4fbc74002ca413290a45735"
        + "71fe4b0128cddafe589a62c13a93e62ffe759189fef95f014eb104802ad8cffd92968f86344ee69929a2892a53b9700179c8f6ad9e3d0acb92cb7f35"
        + "6dd2012b8f2633b09247fefcdd918407bc5264c6525ab3c86522ac01e4cdcda3f5c8d2006f9da698fed0164976a53efefe543b3aa264e31021e91e7c"
        + "f7c851a71d72e6b101d495bbe005bc99f828b5d24f7901f7734e8ce0c99d541ede21f823067c8e50619dd871c9186d43";

    public static string Hex(int index) => "#" + At(index).ToString();

    public static string Rgba(int index)
    {
        ReadOnlySpan<char> color = At(index);
        return string.Create(CultureInfo.InvariantCulture, $"rgba({Part(color[..2])}, {Part(color[2..4])}, {Part(color[4..])}, 1)");
    }

    private static int Part(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static ReadOnlySpan<char> At(int index) => Values.AsSpan(index % (Values.Length / Digits) * Digits, Digits);
}
