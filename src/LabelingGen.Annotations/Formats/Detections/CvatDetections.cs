using System.Runtime.CompilerServices;
using System.Text;

namespace LabelingGen.Annotations.Formats;

/// <summary>Rows of <see cref="CvatFormat"/>.</summary>
internal sealed class CvatDetections(ValueList<Category> categories) : DetectionEncoder
{
    private readonly byte[]?[] _ends = [.. categories.Select(static category =>
        category.Name.Length > 0 && CvatBoxes.IsPlain(category.Name) ? Encoding.UTF8.GetBytes($"\" label=\"{category.Name}\" />") : null)];

    public override AnnotatedImage Back(AnnotatedImage image) =>
        new(image.Name, image.Size) { Id = image.Id, Subset = image.Subset };

    private protected override bool TryBegin(AnnotatedImage image, int rows, Utf8Output output)
    {
        if (image.Id is null || image.Extra.Count > 0 || !CvatBoxes.IsPlain(image.Name) || !CvatBoxes.IsPlain(image.Id)
            || !CvatBoxes.IsPlain(image.Subset))
            return false;
        output.Append("<image id=\""u8);
        output.Append(image.Id);
        output.Append("\" name=\""u8);
        output.Append(image.Name);
        if (image.Subset is not null)
        {
            output.Append("\" subset=\""u8);
            output.Append(image.Subset);
        }

        if (image.Size is { } size)
        {
            output.Append("\" width=\""u8);
            output.Append(size.Width);
            output.Append("\" height=\""u8);
            output.Append(size.Height);
        }

        output.Append(rows > 0 ? "\">"u8 : "\" />\n"u8);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override bool TryEncode(in Detection row, DetectionBatch batch, Utf8Output output, out Detection back)
    {
        back = row with { Id = 0, Confidence = null, IsCrowd = false, HasStoredBox = false, HasStoredArea = false };
        Box box = row.Box;
        if (_ends[row.Label] is not { } end || row.RingCount > 1
            || Math.Abs(box.Right) > CvatBoxes.MaxCoordinate || Math.Abs(box.Bottom) > CvatBoxes.MaxCoordinate)
        {
            return false;
        }

        if (row.RingCount == 1)
        {
            WritePoints(batch.Ring(row.FirstRing), output);
        }
        else
        {
            output.Append("<box xtl=\""u8);
            output.Append(box.Left);
            output.Append("\" ytl=\""u8);
            output.Append(box.Top);
            output.Append("\" xbr=\""u8);
            output.Append(box.Right);
            output.Append("\" ybr=\""u8);
            output.Append(box.Bottom);
            back = back with { Box = PixelNumber.ToBox(box.Left, box.Top, box.Right, box.Bottom) };
        }

        output.Append(end);
        return true;
    }

    private protected override void End(int rows, Utf8Output output)
    {
        if (rows > 0)
            output.Append("</image>\n"u8);
    }

    private static void WritePoints(ReadOnlySpan<Point> points, Utf8Output output)
    {
        output.Append("<polygon points=\""u8);
        for (int i = 0; i < points.Length; i++)
        {
            if (i > 0)
                output.Append(";"u8);
            output.Append(points[i].X);
            output.Append(","u8);
            output.Append(points[i].Y);
        }
    }
}
