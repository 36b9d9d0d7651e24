namespace LabelingGen.Clarifai;

/// <summary>How near two inputs are to each other.</summary>
public enum SearchMetric
{
    /// <summary>By the angle between their embeddings.</summary>
    Cosine,

    /// <summary>By the distance between their embeddings.</summary>
    Euclidean,
}
