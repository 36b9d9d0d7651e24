using System.Buffers;

namespace LabelingGen.Core.Tests.Json;

/// <summary>Bytes cut into segments of one.</summary>
internal sealed class OneByteSegments : ReadOnlySequenceSegment<byte>
{
    private OneByteSegments(byte value, long index)
    {
        Memory = new[] { value };
        RunningIndex = index;
    }

    public static ReadOnlySequence<byte> Of(byte[] bytes)
    {
        var first = new OneByteSegments(bytes[0], 0);
        OneByteSegments last = first;
        for (int i = 1; i < bytes.Length; i++)
        {
            var next = new OneByteSegments(bytes[i], i);
            last.Next = next;
            last = next;
        }

        return new ReadOnlySequence<byte>(first, 0, last, 1);
    }
}
