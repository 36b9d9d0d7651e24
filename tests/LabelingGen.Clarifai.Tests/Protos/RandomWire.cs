using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace LabelingGen.Clarifai.Tests.Protos;

/// <summary>
/// Messages as a newer server would send them, written without the generated classes: known fields in the order of their numbers, enum
/// numbers that nobody has a name for, and after them fields of every wire type that nobody has declared; the same again inside of
/// messages.
/// </summary>
internal sealed class RandomWire(Random random)
{
    private const int MaxDepth = 2;
    private const int MaxItems = 3;
    private const int FirstUnknownNumber = 500_000_000;

    public byte[] Write(MessageDescriptor message) => Write(message, 0);

    private byte[] Write(MessageDescriptor message, int depth) => Capture(output =>
    {
        Dictionary<OneofDescriptor, FieldDescriptor> chosen =
            message.Oneofs.ToDictionary(one => one, one => one.Fields[random.Next(one.Fields.Count)]);
        foreach (FieldDescriptor field in message.Fields.InFieldNumberOrder())
        {
            bool isPossible = field.ContainingOneof is not { } one || chosen[one] == field;
            if (isPossible && random.Next(2) == 0 && (depth < MaxDepth || field.FieldType != FieldType.Message))
                WriteField(output, field, depth);
        }

        // The classes of wrapped scalars are mere nullable scalars, and entries of maps mere pairs.
        if (message.File.Name != "google/protobuf/wrappers.proto")
            WriteUnknown(output);
    });

    private void WriteField(CodedOutputStream output, FieldDescriptor field, int depth)
    {
        if (field.IsMap)
        {
            WriteTag(output, field, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(Capture(entry =>
            {
                foreach (FieldDescriptor part in field.MessageType.Fields.InFieldNumberOrder())
                    WriteOne(entry, part, depth);
            })));
        }
        else if (field.IsRepeated && field.IsPacked && WireTypeOf(field.FieldType) != WireFormat.WireType.LengthDelimited)
        {
            WriteTag(output, field, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(Capture(items =>
            {
                for (int i = random.Next(MaxItems); i >= 0; i--)
                    WriteValue(items, field, depth);
            })));
        }
        else
        {
            for (int i = field.IsRepeated ? random.Next(MaxItems) : 0; i >= 0; i--)
                WriteOne(output, field, depth);
        }
    }

    private void WriteOne(CodedOutputStream output, FieldDescriptor field, int depth)
    {
        WriteTag(output, field, WireTypeOf(field.FieldType));
        WriteValue(output, field, depth);
    }

    /// <summary>Never the type's zero, which proto3 does not write.</summary>
    private void WriteValue(CodedOutputStream output, FieldDescriptor field, int depth)
    {
        switch (field.FieldType)
        {
            case FieldType.Bool: output.WriteBool(true); break;
            case FieldType.Double: output.WriteDouble(random.NextDouble() + 1); break;
            case FieldType.Float: output.WriteFloat(random.NextSingle() + 1); break;
            case FieldType.Enum: output.WriteEnum(random.Next(2) == 0 ? -random.Next(1, 1000) : random.Next(1, int.MaxValue)); break;
            case FieldType.Int32: output.WriteInt32(-random.Next(1, int.MaxValue)); break;
            case FieldType.SInt32: output.WriteSInt32(-random.Next(1, int.MaxValue)); break;
            case FieldType.SFixed32: output.WriteSFixed32(-random.Next(1, int.MaxValue)); break;
            case FieldType.UInt32: output.WriteUInt32(uint.MaxValue - (uint)random.Next()); break;
            case FieldType.Fixed32: output.WriteFixed32(uint.MaxValue - (uint)random.Next()); break;
            case FieldType.Int64: output.WriteInt64(-random.NextInt64(1, long.MaxValue)); break;
            case FieldType.SInt64: output.WriteSInt64(-random.NextInt64(1, long.MaxValue)); break;
            case FieldType.SFixed64: output.WriteSFixed64(-random.NextInt64(1, long.MaxValue)); break;
            case FieldType.UInt64: output.WriteUInt64(ulong.MaxValue - (ulong)random.NextInt64()); break;
            case FieldType.Fixed64: output.WriteFixed64(ulong.MaxValue - (ulong)random.NextInt64()); break;
            case FieldType.String: output.WriteString("ü" + random.Next()); break;
            case FieldType.Bytes: output.WriteBytes(ByteString.CopyFrom(RandomBytes())); break;
            case FieldType.Message: output.WriteBytes(ByteString.CopyFrom(Write(field.MessageType, depth + 1))); break;
            default: throw new NotSupportedException($"{field.FullName} is a {field.FieldType}.");
        }
    }

    private void WriteUnknown(CodedOutputStream output)
    {
        int number = FirstUnknownNumber;
        output.WriteTag(number++, WireFormat.WireType.Varint);
        output.WriteUInt64((ulong)random.NextInt64());
        output.WriteTag(number++, WireFormat.WireType.Fixed32);
        output.WriteFixed32((uint)random.Next());
        output.WriteTag(number++, WireFormat.WireType.Fixed64);
        output.WriteFixed64((ulong)random.NextInt64());
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(RandomBytes()));
    }

    private byte[] RandomBytes()
    {
        byte[] bytes = new byte[random.Next(1, 9)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void WriteTag(CodedOutputStream output, FieldDescriptor field, WireFormat.WireType type) =>
        output.WriteTag(field.FieldNumber, type);

    private static WireFormat.WireType WireTypeOf(FieldType type) => type switch
    {
        FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64 => WireFormat.WireType.Fixed64,
        FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32 => WireFormat.WireType.Fixed32,
        FieldType.String or FieldType.Bytes or FieldType.Message => WireFormat.WireType.LengthDelimited,
        _ => WireFormat.WireType.Varint,
    };

    private static byte[] Capture(Action<CodedOutputStream> write)
    {
        using MemoryStream stream = new();
        using (CodedOutputStream output = new(stream, leaveOpen: true))
            write(output);
        return stream.ToArray();
    }
}
