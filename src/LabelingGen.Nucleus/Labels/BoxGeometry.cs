using System.Globalization;
using System.Runtime.CompilerServices;

namespace LabelingGen.Nucleus;

public sealed partial class BoxGeometry
{
    /// <summary>The id that the official client gives to a box without one: <c>car-0-1.5-10-20-image_1</c>.</summary>
    /// <param name="label">Class name.</param>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Top edge.</param>
    /// <param name="width">Extent along x.</param>
    /// <param name="height">Extent along y.</param>
    /// <param name="referenceId">Reference id of the item.</param>
    public static string AutomaticId(
        string label, Coordinate x, Coordinate y, Coordinate width, Coordinate height, string referenceId)
    {
        DefaultInterpolatedStringHandler id = new(5, 6, CultureInfo.InvariantCulture, stackalloc char[128]);
        id.AppendFormatted(label);
        foreach (Coordinate number in (ReadOnlySpan<Coordinate>)[x, y, width, height])
        {
            id.AppendLiteral("-");
            number.AppendTo(ref id);
        }

        id.AppendLiteral("-");
        id.AppendFormatted(referenceId);
        return id.ToStringAndClear();
    }

    /// <summary>The same for numbers of which only the value is known: whole ones are spelled without a fraction.</summary>
    internal static string AutomaticId(string label, BoxGeometry box, string referenceId) => AutomaticId(
        label, Coordinate.AsWritten(box.X), Coordinate.AsWritten(box.Y), Coordinate.AsWritten(box.Width),
        Coordinate.AsWritten(box.Height), referenceId);
}
