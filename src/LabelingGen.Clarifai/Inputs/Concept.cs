namespace LabelingGen.Clarifai.Protobuf;

public sealed partial class Concept
{
    /// <summary>
    /// The concept of a label, stated to be true: its value is 1. Over gRPC an unset value is 0, which states the contrary.
    /// </summary>
    /// <param name="label">The label, which becomes the concept's name.</param>
    /// <param name="ids">How its id is made.</param>
    /// <exception cref="System.ArgumentException">The label is empty.</exception>
    public static Concept Positive(string label, ConceptIds ids = ConceptIds.Label)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        string id = ids == ConceptIds.Prefixed ? "id-" + label.Replace(" ", "", StringComparison.Ordinal) : label;
        return new Concept { Id = id, Name = label, Value = 1 };
    }
}
