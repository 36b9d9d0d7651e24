using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>
/// What is searched for. As a rank it orders the hits by likeness; as a filter it leaves out what does not fit. Several concepts, types or
/// metadata in one term fit when one of them does; several terms must all fit.
/// </summary>
public sealed record SearchTerm
{
    /// <summary>A picture's address.</summary>
    public Uri? ImageUrl { get; init; }

    /// <summary>A picture's bytes.</summary>
    public ReadOnlyMemory<byte>? ImageBytes { get; init; }

    /// <summary>A text.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// Concepts by id or name, with the value 1 (is there) or 0 (is not); a concept without a value says nothing about it.
    /// </summary>
    public IReadOnlyList<Concept> Concepts { get; init; } = [];

    /// <summary>Data of one's own.</summary>
    public Struct? Metadata { get; init; }

    /// <summary>A place in degrees and the distance from it in kilometers.</summary>
    public (float Longitude, float Latitude, float Kilometers)? Near { get; init; }

    /// <summary>Types of inputs; filters only.</summary>
    public IReadOnlyList<InputType> InputTypes { get; init; } = [];

    /// <summary>Datasets the inputs are in; filters only.</summary>
    public IReadOnlyList<string> DatasetIds { get; init; } = [];

    /// <summary>The status of inputs; filters only.</summary>
    public StatusCode? InputStatus { get; init; }

    internal bool IsAboutInputs => InputTypes.Count > 0 || DatasetIds.Count > 0 || InputStatus is not null;

    private bool IsAboutAnnotations => ImageUrl is not null || ImageBytes is not null || Text is not null || Concepts.Count > 0
        || Metadata is not null || Near is not null;

    internal Annotation ToAnnotation(string name)
    {
        Check(name);
        if (!IsAboutAnnotations)
            return new Annotation();
        Data data = new() { Metadata = Metadata, Concepts = { Concepts } };
        if (ImageUrl is not null)
            data.Image = Input.DataOf(ImageUrl, InputType.Image).Image;
        if (ImageBytes is { } bytes)
            data.Image = new Image { Base64 = ByteString.CopyFrom(bytes.Span) };
        if (Text is not null)
            data.Text = new Text { Raw = Text };
        if (Near is { } near)
        {
            data.Geo = new Geo
            {
                GeoPoint = new GeoPoint { Longitude = near.Longitude, Latitude = near.Latitude },
                GeoLimit = new GeoLimit { Type = "withinKilometers", Value = near.Kilometers },
            };
        }

        return new Annotation { Data = data };
    }

    internal Input ToInput(string name)
    {
        Check(name);
        if (IsAboutAnnotations)
            throw new ArgumentException("A filter is either about inputs (type, dataset, status) or about what is said of them.", name);
        Input input = new() { DatasetIds = { DatasetIds } };
        if (InputTypes.Count > 0)
            input.Data = new Data();
        foreach (InputType type in InputTypes)
        {
            switch (type)
            {
                case InputType.Image:
                    input.Data.Image = new Image();
                    break;
                case InputType.Text:
                    input.Data.Text = new Text();
                    break;
                case InputType.Video:
                    input.Data.Video = new Video();
                    break;
                default:
                    input.Data.Audio = new Audio();
                    break;
            }
        }

        if (InputStatus is { } code)
            input.Status = new Status { Code = code };
        return input;
    }

    private void Check(string name)
    {
        if (ImageUrl is not null && ImageBytes is not null)
            throw new ArgumentException("A term holds a picture's address or its bytes, not both.", name);
        if (Text is { Length: 0 })
            throw new ArgumentException("A term's text must not be empty.", name);
        if (Near is { } near && !(Math.Abs(near.Longitude) <= 180 && Math.Abs(near.Latitude) <= 90 && near.Kilometers > 0))
            throw new ArgumentException($"The place {near} needs degrees and a positive distance.", name);
        if (Concepts.FirstOrDefault(c => c.Id.Length == 0 && c.Name.Length == 0) is not null)
            throw new ArgumentException("A concept of a term needs an id or a name.", name);
        if (Concepts.FirstOrDefault(c => c.Value is not (0 or 1)) is { } between)
            throw new ArgumentException($"The concept '{between.Id}{between.Name}' has the value {between.Value}; it must be 0 or 1.",
                name);
    }
}
