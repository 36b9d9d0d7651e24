using System.Text.Json;

namespace LabelingGen.Cli;

/// <summary>Reads and writes the JSON of profiles.</summary>
internal static class ProfileFiles
{
    /// <summary>Reads a JSON list.</summary>
    /// <param name="what">What is in it, for messages.</param>
    public static async Task<IReadOnlyList<JsonElement>> ReadListAsync(string path, string what, CancellationToken cancellationToken)
    {
        FileStream file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            try
            {
                using JsonDocument document = await JsonDocument.ParseAsync(file, default, cancellationToken).ConfigureAwait(false);
                return document.RootElement.ValueKind == JsonValueKind.Array
                    ? [.. document.RootElement.EnumerateArray().Select(static item => item.Clone())]
                    : throw new CommandFailedException($"'{path}' is not a JSON list of {what}.");
            }
            catch (JsonException error)
            {
                throw new CommandFailedException($"{path}({error.LineNumber + 1}): {error.Message}");
            }
        }
    }

    public static async Task WriteAsync(string path, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        FileStream file = new(path, FileMode.CreateNew, FileAccess.Write);
        await using (file.ConfigureAwait(false))
        {
            Utf8JsonWriter writer = new(file, new JsonWriterOptions { Indented = true });
            await using (writer.ConfigureAwait(false))
            {
                write(writer);
                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
