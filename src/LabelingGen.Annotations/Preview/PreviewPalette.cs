using System.Globalization;
using System.Text;

namespace LabelingGen.Annotations.Preview;

/// <summary>
/// Gives each class a colour, in the order in which classes are met: neighbours in the list are far apart on the colour circle.
/// </summary>
internal sealed class PreviewPalette
{
    public const string NoLabel = "(no label)";

    private const double GoldenAngle = 137.50776405003785;

    private readonly Dictionary<string, (int Number, int Count)> _classes = new(StringComparer.Ordinal);

    public string ClassOf(string label)
    {
        (int number, int count) = _classes.TryGetValue(label, out (int, int) known) ? known : (_classes.Count, 0);
        _classes[label] = (number, count + 1);
        return "c" + number.ToString(CultureInfo.InvariantCulture);
    }

    public string Legend()
    {
        StringBuilder style = new("<style>");
        StringBuilder list = new("<ul id=\"legend\">");
        foreach ((string label, (int number, int count)) in _classes.OrderBy(static entry => entry.Value.Number))
        {
            double hue = number * GoldenAngle % 360;
            style.Append(CultureInfo.InvariantCulture, $".c{number}{{--c:hsl({hue:0.#} 85% 55%)}}");
            list.Append(CultureInfo.InvariantCulture,
                $"<li><label class=\"c{number}\"><input type=\"checkbox\" checked data-class=\"c{number}\">")
                .Append(CultureInfo.InvariantCulture, $"<i></i>{PreviewPage.Html(label)} <small>{count}</small></label></li>");
        }

        return style.Append("</style>").Append(list).Append("</ul>").ToString();
    }
}
