using System.Text.Json;

namespace LabelingGen.Core.Json;

/// <summary>
/// Chooses among kinds of JSON objects by the properties an object has: the kind all of whose required properties are there and that knows
/// most of the others; the first of equals. The object is walked once.
/// </summary>
public sealed class ObjectShapes
{
    private readonly ObjectShape[] _shapes;
    private readonly KnownStrings _names;
    private readonly Dictionary<string, Mark[]> _marks = new(StringComparer.Ordinal);

    /// <summary>Prepares the choice.</summary>
    /// <param name="shapes">The kinds, the preferred first.</param>
    public ObjectShapes(params ObjectShape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        _shapes = shapes;
        _names = new KnownStrings(
            shapes.SelectMany(shape => shape.Required.Concat(shape.Optional)).Distinct(StringComparer.Ordinal).ToArray());
        foreach (string name in shapes.SelectMany(shape => shape.Required.Concat(shape.Optional)).Distinct(StringComparer.Ordinal))
            _marks.Add(name, shapes.SelectMany((shape, index) => Marks(shape, index, name)).ToArray());
    }

    /// <summary>The number of the kind that fits, or -1.</summary>
    /// <param name="reader">Stands on the object; it is not moved.</param>
    public int Choose(ref Utf8JsonReader reader)
    {
        Span<Score> scores = _shapes.Length <= 64 ? stackalloc Score[_shapes.Length] : new Score[_shapes.Length];
        Walk(reader, scores);
        int best = -1;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i].IsOut || scores[i].Required != Required(_shapes[i]))
                continue;
            if (best < 0 || scores[i].Known > scores[best].Known)
                best = i;
        }

        return best;
    }

    private void Walk(Utf8JsonReader reader, Span<Score> scores)
    {
        while (true)
        {
            JsonCodec.Advance(ref reader);
            if (reader.TokenType == JsonTokenType.EndObject)
                return;
            ReadOnlySpan<byte> utf8 = reader.HasValueSequence | reader.ValueIsEscaped
                ? JsonCodec.UnescapedText(ref reader)
                : reader.ValueSpan;
            string? name = _names.Find(utf8);
            JsonCodec.Advance(ref reader);
            if (name is not null)
                Count(_marks[name], ref reader, scores);
            reader.Skip();
        }
    }

    private static void Count(Mark[] marks, ref Utf8JsonReader reader, Span<Score> scores)
    {
        foreach (Mark mark in marks)
        {
            ref Score score = ref scores[mark.Shape];
            score.Known++;
            score.Required |= mark.Bit;
            if (mark.Text is not null
                && (reader.TokenType != JsonTokenType.String || !mark.Text.Values.Contains(JsonCodec.GetString(ref reader))))
                score.IsOut = true;
        }
    }

    // Beyond 64 required properties, the first 64 decide.
    private static ulong Required(ObjectShape shape) =>
        shape.Required.Length >= 64 ? ulong.MaxValue : (1UL << shape.Required.Length) - 1;

    private static IEnumerable<Mark> Marks(ObjectShape shape, int index, string name)
    {
        int required = Array.IndexOf(shape.Required, name);
        if (required >= 0 || shape.Optional.Contains(name, StringComparer.Ordinal))
            yield return new Mark(
                index, required is >= 0 and < 64 ? 1UL << required : 0, Array.Find(shape.Texts, text => text.Name == name));
    }

    private readonly record struct Mark(int Shape, ulong Bit, FixedText? Text);

    private struct Score
    {
        public ulong Required;
        public int Known;
        public bool IsOut;
    }
}
