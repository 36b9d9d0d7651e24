using System.Globalization;
using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>Reads YOLO lines over pictures of known sizes.</summary>
internal sealed class FastLabelYoloImport(string[] classes, bool isSegmentation)
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    private readonly Dictionary<string, (string Name, ImageSize Size)> _pictures = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, JsonText>> _results = [];

    public ValueMap<JsonText> Result => ValueMap<JsonText>.Create(_results);

    public static bool IsPicture(string relative) => Extensions.Any(extension => relative.Contains(extension, StringComparison.Ordinal));

    public static string[] Lines(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    public async Task AddPictureAsync(string folder, string relative, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, relative);
        ImageSize size = await ImageHeader.TryReadStoredSizeAsync(path, cancellationToken).ConfigureAwait(false)
            ?? throw new AnnotationFormatException("The size of the picture cannot be read.", path);
        _pictures[SidecarFormat.Stem(relative)] = (relative, size);
    }

    public void AddLabels(string relative, string file, string text)
    {
        string[] lines = Lines(text);
        bool isKnown = _pictures.TryGetValue(SidecarFormat.Stem(relative), out (string Name, ImageSize Size) picture);
        if (!isKnown && lines.Length > 0)
            throw new AnnotationFormatException("There is no picture of the same name.", file);
        if (!isKnown)
            return;
        JsonText annotations = FastLabelFileImport.Write(writer =>
        {
            for (int i = 0; i < lines.Length; i++)
                WriteLine(writer, lines[i].Trim().Split(' '), picture.Size, file, i + 1);
        });
        _results.Add(new KeyValuePair<string, JsonText>(picture.Name, annotations));
    }

    private void WriteLine(Utf8JsonWriter writer, string[] words, ImageSize size, string file, int line)
    {
        bool isComplete = isSegmentation ? words.Length % 2 == 1 : words.Length == 5;
        if (!isComplete || words[0].Length == 0)
            throw new AnnotationFormatException(
                $"A line has {words.Length} words; a box has five, an outline a class and pairs of numbers.", file, line);
        if (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number >= classes.Length)
            throw new AnnotationFormatException($"There is no class '{words[0]}'.", file, line);
        double[] values = new double[words.Length - 1];
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.TryParse(words[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                || !(Math.Abs(value) <= 1e6))
                throw new AnnotationFormatException($"'{words[i + 1]}' is not a number of a label.", file, line);
            values[i] = (i % 2 == 0 ? size.Width : size.Height) * value;
        }

        writer.WriteStartObject();
        writer.WriteString("value", classes[number]);
        writer.WriteStartArray("points");
        if (isSegmentation)
            WriteOutline(writer, values);
        else
            WriteBox(writer, values);
        writer.WriteEndArray();
        writer.WriteString("type", isSegmentation ? "segmentation" : "bbox");
        writer.WriteEndObject();
    }

    private static void WriteBox(Utf8JsonWriter writer, double[] values)
    {
        writer.WriteNumberValue(values[0] - values[2] / 2);
        writer.WriteNumberValue(values[1] - values[3] / 2);
        writer.WriteNumberValue(values[0] + values[2] / 2);
        writer.WriteNumberValue(values[1] + values[3] / 2);
    }

    private static void WriteOutline(Utf8JsonWriter writer, double[] values)
    {
        writer.WriteStartArray();
        writer.WriteStartArray();
        foreach (double value in values)
            FastLabelJson.WriteNumber(writer, Math.Round(value, MidpointRounding.ToEven));
        writer.WriteEndArray();
        writer.WriteEndArray();
    }
}
