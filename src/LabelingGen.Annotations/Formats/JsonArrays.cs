using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Reads the objects of a JSON list one at a time, whatever the size of the file, each with its JSON path. A list may also be one object a
/// line, without brackets and commas; a file that is a single object is that object, with the path <c>$</c>.
/// </summary>
internal static class JsonArrays
{
    public static async IAsyncEnumerable<(JsonElement Item, string Path)> ReadAsync(string path,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FileStream file =
            new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            bool isObject = await IsObjectAsync(file, cancellationToken).ConfigureAwait(false);
            bool isSingle = isObject && !await IsLinesAsync(path, cancellationToken).ConfigureAwait(false);
            IAsyncEnumerator<JsonElement> items = (isSingle ? SingleAsync(file, cancellationToken)
                : isObject ? LinesAsync(path, cancellationToken)
                : JsonSerializer.DeserializeAsyncEnumerable(file, JsonElementContext.Default.JsonElement, cancellationToken))
                .GetAsyncEnumerator(cancellationToken);
            await using (items.ConfigureAwait(false))
            {
                for (int index = 0; await NextAsync(items, path).ConfigureAwait(false); index++)
                {
                    string place = isSingle ? "$" : string.Create(CultureInfo.InvariantCulture, $"$[{index}]");
                    SafeJson.Expect(items.Current, JsonValueKind.Object, path, place);
                    yield return (items.Current, place);
                }
            }
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<JsonElement> items, string path)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (JsonException error)
        {
            throw new AnnotationFormatException($"The JSON cannot be read: {error.Message}", path, error.LineNumber + 1,
                innerException: error);
        }
    }

    private static async IAsyncEnumerable<JsonElement> SingleAsync(Stream file,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using JsonDocument document = await JsonDocument.ParseAsync(file, default, cancellationToken).ConfigureAwait(false);
        yield return document.RootElement;
    }

    private static async IAsyncEnumerable<JsonElement> LinesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach ((string line, int number) in SingleFileFormat.ReadLinesAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return ParseLine(line, path, number);
        }
    }

    private static JsonElement ParseLine(string line, string path, int number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new AnnotationFormatException($"The JSON cannot be read: {error.Message}", path, number, innerException: error);
        }
    }

    /// <summary>Whether a file that begins with an object has it on the first line, and has more lines.</summary>
    private static async Task<bool> IsLinesAsync(string path, CancellationToken cancellationToken)
    {
        bool hasObject = false;
        await foreach ((string line, _) in SingleFileFormat.ReadLinesAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (hasObject)
                return true;
            hasObject = IsJson(line);
            if (!hasObject)
                return false;
        }

        return false;
    }

    private static bool IsJson(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static async Task<bool> IsObjectAsync(FileStream file, CancellationToken cancellationToken)
    {
        byte[] start = new byte[64];
        int length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        file.Position = start.AsSpan(0, length).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        ReadOnlySpan<byte> text = start.AsSpan((int)file.Position, length - (int)file.Position).TrimStart(" \t\r\n"u8);
        return text.StartsWith("{"u8);
    }
}

/// <summary>Reading of JSON elements without reflection.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class JsonElementContext : JsonSerializerContext;
