using System.Text.Json;

namespace LabelingGen.Core;

/// <summary>The files met while a JSON body is written, with their places in it. Writing is synchronous, hence one per thread.</summary>
internal sealed class StreamedFiles
{
    [ThreadStatic]
    private static StreamedFiles? t_current;

    private List<(int Place, Base64Content File)>? _files;

    /// <summary>Collects at the moment; <see langword="null"/> where JSON is written for another purpose.</summary>
    public static StreamedFiles? Current
    {
        get => t_current;
        set => t_current = value;
    }

    public IReadOnlyList<(int Place, Base64Content File)> Files => _files ?? (IReadOnlyList<(int, Base64Content)>)[];

    public void Add(Utf8JsonWriter writer, Base64Content file)
    {
        writer.WriteStringValue(ReadOnlySpan<byte>.Empty);
        // Before the closing quote.
        (_files ??= []).Add(((int)(writer.BytesCommitted + writer.BytesPending) - 1, file));
    }
}
