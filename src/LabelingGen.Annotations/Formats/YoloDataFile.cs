using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// What a YOLO data set's YAML file says of its labels: the names of the classes, and of keypoints how many numbers they have, their names
/// and which take each other's place in a mirror. Of YAML only what such files use is read: names as a list or by number, over lines or in
/// brackets, bare or in quotes.
/// </summary>
internal sealed class YoloDataFile
{
    private const int MaxClasses = 100_000;

    private readonly string _file;
    private readonly string[] _lines;

    private YoloDataFile(string text, string file)
    {
        _file = file;
        _lines = Lines(text);
    }

    /// <summary>The lines of a text. Names may hold what is a line break elsewhere, such as U+2028.</summary>
    public static string[] Lines(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');

    /// <summary>Takes a file; what it says is read when it is asked for.</summary>
    public static YoloDataFile Parse(string text, string file) => new(text, file);

    /// <summary>The names in the order of their numbers; a number without a name is its own.</summary>
    /// <exception cref="AnnotationFormatException">The names stand in a form that is not read; the error names the line.</exception>
    public IReadOnlyList<string> ReadNames()
    {
        List<string> names = [];
        if (FindMember("names") is not int line)
            return names;
        foreach ((int? number, string value) in ReadEntries(line))
        {
            int at = number ?? names.Count;
            if (at >= MaxClasses)
                throw Error($"There are more than {MaxClasses} classes.", line);
            while (names.Count <= at)
                names.Add(names.Count.ToString(CultureInfo.InvariantCulture));
            names[at] = value;
        }

        return names;
    }

    /// <summary>2 for places alone, 3 with visibility; <see langword="null"/> where nothing is said.</summary>
    /// <exception cref="AnnotationFormatException">Something else is said; the error names the line.</exception>
    public int? ReadNumbersPerKeypoint()
    {
        if (FindMember("kpt_shape") is not int line)
            return null;
        return ReadEntries(line) is [_, { Value: "2" or "3" } numbers]
            ? int.Parse(numbers.Value, CultureInfo.InvariantCulture)
            : throw Error("The shape of keypoints is how many there are, and 2 or 3 numbers each.", line);
    }

    /// <summary>
    /// The names of the keypoints of a class; without any they are called by their numbers where the file tells of mirroring. None where it
    /// tells of neither.
    /// </summary>
    /// <exception cref="AnnotationFormatException">They stand in a form that is not read, or the file tells of other numbers of keypoints;
    /// the error names the line.</exception>
    public Skeleton? ReadSkeleton(int number)
    {
        ValueList<int> mirrored = FindMember("flip_idx") is int flip
            ? ReadEntries(flip).Select(entry => Position(entry.Value, flip)).ToValueList() : default;
        ValueList<string> names = FindMember("kpt_names") is int line && FindNames(line, number) is int place
            ? ReadEntries(place).Select(static entry => entry.Value).ToValueList()
            : mirrored.Select(static (_, position) => position.ToString(CultureInfo.InvariantCulture)).ToValueList();
        if (names.IsEmpty)
            return null;
        if (!mirrored.IsEmpty && (mirrored.Count != names.Count || mirrored.Any(position => position >= names.Count)))
            throw Error($"The {names.Count} keypoints of class {number} are not those of 'flip_idx'.", FindMember("flip_idx")!.Value);
        return new Skeleton(names) { MirrorPositions = mirrored };
    }

    /// <summary>The line of the names for a class: all classes have the same, or each its own.</summary>
    private int? FindNames(int line, int number)
    {
        if (!IsBlock(line) || Block(line).FirstOrDefault().Entry is ['-', ' ', ..])
            return line;
        string key = number.ToString(CultureInfo.InvariantCulture);
        foreach ((int at, string entry) in Block(line))
        {
            int colon = entry.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && entry.AsSpan(0, colon).Trim(" \"'").SequenceEqual(key))
                return at;
        }

        return null;
    }

    private int Position(string text, int line) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            ? position : throw Error($"'{text}' is no position of a keypoint.", line);

    private int? FindMember(string name)
    {
        int line = Array.FindIndex(_lines, line => line.StartsWith(name, StringComparison.Ordinal)
            && line.AsSpan(name.Length).TrimStart().StartsWith(":"));
        return line < 0 ? null : line;
    }

    private List<(int? Number, string Value)> ReadEntries(int line) => !IsBlock(line) ? ReadFlow(line)
        : [.. Block(line).Select(found =>
            found.Entry is ['-', ' ', ..] ? (null, Scalar(found.Entry[2..].Trim(), found.Line)) : Numbered(found.Entry, found.Line))];

    private bool IsBlock(int line) => WithoutComment(_lines[line]).TrimEnd().EndsWith(':');

    /// <summary>The lines that belong to one, without those that say nothing.</summary>
    private IEnumerable<(int Line, string Entry)> Block(int line)
    {
        int indent = IndentOf(line);
        for (int i = line + 1; i < _lines.Length; i++)
        {
            string entry = WithoutComment(_lines[i]).Trim();
            if (entry.Length == 0)
                continue;
            if (IndentOf(i) < indent || (IndentOf(i) == indent && entry is not ['-', ' ', ..]))
                yield break;
            yield return (i, entry);
        }
    }

    private int IndentOf(int line) => _lines[line].Length - _lines[line].TrimStart().Length;

    /// <summary>A list or map in brackets, which may go on over lines.</summary>
    private List<(int? Number, string Value)> ReadFlow(int line)
    {
        string rest = string.Join(' ', _lines.Skip(line).Select(WithoutComment));
        rest = rest[(rest.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimStart();
        char close = rest.Length == 0 ? ' ' : rest[0] switch { '[' => ']', '{' => '}', _ => ' ' };
        List<(int?, string)> entries = [];
        int start = 1;
        for (int at = 1; close != ' ' && at < rest.Length; at++)
        {
            if (rest[at] is '"' or '\'' && rest.AsSpan(start, at - start).TrimEnd() is [] or [.., ':'])
                at = EndOfQuotes(rest, at, line);
            else if (rest[at] == ',' || rest[at] == close)
            {
                string entry = rest[start..at].Trim();
                if (entry.Length > 0)
                    entries.Add(close == ']' ? (null, Scalar(entry, line)) : Numbered(entry, line));
                if (rest[at] == close)
                    return entries;
                start = at + 1;
            }
        }

        throw Error("What follows is neither a list nor names by number.", line);
    }

    private (int? Number, string Value) Numbered(string entry, int line)
    {
        int colon = entry.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && int.TryParse(entry.AsSpan(0, colon).Trim(" \"'"), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? (number, Scalar(entry[(colon + 1)..].Trim(), line))
            : throw Error($"'{entry}' is no name with its number.", line);
    }

    private string Scalar(string text, int line)
    {
        if (text.Length == 0 || text[0] is not ('"' or '\''))
            return text;
        if (EndOfQuotes(text, 0, line) != text.Length - 1)
            throw Error($"Something follows the quotes of {text}.", line);
        if (text[0] == '\'')
            return text[1..^1].Replace("''", "'", StringComparison.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.GetString()!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new AnnotationFormatException($"The name {text} cannot be read.", _file, line + 1, innerException: error);
        }
    }

    private int EndOfQuotes(string text, int start, int line)
    {
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[start] == '"' && text[i] == '\\')
                i++;
            else if (text[i] == text[start] && text[start] == '\'' && i + 1 < text.Length && text[i + 1] == '\'')
                i++;
            else if (text[i] == text[start])
                return i;
        }

        throw Error("A quote does not end.", line);
    }

    /// <summary>A line without what follows <c>#</c>, unless it stands in quotes.</summary>
    private static string WithoutComment(string line)
    {
        char quote = '\0';
        for (int i = 0; i < line.Length; i++)
        {
            if (quote == '"' && line[i] == '\\')
                i++;
            else if (quote != '\0')
                quote = line[i] == quote ? '\0' : quote;
            else if (line[i] is '"' or '\'' && (i == 0 || line[i - 1] is ' ' or '[' or '{' or ',' or ':'))
                quote = line[i];
            else if (line[i] == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1])))
                return line[..i];
        }

        return line;
    }

    private AnnotationFormatException Error(string message, int line) => new(message, _file, line + 1);
}
