using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace LabelingGen.Core.Grpc;

/// <summary>Reads the trailer <c>grpc-status-details-bin</c>: a <c>google.rpc.Status</c> with its code, message and details.</summary>
internal static class GrpcStatusDetails
{
    public const string Key = "grpc-status-details-bin";

    private const uint DetailsTag = (3 << 3) | 2;

    /// <summary>The details; none when the trailer is absent or cannot be read, since the status itself has been told already.</summary>
    public static IReadOnlyList<Any> Read(GrpcMetadata trailers)
    {
        ReadOnlyMemory<byte> bytes = trailers.GetBytes(Key).LastOrDefault();
        if (bytes.IsEmpty)
            return [];
        List<Any> details = [];
        try
        {
            using CodedInputStream input = new(bytes.ToArray());
            for (uint tag; (tag = input.ReadTag()) != 0;)
            {
                if (tag == DetailsTag)
                    details.Add(Any.Parser.ParseFrom(input.ReadBytes()));
                else
                    input.SkipLastField();
            }
        }
        catch (InvalidProtocolBufferException)
        {
            return [];
        }

        return details;
    }
}
