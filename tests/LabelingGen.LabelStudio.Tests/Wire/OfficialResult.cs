using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>What our methods give, as the official client shows it.</summary>
internal static class OfficialResult
{
    private const string Pages = "pages ";

    /// <param name="gives">What the official method gives.</param>
    /// <param name="result">What ours gave.</param>
    public static async Task<object?> ShowAsync(string gives, object result) => result switch
    {
        AsyncCollectionResult when gives.StartsWith(Pages, StringComparison.Ordinal) =>
            ItemsAsync((IAsyncEnumerable<object>)result, gives[Pages.Length..]),
        AsyncCollectionResult list => await FirstPageAsync(list, gives),
        OperationResult job => Shaped(gives, Json(job.GetRawResponse())),
        ClientResult answer when answer.GetType().GetProperty(nameof(ClientResult<object>.Value)) is { } value =>
            value.GetValue(answer) is Stream content ? await BytesAsync(content) : Shaped(gives, value.GetValue(answer)),
        _ => Shaped(gives, result),
    };

    /// <summary>The official client gives chunks; here all is one of them.</summary>
    public static async Task<object?> BytesAsync(Stream content)
    {
        using MemoryStream buffer = new();
        await using (content)
            await content.CopyToAsync(buffer);
        return new List<object?> { buffer.ToArray() };
    }

    private static async IAsyncEnumerable<object?> ItemsAsync(IAsyncEnumerable<object> items, string className)
    {
        await foreach (object item in items)
            yield return new WireInstance(className, item);
    }

    /// <summary>Where ours goes from page to page, the official client gives the page that was asked for.</summary>
    private static async Task<object?> FirstPageAsync(AsyncCollectionResult list, string gives)
    {
        await foreach (ClientResult page in list.GetRawPagesAsync())
            return Shaped(gives, Json(page.GetRawResponse()));
        return null;
    }

    private static JsonNode? Json(PipelineResponse response) => JsonNode.Parse(response.Content);

    private static object? Shaped(string gives, object? value) => value switch
    {
        null => null,
        _ when gives is "plain" or "[text]" => WireJson.ToPython(WireJson.ToNode(value)),
        JsonArray items when gives[0] == '[' => items.Select(item => Instance(gives[1..^1], item)).ToList(),
        IEnumerable<object?> items when gives[0] == '[' => items.Select(item => Instance(gives[1..^1], item)).ToList(),
        _ => Instance(gives, value),
    };

    /// <summary>An object, whose members the program may also read in its own spelling: <c>label_studio_os_package</c>.</summary>
    private static object? Instance(string className, object? value)
    {
        if (value is null)
            return null;
        WireInstance instance = new(className, value);
        foreach ((string name, JsonNode? member) in WireJson.ToNode(value) as JsonObject ?? [])
        {
            string spelled = Spelled(name);
            if (spelled != name)
                instance.Attributes[spelled] = WireJson.ToPython(member);
        }

        return instance;
    }

    private static string Spelled(string name) => string.Concat(name.Select((letter, index) => letter switch
    {
        '-' => "_",
        >= 'A' and <= 'Z' => (index > 0 && char.IsAsciiLetterLower(name[index - 1]) ? "_" : "") + char.ToLowerInvariant(letter),
        _ => letter.ToString(),
    }));
}
