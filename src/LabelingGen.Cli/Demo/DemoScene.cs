using System.Text.Json.Nodes;

namespace LabelingGen.Cli;

/// <summary>One of the pictures that come with the tool, with its true labels.</summary>
/// <param name="Annotations">Boxes and polygons in pixels, as <c>assets/demo/labels.json</c> has them.</param>
internal sealed record DemoScene(string FileName, byte[] Picture, IReadOnlyList<JsonObject> Annotations)
{
    /// <summary>The labels of one kind of shape, each once.</summary>
    public static IReadOnlyList<string> Labels(IEnumerable<DemoScene> scenes, string type) =>
    [
        .. scenes.SelectMany(s => s.Annotations).Where(a => a["type"]!.GetValue<string>() == type)
            .Select(a => a["label"]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>All pictures.</summary>
    public static IReadOnlyList<DemoScene> Load()
    {
        JsonNode index = JsonNode.Parse(Resource("labels.json"))!;
        return
        [
            .. index["images"]!.AsArray().Select(image => new DemoScene(
                image!["file"]!.GetValue<string>(),
                Resource(image["file"]!.GetValue<string>()),
                [.. image["annotations"]!.AsArray().Select(a => a!.AsObject())])),
        ];
    }

    private static byte[] Resource(string name)
    {
        using Stream stream = typeof(DemoScene).Assembly.GetManifestResourceStream("demo/" + name)
            ?? throw new InvalidOperationException($"The tool was built without the demo file {name}.");
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
