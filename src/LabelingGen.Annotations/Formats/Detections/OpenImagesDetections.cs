using System.Runtime.CompilerServices;
using System.Text;

namespace LabelingGen.Annotations.Formats;

/// <summary>Rows of <see cref="OpenImagesFormat"/>.</summary>
internal sealed class OpenImagesDetections(ValueList<Category> categories, bool escapeFormulas) : DetectionEncoder
{
    private readonly byte[]?[] _labels =
        [.. categories.Select(category => IsPlain(category.Name, escapeFormulas) ? Encoding.UTF8.GetBytes(category.Name) : null)];
    private string _stem = "";
    private ImageSize _size;

    public override AnnotatedImage Back(AnnotatedImage image) => new(image.Name, image.Size);

    // Images without a row and sizes that are not known are for the format itself to tell.
    private protected override bool TryBegin(AnnotatedImage image, int rows, Utf8Output output)
    {
        string stem = PictureName.Stem(image.Name);
        if (rows == 0 || image.Size is not { Width: > 0, Height: > 0 } size || !IsPlain(stem, escapeFormulas))
            return false;
        (_stem, _size) = (stem, size);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override bool TryEncode(in Detection row, DetectionBatch batch, Utf8Output output, out Detection back)
    {
        back = default;
        Box box = row.Box;
        double confidence = row.Confidence ?? 1;
        (double left, double right) = (OpenImagesFormat.Part(box.Left, _size.Width), OpenImagesFormat.Part(box.Right, _size.Width));
        (double top, double bottom) = (OpenImagesFormat.Part(box.Top, _size.Height), OpenImagesFormat.Part(box.Bottom, _size.Height));
        if (_labels[row.Label] is not { } label || !OpenImagesFormat.IsReadable(left) || !OpenImagesFormat.IsReadable(right)
            || !OpenImagesFormat.IsReadable(top) || !OpenImagesFormat.IsReadable(bottom) || !OpenImagesFormat.IsReadable(confidence))
        {
            return false;
        }

        output.Append(_stem);
        output.Append(",,"u8);
        output.Append(label);
        output.Append(","u8);
        output.Append(confidence);
        foreach (double side in (ReadOnlySpan<double>)[left, right, top, bottom])
        {
            output.Append(","u8);
            output.Append(side, OpenImagesFormat.Decimals);
        }

        output.Append(row.IsCrowd ? ",0,0,1,0,0\n"u8 : ",0,0,0,0,0\n"u8);
        back = new Detection
        {
            Box = OpenImagesFormat.BoxOf(left, right, top, bottom, _size),
            Confidence = confidence.Equals(1.0) ? null : confidence,
            IsCrowd = row.IsCrowd,
        };
        return true;
    }

    private static bool IsPlain(string text, bool escapeFormulas) =>
        text.AsSpan().IndexOfAny('\r', '\n') < 0 && CsvText.Field(text, escapeFormulas) == text;
}
