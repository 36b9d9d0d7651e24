using System.ClientModel;
using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Core;

/// <summary>A JSON body written once into pooled memory, so that its length is known and a retry sends the same bytes.</summary>
internal sealed class JsonContent : BinaryContent
{
    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true, MaxDepth = 1000 };

    private readonly PooledBuffer _buffer;
    private int _writing;
    private volatile bool _disposed;

    private JsonContent(PooledBuffer buffer) => _buffer = buffer;

    public ReadOnlyMemory<byte> Written => _buffer.Written;

    /// <summary>Writes a body; files in it stay where they are until it is sent.</summary>
    public static BinaryContent Create<T>(T value, JsonWrite<T> write)
    {
        JsonContent content = Buffer(value, write, new StreamedFiles(), out IReadOnlyList<(int, Base64Content)> files);
        return files.Count == 0 ? content : new JsonFilesContent(content, files);
    }

    /// <summary>Writes a text in memory, with all that is in it.</summary>
    public static JsonContent Buffer<T>(T value, JsonWrite<T> write) => Buffer(value, write, null, out _);

    private static JsonContent Buffer<T>(
        T value, JsonWrite<T> write, StreamedFiles? collector, out IReadOnlyList<(int Place, Base64Content File)> files)
    {
        // When a model cannot be written, the buffer is left to the garbage collector.
        var buffer = new PooledBuffer();
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        StreamedFiles? outer = StreamedFiles.Current;
        StreamedFiles.Current = collector;
        try
        {
            write(writer, value);
        }
        finally
        {
            StreamedFiles.Current = outer;
        }

        writer.Flush();
        files = collector?.Files ?? [];
        return new JsonContent(buffer);
    }

    public override bool TryComputeLength(out long length)
    {
        length = _buffer.Length;
        return true;
    }

    public override void WriteTo(Stream stream, CancellationToken cancellationToken = default) => stream.Write(_buffer.Written.Span);

    public override Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default) =>
        WriteToAsync(stream, 0, _buffer.Length, cancellationToken);

    /// <summary>Writes a part of the text.</summary>
    public async Task WriteToAsync(Stream stream, int start, int count, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writing);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            await stream.WriteAsync(_buffer.Written.Slice(start, count), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _writing);
        }
    }

    /// <summary>
    /// Gives the memory back, unless an attempt that was given up still writes from it: then the garbage collector gets it, for the pool
    /// would hand it to somebody else too early.
    /// </summary>
    public override void Dispose()
    {
        _disposed = true;
        if (Volatile.Read(ref _writing) == 0)
            _buffer.Dispose();
    }
}
