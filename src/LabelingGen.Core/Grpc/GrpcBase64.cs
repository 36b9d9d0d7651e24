using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Core.Grpc;

/// <summary>Base64 of <c>-bin</c> metadata: padded or not on the way in, never padded on the way out.</summary>
internal static class GrpcBase64
{
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        string padded = (text.Length % 4) switch { 2 => text + "==", 3 => text + "=", _ => text };
        bytes = new byte[padded.Length / 4 * 3];
        if (!Convert.TryFromBase64String(padded, bytes, out int length))
        {
            bytes = null;
            return false;
        }

        Array.Resize(ref bytes, length);
        return true;
    }
}
