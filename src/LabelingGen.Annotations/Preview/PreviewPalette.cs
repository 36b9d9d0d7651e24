using System.Globalization;
using System.Text;

namespace LabelingGen.Annotations.Preview;

/// <summary>
/// Gives each class a colour, in the order in which classes are met: neighbours are far apart on the colour circle, and further ones
/// differ in lightness too.
/// </summary>
internal sealed class PreviewPalette
{
    public const string NoLabel = "(no label)";

    private const double FirstHue = 255;
    private const double GoldenAngle = 137.50776405003785;

    private static readonly int[] Lightness = [68, 76, 60];

    private readonly Dictionary<string, (int Number, int Count)> _classes = new(StringComparer.Ordinal);

    /// <summary>How many marks were given a class.</summary>
    public int Marks => _classes.Values.Sum(static known => known.Count);

    public string ClassOf(Annotation annotation)
    {
        string label = annotation.Label ?? NoLabel;
        (int number, int count) = _classes.TryGetValue(label, out (int, int) known) ? known : (_classes.Count, 0);
        _classes[label] = (number, count + 1);
        return "c" + number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The colours, and a box to tick for each class, the most frequent first.</summary>
    public string Legend()
    {
        StringBuilder style = new("<style>");
        StringBuilder list = new("<ul id=\"legend\">");
        foreach ((string label, (int number, int count)) in _classes.OrderByDescending(static entry => entry.Value.Count)
            .ThenBy(static entry => entry.Value.Number))
        {
            double hue = (FirstHue + (number * GoldenAngle)) % 360;
            style.Append(CultureInfo.InvariantCulture, $".c{number}{{--c:oklch({Lightness[number % 3]}% .19 {hue:0.#})}}");
            string name = PreviewPage.Html(label);
            list.Append(CultureInfo.InvariantCulture, $"<li><label class=\"c{number}\" title=\"{name}\">")
                .Append(CultureInfo.InvariantCulture, $"<input type=\"checkbox\" checked data-class=\"c{number}\">")
                .Append(CultureInfo.InvariantCulture, $"<i></i><span>{name}</span> <small>{count}</small></label></li>");
        }

        return style.Append("</style>").Append(list).Append("</ul>").ToString();
    }
}
