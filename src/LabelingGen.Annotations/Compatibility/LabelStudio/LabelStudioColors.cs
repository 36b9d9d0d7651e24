using System.Globalization;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// Colours for labels. The first ones are those the vendor's import gives; the rest go around the colour circle in steps of the golden
/// angle.
/// </summary>
internal static class LabelStudioColors
{
    private static readonly (int Red, int Green, int Blue)[] First = [(218, 1, 238), (0, 255, 0), (1, 146, 243), (241, 135, 0)];

    public static string Hex(int index)
    {
        (int red, int green, int blue) = At(index);
        return string.Create(CultureInfo.InvariantCulture, $"#{red:x2}{green:x2}{blue:x2}");
    }

    public static string Rgba(int index)
    {
        (int red, int green, int blue) = At(index);
        return string.Create(CultureInfo.InvariantCulture, $"rgba({red}, {green}, {blue}, 1)");
    }

    private static (int Red, int Green, int Blue) At(int index)
    {
        if (index < First.Length)
            return First[index];
        double hue = index * 137.50776405003785 % 360 / 60;
        return (Channel(hue + 4), Channel(hue + 2), Channel(hue));

        static int Channel(double hue) => (int)(255 * Math.Clamp(Math.Abs(hue % 6 - 3) - 1, 0, 1));
    }
}
