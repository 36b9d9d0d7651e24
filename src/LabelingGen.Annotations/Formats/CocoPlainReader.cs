using System.Text;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Reads an annotation that has only the members most have straight from its tokens. Everything else, mistakes among it, is left to
/// <see cref="CocoReader"/>, which knows all members and what to say.
/// </summary>
internal sealed class CocoPlainReader(IReadOnlyDictionary<long, Category> categories)
{
    private const double MaxCoordinate = 1e9;

    private readonly Dictionary<long, ValueList<string>> _labels =
        categories.ToDictionary(static entry => entry.Key, static entry => (ValueList<string>)[entry.Value.Name]);

    [Flags]
    private enum Members
    {
        None = 0,
        Id = 1,
        ImageId = 2,
        CategoryId = 4,
        Box = 8,
        Area = 16,
        IsCrowd = 32,
        Segmentation = 64,
        Score = 128,
    }

    /// <summary>The annotation, or nothing if it has more than this reads.</summary>
    public Annotation? TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            return Read(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Annotation? Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = JsonFilePass.MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return null;
        Members seen = Members.None;
        string? id = null;
        ValueList<string> labels = default;
        Box? box = null;
        IPlanarShape? polygons = null;
        double? area = null;
        double? score = null;
        AnnotationFlags flags = AnnotationFlags.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Members member = reader.ValueIsEscaped ? Members.None : Find(reader.ValueSpan);
            if (member == Members.None || (seen & member) != 0)
                return null;
            seen |= member;
            reader.Read();
            if (reader.TokenType != (member is Members.Box or Members.Segmentation ? JsonTokenType.StartArray : JsonTokenType.Number))
                return null;
            switch (member)
            {
                case Members.Id:
                    id = Encoding.ASCII.GetString(reader.ValueSpan);
                    break;
                case Members.CategoryId:
                    if (!reader.TryGetInt64(out long category) || !_labels.TryGetValue(category, out labels))
                        return null;
                    break;
                case Members.Box:
                    box = ReadBox(ref reader);
                    if (box is null)
                        return null;
                    break;
                case Members.Area:
                    area = reader.GetDouble();
                    break;
                case Members.Score:
                    score = reader.GetDouble();
                    break;
                case Members.IsCrowd:
                    flags = reader.TryGetInt32(out int crowd) && crowd == 1 ? AnnotationFlags.Crowd : AnnotationFlags.None;
                    break;
                case Members.Segmentation:
                    if (!TryReadPolygons(ref reader, out polygons))
                        return null;
                    break;
            }
        }

        bool isWhole = reader.TokenType == JsonTokenType.EndObject && double.IsFinite(area ?? 0) && double.IsFinite(score ?? 0);
        if (!isWhole)
            return null;
        IPlanarShape? planar = polygons ?? (IPlanarShape?)box;
        return new Annotation(planar)
        {
            Id = id,
            Labels = labels,
            StoredBox = polygons is null || polygons.Bounds == box ? null : box,
            StoredArea = area is double given && planar is not null && planar.Area.Equals(given) ? null : area,
            Confidence = score,
            Flags = flags,
        };
    }

    private static Members Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => Members.Id,
        4 when name.SequenceEqual("bbox"u8) => Members.Box,
        4 when name.SequenceEqual("area"u8) => Members.Area,
        5 when name.SequenceEqual("score"u8) => Members.Score,
        7 when name.SequenceEqual("iscrowd"u8) => Members.IsCrowd,
        8 when name.SequenceEqual("image_id"u8) => Members.ImageId,
        11 when name.SequenceEqual("category_id"u8) => Members.CategoryId,
        12 when name.SequenceEqual("segmentation"u8) => Members.Segmentation,
        _ => Members.None,
    };

    private static Box? ReadBox(ref Utf8JsonReader reader) =>
        TryReadCoordinate(ref reader, out double x) && TryReadCoordinate(ref reader, out double y)
        && TryReadCoordinate(ref reader, out double width) && TryReadCoordinate(ref reader, out double height)
        && width >= 0 && height >= 0 && reader.Read() && reader.TokenType == JsonTokenType.EndArray
            ? new Box(x, y, width, height) : null;

    private static bool TryReadCoordinate(ref Utf8JsonReader reader, out double value)
    {
        value = 0;
        if (!reader.Read() || reader.TokenType != JsonTokenType.Number)
            return false;
        value = reader.GetDouble();
        return Math.Abs(value) <= MaxCoordinate;
    }

    private static bool TryReadPolygons(ref Utf8JsonReader reader, out IPlanarShape? shape)
    {
        shape = null;
        List<Polygon>? pieces = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            List<Point> points = [];
            while (TryReadCoordinate(ref reader, out double x))
            {
                if (!TryReadCoordinate(ref reader, out double y))
                    return false;
                points.Add(new Point(x, y));
            }

            if (points.Count == 0 || reader.TokenType != JsonTokenType.EndArray)
                return false;
            Polygon piece = new(points.ToValueList());
            if (shape is null)
            {
                shape = piece;
                continue;
            }

            pieces ??= [(Polygon)shape];
            pieces.Add(piece);
        }

        if (pieces is not null)
            shape = new MultiPolygon(pieces.ToValueList());
        return reader.TokenType == JsonTokenType.EndArray;
    }
}
