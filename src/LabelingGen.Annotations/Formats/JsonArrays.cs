using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Reads the objects of a JSON list one at a time, whatever the size of the file, each with its JSON path; a file that is a single object
/// is that object, with the path <c>$</c>.
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
            bool isSingle = await IsObjectAsync(file, cancellationToken).ConfigureAwait(false);
            IAsyncEnumerator<JsonElement> items = isSingle
                ? SingleAsync(file, cancellationToken).GetAsyncEnumerator(cancellationToken)
                : JsonSerializer.DeserializeAsyncEnumerable(file, JsonElementContext.Default.JsonElement, cancellationToken)
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
