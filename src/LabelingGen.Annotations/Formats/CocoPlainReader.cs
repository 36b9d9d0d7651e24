using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Reads images and annotations that have only the members most have straight from their bytes. Everything else, mistakes among it, is
/// left to <see cref="CocoReader"/>, which knows all members and what to say.
/// </summary>
/// <param name="categories">The categories that the batches are labelled with, in their order.</param>
internal sealed class CocoPlainReader(IReadOnlyDictionary<long, Category> categories)
{
    private const double MaxCoordinate = 1e9;

    // A label tells the first category of its name only.
    private readonly Dictionary<long, int> _labels = categories.Select(static (entry, label) => (entry.Value.Name, entry.Key, label))
        .DistinctBy(static entry => entry.Name, StringComparer.Ordinal)
        .ToDictionary(static entry => entry.Key, static entry => entry.label);

    /// <summary>Reads an image without its annotations, or nothing if it has more than this reads.</summary>
    public static AnnotatedImage? TryReadImage(ReadOnlySpan<byte> json)
    {
        PlainJson reader = new(json);
        (long id, long width, long height) = (-1, -1, -1);
        string? name = null;
        if (!reader.TryTake((byte)'{'))
            return null;
        do
        {
            if (!reader.TryReadName(out ReadOnlySpan<byte> member))
                return null;
            bool isRead = member switch
            {
                _ when member.SequenceEqual("id"u8) => id < 0 && reader.TryReadInteger(out id),
                _ when member.SequenceEqual("width"u8) => width < 0 && reader.TryReadInteger(out width),
                _ when member.SequenceEqual("height"u8) => height < 0 && reader.TryReadInteger(out height),
                _ when member.SequenceEqual("file_name"u8) => name is null && TryReadName(ref reader, out name),
                _ => false,
            };
            if (!isRead)
                return null;
        }
        while (reader.TryTake((byte)','));

        bool isWhole = reader.TryTake((byte)'}') && reader.IsEnd && id >= 0 && name is not null
            && width is >= 0 and <= int.MaxValue && height is >= 0 and <= int.MaxValue;
        return !isWhole ? null : new AnnotatedImage(name!, new ImageSize((int)width, (int)height))
        {
            Id = id.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Adds the annotation at the beginning of a text as a row to a batch, unless it has more than this reads.</summary>
    /// <returns>The annotation's length in bytes; 0 if nothing was added.</returns>
    public int Read(ReadOnlySpan<byte> json, DetectionBatch batch)
    {
        int rings = batch.RingCount;
        int length = ReadRow(json, batch);
        if (length == 0)
            batch.RewindRings(rings);
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ReadRow(ReadOnlySpan<byte> json, DetectionBatch batch)
    {
        PlainJson reader = new(json);
        CocoMembers seen = CocoMembers.None;
        int label = -1;
        (long id, long crowd) = (0, 0);
        double? area = null;
        double? score = null;
        Box? box = null;
        int firstRing = batch.RingCount;
        if (!reader.TryTake((byte)'{'))
            return 0;
        do
        {
            if (!reader.TryReadName(out ReadOnlySpan<byte> name))
                return 0;
            CocoMembers member = CocoMemberNames.Find(name);
            if ((seen & member) != 0)
                return 0;
            seen |= member;
            bool isRead = member switch
            {
                CocoMembers.Id => reader.TryReadInteger(out id) && id > 0,
                CocoMembers.ImageId => reader.TryReadInteger(out _),
                CocoMembers.CategoryId => reader.TryReadInteger(out long category) && _labels.TryGetValue(category, out label),
                CocoMembers.Box => TryReadBox(ref reader, out box),
                CocoMembers.Area => TryReadNumber(ref reader, out area),
                CocoMembers.Score => TryReadNumber(ref reader, out score),
                CocoMembers.IsCrowd => reader.TryReadInteger(out crowd) && crowd <= 1,
                CocoMembers.Segmentation => TryReadRings(ref reader, batch),
                _ => false,
            };
            if (!isRead)
                return 0;
        }
        while (reader.TryTake((byte)','));

        int rings = batch.RingCount - firstRing;
        if (!reader.TryTake((byte)'}') || label < 0 || (rings == 0 && box is null))
            return 0;
        (Box bounds, double own) = rings == 0 ? (box.GetValueOrDefault(), box.GetValueOrDefault().Area) : Measure(batch, firstRing);
        batch.AddRow(new Detection
        {
            Id = id,
            Label = label,
            Box = box ?? bounds,
            HasStoredBox = box is not null && box != bounds,
            Area = area ?? own,
            HasStoredArea = area is double given && !own.Equals(given),
            Confidence = score,
            IsCrowd = crowd == 1,
            FirstRing = firstRing,
            RingCount = rings,
        });
        return reader.Position;
    }

    private static bool TryReadName(ref PlainJson reader, out string? name)
    {
        bool isPlain = reader.TryReadText(out ReadOnlySpan<byte> text) && Utf8.IsValid(text);
        name = isPlain ? Encoding.UTF8.GetString(text) : null;
        return isPlain;
    }

    private static bool TryReadNumber(ref PlainJson reader, out double? value)
    {
        bool isRead = reader.TryReadNumber(out double number);
        value = number;
        return isRead;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryReadBox(ref PlainJson reader, out Box? box)
    {
        box = null;
        if (!reader.TryTake((byte)'[') || !TryReadCoordinate(ref reader, out double x)
            || !reader.TryTake((byte)',') || !TryReadCoordinate(ref reader, out double y)
            || !reader.TryTake((byte)',') || !TryReadCoordinate(ref reader, out double width)
            || !reader.TryTake((byte)',') || !TryReadCoordinate(ref reader, out double height)
            || !reader.TryTake((byte)']') || width < 0 || height < 0)
        {
            return false;
        }

        box = new Box(x, y, width, height);
        return true;
    }

    private static bool TryReadCoordinate(ref PlainJson reader, out double value) =>
        reader.TryReadNumber(out value) && Math.Abs(value) <= MaxCoordinate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryReadRings(ref PlainJson reader, DetectionBatch batch)
    {
        if (!reader.TryTake((byte)'['))
            return false;
        if (reader.TryTake((byte)']'))
            return true;
        do
        {
            if (!reader.TryTake((byte)'['))
                return false;
            do
            {
                if (!TryReadCoordinate(ref reader, out double x) || !reader.TryTake((byte)',')
                    || !TryReadCoordinate(ref reader, out double y))
                    return false;
                batch.AddPoint(new Point(x, y));
            }
            while (reader.TryTake((byte)','));
            if (!reader.TryTake((byte)']'))
                return false;
            batch.EndRing();
        }
        while (reader.TryTake((byte)','));
        return reader.TryTake((byte)']');
    }

    /// <summary>Bounds and area of the rings from one on, as <see cref="Polygon"/> and <see cref="MultiPolygon"/> have them.</summary>
    private static (Box Bounds, double Area) Measure(DetectionBatch batch, int firstRing)
    {
        ReadOnlySpan<Point> ring = batch.Ring(firstRing);
        (Box bounds, double area) = (Box.Around(ring), Math.Abs(Rings.SignedArea(ring)));
        for (int i = firstRing + 1; i < batch.RingCount; i++)
        {
            ring = batch.Ring(i);
            (bounds, area) = (bounds.ExtendTo(Box.Around(ring)), area + Math.Abs(Rings.SignedArea(ring)));
        }

        return (bounds, area);
    }
}
