using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace LabelingGen.Core.Grpc;

/// <summary>Writes the fields of a message as query parameters: nested ones by dotted names, lists repeated.</summary>
internal static class ProtoQuery
{
    /// <param name="excluded">Dotted paths of fields that stand elsewhere in the request.</param>
    /// <exception cref="ArgumentException">A field that is set has no form in a query: a map, a list of messages, free JSON.</exception>
    public static void Add(ApiRequest request, IMessage message, IReadOnlyCollection<string> excluded, string prefix = "")
    {
        foreach (FieldDescriptor field in message.Descriptor.Fields.InDeclarationOrder())
        {
            string name = prefix + field.Name;
            if (excluded.Contains(name) || !ProtoJsonText.IsPresent(field, message))
                continue;
            object value = field.Accessor.GetValue(message);
            if (field.IsRepeated && !field.IsMap)
            {
                foreach (object item in (IEnumerable)value)
                    request.Query(name, Text(field, item, name));
            }
            else if (value is IMessage inner && !ProtoJsonText.IsWellKnown(inner.Descriptor))
            {
                Add(request, inner, excluded, name + ".");
            }
            else
            {
                request.Query(name, Text(field, value, name));
            }
        }
    }

    private static string Text(FieldDescriptor field, object value, string name) =>
        (field.IsMap ? null : ProtoJsonText.Scalar(field, value))
            ?? throw new ArgumentException($"The field '{name}' cannot be sent in the query of an HTTP request.", name);
}
