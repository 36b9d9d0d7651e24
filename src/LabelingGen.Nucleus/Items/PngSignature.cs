namespace LabelingGen.Nucleus;

/// <summary>The bytes that every PNG file begins with.</summary>
internal static class PngSignature
{
    private static ReadOnlySpan<byte> Bytes => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith(Bytes);

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool BeginsFile(string path)
    {
        Span<byte> head = stackalloc byte[Bytes.Length];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return Begins(head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
    }
}
