using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

public sealed partial class Track
{
    /// <summary>Makes a track to fill.</summary>
    public Track()
    {
    }

    /// <summary>Makes a track to declare with a scene.</summary>
    /// <param name="referenceId">Your id of the track, unique in the dataset.</param>
    /// <param name="metadata">What else is known of it.</param>
    /// <param name="datasetId">The dataset, where it is known.</param>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public Track(string referenceId, JsonObject? metadata = null, string? datasetId = null)
    {
        ReferenceId = referenceId;
        Metadata = metadata;
        DatasetId = datasetId;
    }

    internal TrackUpload ToUpload() => new() { ReferenceId = ReferenceId, DatasetId = DatasetId, Metadata = Metadata };
}
