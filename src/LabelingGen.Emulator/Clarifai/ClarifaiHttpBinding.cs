using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Clarifai.Protobuf.HttpBinding;

namespace LabelingGen.Emulator;

/// <summary>The service over HTTP/1.1 with JSON, as the annotations of its methods (<c>google.api.http</c>) say.</summary>
internal sealed class ClarifaiHttpBinding(ClarifaiMethods methods)
{
    private static readonly JsonFormatter Formatter =
        new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithFormatEnumsAsIntegers(true));

    public void Map(RouteTable routes)
    {
        HashSet<string> mapped = new(StringComparer.Ordinal);
        foreach (MethodDescriptor method in ServiceReflection.Descriptor.Services.SelectMany(s => s.Methods))
        {
            if (!methods.TryFind(method.Name, out Func<ReadOnlyMemory<byte>, IMessage>? handler)
                || method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule)
                continue;
            foreach (HttpRule binding in rule.AdditionalBindings.Prepend(rule))
            {
                (string verb, string path) = binding.PatternCase switch
                {
                    HttpRule.PatternOneofCase.Get => ("GET", binding.Get),
                    HttpRule.PatternOneofCase.Put => ("PUT", binding.Put),
                    HttpRule.PatternOneofCase.Post => ("POST", binding.Post),
                    HttpRule.PatternOneofCase.Delete => ("DELETE", binding.Delete),
                    HttpRule.PatternOneofCase.Patch => ("PATCH", binding.Patch),
                    _ => ("", ""),
                };
                if (path.Length > 0 && !path.Contains('=', StringComparison.Ordinal) && mapped.Add(verb + " " + path))
                    routes.Map(verb, path, request => Answer(request, method, path, handler));
            }
        }
    }

    /// <summary>An answer, or a refusal, with the HTTP status that goes with its own.</summary>
    public static EmulatorResponse Write(IMessage answer, int status = 200) => new()
    {
        Status = status,
        ContentType = "application/json",
        Body = Encoding.UTF8.GetBytes(Formatter.Format(answer)),
    };

    private static EmulatorResponse Answer(
        EmulatorRequest request, MethodDescriptor method, string path, Func<ReadOnlyMemory<byte>, IMessage> handler)
    {
        JsonObject message = request.JsonObject();
        foreach (string name in path.Split('/').Where(s => s is ['{', .., '}']).Select(s => s[1..^1]))
            Set(message, method.InputType, name, [request[name]]);
        foreach ((string name, var values) in request.Context.Request.Query)
            Set(message, method.InputType, name, [.. values.OfType<string>()]);
        IMessage parsed;
        try
        {
            parsed = JsonParser.Default.Parse(message.ToJsonString(), method.InputType);
        }
        catch (Exception malformed) when (malformed is InvalidProtocolBufferException or InvalidJsonException)
        {
            throw new VendorErrorException(400, malformed.Message, nameof(StatusCode.ConnBadRequestFormat));
        }

        return Write(handler(parsed.ToByteArray()));
    }

    /// <summary>Puts the text of a path or query where its dotted name says, as the JSON of the field's type.</summary>
    private static void Set(JsonObject message, MessageDescriptor type, string name, string[] values)
    {
        string[] parts = name.Split('.');
        FieldDescriptor? field = type.FindFieldByName(parts[0]);
        if (field is null)
            throw new VendorErrorException(400, $"There is no field '{name}'", nameof(StatusCode.ConnBadRequestFormat));
        if (parts.Length > 1 && field.FieldType == FieldType.Message)
        {
            if (message[parts[0]] is not JsonObject inner)
                message[parts[0]] = inner = [];
            Set(inner, field.MessageType, name[(parts[0].Length + 1)..], values);
            return;
        }

        JsonNode Leaf(string text) => field.FieldType == FieldType.Bool && bool.TryParse(text, out bool flag)
            ? JsonValue.Create(flag)
            : JsonValue.Create(text);
        message[parts[0]] = field.IsRepeated ? new JsonArray([.. values.Select(Leaf)]) : Leaf(values[^1]);
    }
}
