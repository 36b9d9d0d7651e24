namespace LabelingGen.Clarifai;

/// <summary>How the id of a concept is made of a label.</summary>
public enum ConceptIds
{
    /// <summary>The label as it is.</summary>
    Label,

    /// <summary>
    /// <c>id-</c> and the label without its spaces, as the vendor's clients had it until October 2024; for apps labeled by them.
    /// </summary>
    Prefixed,
}
