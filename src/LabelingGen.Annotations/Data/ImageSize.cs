using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>
/// The size of a picture in pixels, of the frame that the coordinates live in. For a JPEG with an EXIF orientation of 5 to 8 that is the
/// upright picture, with width and height exchanged against the file's header.
/// </summary>
public readonly record struct ImageSize
{
    /// <summary>Creates a size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is negative.</exception>
    public ImageSize(int width, int height)
    {
        Width = Require.Count(width);
        Height = Require.Count(height);
    }

    /// <summary>The number of columns.</summary>
    public int Width { get; }

    /// <summary>The number of rows.</summary>
    public int Height { get; }

    /// <summary>The number of pixels.</summary>
    public long PixelCount => (long)Width * Height;

    /// <summary>The whole picture as a box.</summary>
    public Box Bounds => new(0, 0, Width, Height);

    /// <summary>Takes the size apart.</summary>
    public void Deconstruct(out int width, out int height) => (width, height) = (Width, Height);

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width} x {Height}");
}
