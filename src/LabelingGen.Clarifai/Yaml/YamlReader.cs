using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LabelingGen.Clarifai;

/// <summary>Reads small YAML files into nodes: one document, no aliases, no tags, no deep nesting.</summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 64;
    private const long MaxLength = 4 << 20;

    private readonly string _path;
    private readonly Parser _parser;

    private YamlReader(string path, TextReader text)
    {
        _path = path;
        _parser = new Parser(text);
    }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ClarifaiFileException">It is no YAML, or more of it than is allowed.</exception>
    public static async Task<YamlNode> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        if (new FileInfo(path).Length > MaxLength)
            throw new ClarifaiFileException(path, null, $"it is longer than {MaxLength} bytes");
        return Read(path, await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
    }

    public static YamlNode Read(string path, string text)
    {
        try
        {
            return new YamlReader(path, new StringReader(text)).ReadDocument();
        }
        catch (YamlException malformed)
        {
            throw new ClarifaiFileException(path, (int)malformed.Start.Line, "it is no YAML: " + malformed.Message.TrimEnd('.'), malformed);
        }
        catch (Exception malformed) when (
            malformed is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            // What the parser throws for some malformed texts.
            throw new ClarifaiFileException(path, null, "it is no YAML", malformed);
        }
    }

    private YamlNode ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
            throw new ClarifaiFileException(_path, null, "it is empty");
        YamlNode root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        return _parser.Accept<StreamEnd>(out _) ? root : throw new ClarifaiFileException(_path, null, "it holds more than one document");
    }

    private YamlNode ReadNode(int depth)
    {
        if (depth > MaxDepth)
            throw new ClarifaiFileException(_path, (int)_parser.Current!.Start.Line, $"it is nested deeper than {MaxDepth} levels");
        int line = (int)_parser.Current!.Start.Line;
        if (_parser.TryConsume<Scalar>(out Scalar? scalar))
            return new YamlScalar(line, scalar.Value, scalar.Style == ScalarStyle.Plain);
        if (_parser.TryConsume<SequenceStart>(out _))
        {
            List<YamlNode> items = [];
            while (!_parser.TryConsume<SequenceEnd>(out _))
                items.Add(ReadNode(depth + 1));
            return new YamlSequence(line, items);
        }

        if (!_parser.TryConsume<MappingStart>(out _))
            throw new ClarifaiFileException(_path, line, "aliases are not allowed");
        List<KeyValuePair<string, YamlNode>> entries = [];
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            int at = (int)_parser.Current!.Start.Line;
            string key = _parser.TryConsume<Scalar>(out Scalar? name) ? name.Value : throw new ClarifaiFileException(_path, at,
                "a key is no text");
            if (entries.Exists(e => e.Key == key))
                throw new ClarifaiFileException(_path, at, $"the key '{key}' stands twice");
            entries.Add(new(key, ReadNode(depth + 1)));
        }

        return new YamlMapping(line, entries);
    }
}
