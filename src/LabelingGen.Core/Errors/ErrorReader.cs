using System.ClientModel.Primitives;
using System.Text.Json;

namespace LabelingGen.Core;

/// <summary>Finds message, code and request id in an error answer.</summary>
internal sealed class ErrorReader(ErrorConvention convention)
{
    private static readonly string[] UsualMessages = ["message", "error.message", "error", "detail", "error_description", "title", "msg",
        "errors"];
    private static readonly string[] UsualCodes = ["code", "error.code", "error_code", "errorCode", "error.type"];
    private static readonly string[] UsualRequestIds = ["x-request-id", "request-id", "x-amzn-requestid", "x-correlation-id", "cf-ray"];

    public string? RequestId(PipelineResponse response)
    {
        if (convention.RequestIdHeader is { } header)
            return response.Headers.TryGetValue(header, out string? told) ? told : null;
        foreach (string usual in UsualRequestIds)
        {
            if (response.Headers.TryGetValue(usual, out string? id))
                return id;
        }

        return null;
    }

    /// <summary>Message and code, as far as the body is JSON that has them.</summary>
    public (string? Message, string? Code) Read(ReadOnlyMemory<byte> body)
    {
        if (body.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[' or (byte)'"', ..])
            return default;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            string? message = Find(root, convention.MessagePath is { } messagePath ? [messagePath] : UsualMessages, anyKind: true)
                ?? (convention.MessagePath is not null ? Find(root, UsualMessages, anyKind: true) : null);
            string? code = Find(root, convention.CodePath is { } codePath ? [codePath] : UsualCodes, anyKind: false);
            return (message ?? (root.ValueKind == JsonValueKind.String ? root.GetString() : null), code);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static string? Find(JsonElement root, string[] paths, bool anyKind)
    {
        foreach (string path in paths)
        {
            JsonElement element = root;
            bool found = true;
            foreach (string name in path.Split('.'))
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                {
                    found = false;
                    break;
                }
            }

            if (found && Text(element, anyKind) is { } text)
                return text;
        }

        return null;
    }

    private static string? Text(JsonElement element, bool anyKind) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.Array when anyKind && element.GetArrayLength() > 0 => Joined(element),
        _ => null,
    };

    private static string Joined(JsonElement array)
    {
        List<string> texts = [];
        foreach (JsonElement item in array.EnumerateArray())
            texts.Add(Raw(item));
        return string.Join("; ", texts);
    }

    private static string Raw(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString() ?? string.Empty : element.GetRawText();
}
