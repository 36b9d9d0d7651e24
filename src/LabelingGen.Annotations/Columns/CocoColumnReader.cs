using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations;

/// <summary>Fills columns token by token, so that it can stop anywhere for more of the file.</summary>
internal sealed class CocoColumnReader(CocoColumns columns, string path) : JsonFilePass(path)
{
    private const int RootDepth = 1;
    private const int MemberDepth = 3;
    private const int BoxDepth = 4;
    private const int RingDepth = 5;
    private const double MaxCoordinate = 1e9;

    private readonly string _path = path;

    private bool _isAnnotations;
    private CocoMembers _field;
    private long _id;
    private long _image;
    private long _category;
    private double _area;
    private bool _isCrowd;
    private int _sides;
    private (double X, double Y, double Width, double Height) _box;
    private int _coordinates;

    protected override void Take(ref Utf8JsonReader reader, ref ReadOnlySpan<byte> text)
    {
        while (reader.Read())
            TakeToken(ref reader);
    }

    private void TakeToken(ref Utf8JsonReader reader)
    {
        int depth = reader.CurrentDepth;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName when depth == RootDepth:
                _isAnnotations = NameIs(ref reader, "annotations"u8);
                break;
            case JsonTokenType.PropertyName when depth == MemberDepth && _isAnnotations:
                _field = CocoMemberNames.Find(reader.ValueSpan);
                break;
            case JsonTokenType.Number when _isAnnotations:
                TakeNumber(ref reader, depth);
                break;
            case JsonTokenType.StartArray when _isAnnotations && depth == BoxDepth && _field == CocoMembers.Segmentation:
                columns.Rings.Begin();
                _coordinates = 0;
                break;
            case JsonTokenType.EndArray when _isAnnotations && depth == BoxDepth && _field == CocoMembers.Segmentation:
                columns.Rings.End();
                if (_coordinates % 2 != 0)
                    throw Error("A ring is a list of x and y in turn.");
                break;
            case JsonTokenType.EndObject when _isAnnotations && depth == MemberDepth - 1:
                Commit();
                break;
        }
    }

    private void TakeNumber(ref Utf8JsonReader reader, int depth)
    {
        switch (depth)
        {
            case RingDepth when _field == CocoMembers.Segmentation:
                columns.Rings.Add(Coordinate(ref reader));
                _coordinates++;
                break;
            case BoxDepth when _field == CocoMembers.Box:
                double side = Coordinate(ref reader);
                _box = _sides++ switch
                {
                    0 => _box with { X = side },
                    1 => _box with { Y = side },
                    2 when side >= 0 => _box with { Width = side },
                    3 when side >= 0 => _box with { Height = side },
                    _ => throw Error("A box is x, y, width and height, and the last two are not negative."),
                };
                break;
            case MemberDepth:
                TakeMember(ref reader);
                break;
        }
    }

    private void TakeMember(ref Utf8JsonReader reader)
    {
        switch (_field)
        {
            case CocoMembers.Id:
                _id = WholeNumber(ref reader, "id");
                break;
            case CocoMembers.ImageId:
                _image = WholeNumber(ref reader, "image_id");
                break;
            case CocoMembers.CategoryId:
                _category = WholeNumber(ref reader, "category_id");
                break;
            case CocoMembers.Area:
                _area = reader.GetDouble();
                break;
            case CocoMembers.IsCrowd:
                _isCrowd = reader.TryGetInt32(out int crowd) && crowd == 1;
                break;
        }
    }

    private void Commit()
    {
        if (_sides is not (0 or 4))
            throw Error("A box has four numbers.");
        columns.Add(_id, _image, _category, _box, _area, _isCrowd);
        (_id, _image, _category, _area, _isCrowd, _sides, _box) = (0, 0, 0, 0, false, 0, default);
        _field = CocoMembers.None;
    }

    private long WholeNumber(ref Utf8JsonReader reader, string name) =>
        reader.TryGetInt64(out long number) || SafeJson.TryWhole(reader.GetDouble(), out number)
            ? number : throw Error($"The '{name}' is not a whole number.");

    private double Coordinate(ref Utf8JsonReader reader) =>
        reader.TryGetDouble(out double value) && Math.Abs(value) <= MaxCoordinate
            ? value : throw Error("A number is no place in a picture.");

    private AnnotationFormatException Error(string message) => new(message, _path, path: $"$.annotations[{columns.Count}]");
}
