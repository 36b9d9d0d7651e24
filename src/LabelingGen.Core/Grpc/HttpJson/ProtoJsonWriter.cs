using System.Collections;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace LabelingGen.Core.Grpc;

/// <summary>
/// Writes messages as JSON with the field names of the proto file. In contrast to <see cref="JsonFormatter"/> it can leave single fields
/// out, which the path of the request carries, and write single ones that hold their default.
/// </summary>
/// <param name="excluded">Dotted paths of fields to leave out.</param>
/// <param name="alwaysWritten">Full names of fields to write in any case.</param>
internal sealed class ProtoJsonWriter(IReadOnlyCollection<string> excluded, IReadOnlySet<string> alwaysWritten)
{
    public void Write(Utf8JsonWriter writer, IMessage message) => WriteMessage(writer, message, "");

    /// <summary>Writes one field's value.</summary>
    public void WriteField(Utf8JsonWriter writer, IMessage message, FieldDescriptor field) =>
        WriteValueOf(writer, field, field.Accessor.GetValue(message), field.Name + ".");

    private void WriteMessage(Utf8JsonWriter writer, IMessage message, string prefix)
    {
        if (ProtoJsonText.IsWellKnown(message.Descriptor))
        {
            writer.WriteRawValue(JsonFormatter.Default.Format(message));
            return;
        }

        writer.WriteStartObject();
        foreach (FieldDescriptor field in message.Descriptor.Fields.InDeclarationOrder())
        {
            bool written = ProtoJsonText.IsPresent(field, message)
                || (alwaysWritten.Contains(field.FullName) && field.FieldType != FieldType.Message);
            if (!written || excluded.Contains(prefix + field.Name) || StandsInPath(field, message, prefix + field.Name))
                continue;
            writer.WritePropertyName(field.Name);
            WriteValueOf(writer, field, field.Accessor.GetValue(message), prefix + field.Name + ".");
        }

        writer.WriteEndObject();
    }

    /// <summary>Whether all that is set in a message is carried by the path, so that an empty object would remain.</summary>
    private bool StandsInPath(FieldDescriptor field, IMessage holder, string path) =>
        !field.IsRepeated && field.Accessor.GetValue(holder) is IMessage value
            && excluded.Any(e => e.StartsWith(path + ".", StringComparison.Ordinal))
            && value.Descriptor.Fields.InDeclarationOrder().All(f => excluded.Contains(path + "." + f.Name)
                || (!ProtoJsonText.IsPresent(f, value) && !alwaysWritten.Contains(f.FullName)));

    private void WriteValueOf(Utf8JsonWriter writer, FieldDescriptor field, object? value, string prefix)
    {
        if (field.IsMap)
        {
            writer.WriteStartObject();
            FieldDescriptor valueField = field.MessageType.FindFieldByNumber(2);
            foreach (DictionaryEntry entry in (IDictionary)value!)
            {
                writer.WritePropertyName(ProtoJsonText.Scalar(field.MessageType.FindFieldByNumber(1), entry.Key)!);
                WriteSingle(writer, valueField, entry.Value, prefix);
            }

            writer.WriteEndObject();
        }
        else if (field.IsRepeated)
        {
            writer.WriteStartArray();
            foreach (object? item in (IEnumerable)value!)
                WriteSingle(writer, field, item, prefix);
            writer.WriteEndArray();
        }
        else
        {
            WriteSingle(writer, field, value, prefix);
        }
    }

    private void WriteSingle(Utf8JsonWriter writer, FieldDescriptor field, object? value, string prefix)
    {
        if (ProtoJsonText.Unwrapped(field) is { } inner)
        {
            WriteSingle(writer, inner, value, prefix);
            return;
        }

        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case IMessage message:
                WriteMessage(writer, message, prefix);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case ByteString bytes:
                writer.WriteBase64StringValue(bytes.Span);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case uint number:
                writer.WriteNumberValue(number);
                break;
            case int number when field.FieldType != FieldType.Enum:
                writer.WriteNumberValue(number);
                break;
            case double or float or long or ulong:
                // NaN and infinities have no number in JSON, and 64 bits do not fit into every reader's numbers.
                writer.WriteStringValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteStringValue(ProtoJsonText.EnumText(field.EnumType, (int)value));
                break;
        }
    }
}
