using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>What an input carries besides its media.</summary>
public sealed record InputDetails
{
    /// <summary>A dataset to put the input into.</summary>
    public string? DatasetId { get; init; }

    /// <summary>Concepts that are true of the whole input.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>How the ids of the labels' concepts are made.</summary>
    public ConceptIds ConceptIds { get; init; }

    /// <summary>Longitude and latitude in degrees.</summary>
    public (float Longitude, float Latitude)? Location { get; init; }

    /// <summary>Data of one's own.</summary>
    public Struct? Metadata { get; init; }

    internal Input Apply(string inputId, Data data)
    {
        data.Concepts.AddRange(Labels.Select(label => Concept.Positive(label, ConceptIds)));
        if (Location is { } place)
            data.Geo = new Geo { GeoPoint = new GeoPoint { Longitude = place.Longitude, Latitude = place.Latitude } };
        if (Metadata is not null)
            data.Metadata = Metadata;
        Input input = new() { Id = inputId, Data = data };
        if (!string.IsNullOrEmpty(DatasetId))
            input.DatasetIds.Add(DatasetId);
        return input;
    }
}
