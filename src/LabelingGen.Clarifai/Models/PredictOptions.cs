using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>How a model is to predict.</summary>
public sealed record PredictOptions
{
    /// <summary>Least value of a concept to be told, how many of them, which ones, how often a video is looked at.</summary>
    public OutputConfig Output { get; init; } = new();

    /// <summary>Parameters of the model's own.</summary>
    public Struct Parameters { get; init; } = new();

    /// <summary>The deployment or node pool that is to answer; null = the service chooses.</summary>
    public RunnerSelector? Runner { get; init; }
}
