using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>Terms of a search as the note of a recording names them: <c>ranks text, filters concepts/geo/metadata</c>.</summary>
internal static class WireTerms
{
    public static IReadOnlyList<SearchTerm>? Ranks(WireCall call) => Terms(call, "ranks ");

    public static IReadOnlyList<SearchTerm>? Filters(WireCall call) => Terms(call, "filters ");

    private static IReadOnlyList<SearchTerm>? Terms(WireCall call, string kind)
    {
        string[] parts = call.Note.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        if (parts.Any(static part => part.Split(' ')[0] is not ("ranks" or "filters")))
            throw call.NotMapped();
        string? names = parts.SingleOrDefault(part => part.StartsWith(kind, StringComparison.Ordinal));
        return names?[kind.Length..].Split('/').Select(name => Term(name) ?? throw call.NotMapped()).ToList();
    }

    private static SearchTerm? Term(string name) => name switch
    {
        "text" => new() { Text = "dog" },
        "image_url" => new() { ImageUrl = new Uri("https://x/y.jpg") },
        "image_bytes" => new() { ImageBytes = "abc"u8.ToArray() },
        "concepts" => new() { Concepts = [new() { Name = "dog", Value = 1 }, new() { Id = "cat" }] },
        "geo" => new() { Near = (-29, 40, 10) },
        "metadata" => new() { Metadata = new Struct { Fields = { ["Breed"] = Value.ForString("x") } } },
        "input types" => new() { InputTypes = [InputType.Image, InputType.Text] },
        "status" => new() { InputStatus = StatusCode.InputSuccess },
        "dataset_ids" => new() { DatasetIds = ["d1"] },
        _ => null,
    };
}
