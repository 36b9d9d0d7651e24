using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>A picture or text with its labels, to be put into a dataset.</summary>
public sealed record DatasetItem
{
    /// <summary>The item's id in the dataset; the input's is <c>{dataset}-{id}</c>. Made up without.</summary>
    public string? Id { get; init; }

    /// <summary>The picture's file; either this, <see cref="ImageBytes"/> or <see cref="Text"/>.</summary>
    public string? ImagePath { get; init; }

    /// <summary>The picture's bytes; they win over <see cref="ImagePath"/>, which then only names the picture.</summary>
    public ReadOnlyMemory<byte>? ImageBytes { get; init; }

    /// <summary>The text.</summary>
    public string? Text { get; init; }

    /// <summary>Concepts that are true of the whole item.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Boxes: left, top, right and bottom as fractions of the picture, 0 to 1.</summary>
    public IReadOnlyList<(string Label, (float Left, float Top, float Right, float Bottom) Box)> Boxes { get; init; } = [];

    /// <summary>Polygons: x and y of their corners as fractions of the picture, 0 to 1.</summary>
    public IReadOnlyList<(string Label, IReadOnlyList<(float X, float Y)> Points)> Polygons { get; init; } = [];

    /// <summary>Longitude and latitude in degrees.</summary>
    public (float Longitude, float Latitude)? Location { get; init; }

    /// <summary>Data of one's own; without it the picture's file name.</summary>
    public Struct? Metadata { get; init; }

    /// <summary>The input and its annotations; the id is made up once.</summary>
    internal (Input Input, IReadOnlyList<Annotation> Annotations) ToInput(string datasetId, ConceptIds ids, Func<string> newId)
    {
        string inputId = $"{datasetId}-{(string.IsNullOrEmpty(Id) ? newId()[..8] : Id)}";
        InputDetails details = new()
        {
            DatasetId = datasetId,
            Labels = Labels,
            ConceptIds = ids,
            Location = Location,
            Metadata = Metadata ?? FileName(),
        };
        Input input = this switch
        {
            { Text: { } text, ImagePath: null, ImageBytes: null } => Input.FromText(inputId, text, details),
            { Text: null, ImageBytes: { } bytes } => Input.FromBytes(inputId, bytes, InputType.Image, details),
            { Text: null, ImagePath: { } path } => Input.FromFile(inputId, path, InputType.Image, details),
            _ => throw new ArgumentException($"The item '{Id}' needs a picture or a text, and not both."),
        };
        return (input,
        [
            .. Boxes.Select(b => Annotation.OfBox(inputId, b.Label, b.Box, ids)),
            .. Polygons.Select(p => Annotation.OfPolygon(inputId, p.Label, p.Points, ids)),
        ]);
    }

    private Struct FileName() => Text is not null || ImagePath is null
        ? new Struct()
        : new Struct { Fields = { ["filename"] = Value.ForString(Path.GetFileName(ImagePath)) } };
}
