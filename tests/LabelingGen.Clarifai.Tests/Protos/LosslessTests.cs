using Google.Protobuf;
using Google.Protobuf.Reflection;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai.Tests.Protos;

/// <summary>
/// A service that is newer than these files loses nothing: what a message holds beyond them is kept when it is written again.
/// </summary>
public sealed class LosslessTests
{
    private const int Rounds = 4;
    private const int DeepestLevel = 3;
    private const int UnknownValue = 123_456;
    private const int UnknownField = 500_000;

    [Fact]
    public void Every_message_is_written_as_it_was_read_with_unknown_fields_and_unknown_values_of_enums()
    {
        MessageDescriptor[] messages = [.. AllMessages()];
        Random random = new(20_240_228);
        List<string> different = [];
        foreach (MessageDescriptor message in messages)
        {
            for (int round = 0; round < Rounds; round++)
            {
                byte[] bytes = Write(message, random, 0);
                if (!message.Parser.ParseFrom(bytes).ToByteArray().AsSpan().SequenceEqual(bytes))
                    different.Add($"{message.FullName}: {Convert.ToHexString(bytes)}");
            }
        }

        different.ShouldBeEmpty();
        messages.Length.ShouldBe(706);
    }

    private static IEnumerable<MessageDescriptor> AllMessages()
    {
        // The entries of maps have no type of their own.
        FileDescriptor[] files = [ServiceReflection.Descriptor, ModulesReflection.Descriptor];
        return files.SelectMany(WithImports).Where(f => !f.Name.StartsWith("google/", StringComparison.Ordinal)).DistinctBy(f => f.Name)
            .SelectMany(f => f.MessageTypes).SelectMany(WithNested).Where(m => m.ClrType is not null);

        static IEnumerable<FileDescriptor> WithImports(FileDescriptor file) => [file, .. file.Dependencies.SelectMany(WithImports)];

        static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor type) => [type, .. type.NestedTypes.SelectMany(WithNested)];
    }

    /// <summary>About half of a message's fields, by number, and then fields that it does not have.</summary>
    private static byte[] Write(MessageDescriptor message, Random random, int level)
    {
        using MemoryStream bytes = new();
        using CodedOutputStream output = new(bytes);
        HashSet<OneofDescriptor> chosen = [];
        foreach (FieldDescriptor field in message.Fields.InFieldNumberOrder())
        {
            bool isDeep = field.FieldType == FieldType.Message && level == DeepestLevel;
            if (random.Next(2) == 0 && !isDeep && (field.ContainingOneof is not { } oneof || chosen.Add(oneof)))
                WriteField(output, field, random, level);
        }

        // What stands for a number by itself has no place for more.
        if (message.File.Name != "google/protobuf/wrappers.proto")
            WriteUnknown(output, random);
        output.Flush();
        return bytes.ToArray();
    }

    private static void WriteField(CodedOutputStream output, FieldDescriptor field, Random random, int level)
    {
        int count = field.IsRepeated && !field.IsMap ? random.Next(1, 4) : 1;
        if (field is { IsRepeated: true, IsPacked: true } && WireTypeOf(field) != WireFormat.WireType.LengthDelimited)
        {
            using MemoryStream bytes = new();
            using (CodedOutputStream values = new(bytes))
            {
                for (int i = 0; i < count; i++)
                    WriteValue(values, field, random, level);
            }

            output.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(bytes.ToArray()));
            return;
        }

        for (int i = 0; i < count; i++)
        {
            output.WriteTag(field.FieldNumber, WireTypeOf(field));
            WriteValue(output, field, random, level);
        }
    }

    private static void WriteValue(CodedOutputStream output, FieldDescriptor field, Random random, int level)
    {
        switch (field.FieldType)
        {
            case FieldType.Message when field.IsMap:
                output.WriteBytes(ByteString.CopyFrom(Entry(field.MessageType, random, level)));
                break;
            case FieldType.Message:
                output.WriteBytes(ByteString.CopyFrom(Write(field.MessageType, random, level + 1)));
                break;
            case FieldType.Enum:
                output.WriteEnum(random.Next(2) == 0 ? UnknownValue : -UnknownValue);
                break;
            case FieldType.String:
                output.WriteString(random.Next(2) == 0 ? "a" : "é\u2028\U0001F600");
                break;
            case FieldType.Bytes:
                output.WriteBytes(ByteString.CopyFrom(0, 255, (byte)random.Next(256)));
                break;
            case FieldType.Bool:
                output.WriteBool(true);
                break;
            case FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32:
                output.WriteFloat(random.Next(1, 1000) / 8f);
                break;
            case FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64:
                output.WriteDouble(random.Next(1, 1000) / 8d);
                break;
            case FieldType.Int32:
                output.WriteInt32(random.Next(2) == 0 ? int.MinValue : random.Next(1, int.MaxValue));
                break;
            case FieldType.UInt32:
                output.WriteUInt32(uint.MaxValue - (uint)random.Next(1000));
                break;
            case FieldType.Int64 or FieldType.UInt64:
                output.WriteUInt64(ulong.MaxValue - (ulong)random.Next(1000));
                break;
            default:
                throw new NotSupportedException($"{field.FullName} is a {field.FieldType}.");
        }
    }

    /// <summary>A key and a value, which are written in any case.</summary>
    private static byte[] Entry(MessageDescriptor entry, Random random, int level)
    {
        using MemoryStream bytes = new();
        using CodedOutputStream output = new(bytes);
        foreach (FieldDescriptor field in entry.Fields.InFieldNumberOrder())
            WriteField(output, field, random, level);
        output.Flush();
        return bytes.ToArray();
    }

    private static void WriteUnknown(CodedOutputStream output, Random random)
    {
        output.WriteTag(UnknownField, WireFormat.WireType.Varint);
        output.WriteInt64(random.NextInt64());
        output.WriteTag(UnknownField + 1, WireFormat.WireType.Fixed32);
        output.WriteFixed32((uint)random.Next());
        output.WriteTag(UnknownField + 2, WireFormat.WireType.Fixed64);
        output.WriteFixed64((ulong)random.NextInt64());
        output.WriteTag(UnknownField + 3, WireFormat.WireType.LengthDelimited);
        output.WriteString("newer");
    }

    private static WireFormat.WireType WireTypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message or FieldType.String or FieldType.Bytes => WireFormat.WireType.LengthDelimited,
        FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32 => WireFormat.WireType.Fixed32,
        FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64 => WireFormat.WireType.Fixed64,
        _ => WireFormat.WireType.Varint,
    };
}
