using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

/// <summary>What became of an item and its annotations.</summary>
/// <param name="Item">The item.</param>
/// <param name="Input">What became of its input.</param>
/// <param name="Annotations">What became of its annotations; none are sent for an input that failed.</param>
public sealed record DatasetItemOutcome(
    DatasetItem Item, ItemOutcome<Input, Input> Input, IReadOnlyList<ItemOutcome<Annotation, Annotation>> Annotations)
{
    /// <summary>The item's place among the items, from 0.</summary>
    public int Index { get; init; }

    /// <summary>Whether the input and all of its annotations are stored.</summary>
    public bool IsDone => Input.State == ItemState.Done && Annotations.All(a => a.State == ItemState.Done);
}
