using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace LabelingGen.Core.Grpc;

/// <summary>What the protobuf JSON mapping says about single values.</summary>
internal static class ProtoJsonText
{
    private const string WellKnown = "google.protobuf.";

    /// <summary>Whether a field is to be written: it was set, or differs from its type's default.</summary>
    public static bool IsPresent(FieldDescriptor field, IMessage message)
    {
        object? value = field.Accessor.GetValue(message);
        if (field.IsMap || field.IsRepeated)
            return ((System.Collections.ICollection)value).Count > 0;
        if (field.HasPresence)
            return field.Accessor.HasValue(message);
        return value switch
        {
            string text => text.Length > 0,
            ByteString bytes => bytes.Length > 0,
            bool flag => flag,
            double number => BitConverter.DoubleToInt64Bits(number) != 0,
            float number => BitConverter.SingleToInt32Bits(number) != 0,
            long number => number != 0,
            ulong number => number != 0,
            uint number => number != 0,
            null => false,
            _ => (int)value != 0,
        };
    }

    /// <summary>Whether a type has a JSON form of its own.</summary>
    public static bool IsWellKnown(MessageDescriptor type) =>
        type.FullName.StartsWith(WellKnown, StringComparison.Ordinal) && type.File.Package == "google.protobuf"
            && type.Name is "Timestamp" or "Duration" or "FieldMask" or "Struct" or "Value" or "ListValue" or "Any";

    /// <summary>
    /// The field inside a wrapper such as <c>google.protobuf.UInt64Value</c>; its accessor gives the value without the wrapper.
    /// </summary>
    public static FieldDescriptor? Unwrapped(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType.File.Name == "google/protobuf/wrappers.proto"
            ? field.MessageType.FindFieldByNumber(1)
            : null;

    /// <summary>A scalar as it stands in a path or query; null for what is no scalar.</summary>
    public static string? Scalar(FieldDescriptor field, object? value)
    {
        if (value is null)
            return null;
        if (Unwrapped(field) is { } inner)
            return Scalar(inner, value);
        return value switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            ByteString bytes => bytes.ToBase64(),
            IMessage message when message.Descriptor.Name is "Timestamp" or "Duration" or "FieldMask" && IsWellKnown(message.Descriptor)
                => JsonFormatter.Default.Format(message).Trim('"'),
            IMessage => null,
            _ when field.FieldType == FieldType.Enum => EnumText(field.EnumType, (int)value),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    /// <summary>The name of an enum value, or its number where it has none.</summary>
    public static string EnumText(EnumDescriptor type, int value) =>
        type.FindValueByNumber(value)?.Name ?? value.ToString(CultureInfo.InvariantCulture);
}
