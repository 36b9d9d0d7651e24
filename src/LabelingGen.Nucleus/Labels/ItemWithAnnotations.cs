namespace LabelingGen.Nucleus;

public sealed partial class ItemWithAnnotations
{
    /// <summary>The item.</summary>
    /// <exception cref="InvalidDataException">The answer holds none.</exception>
    public required DatasetItem Item
    {
        get => field ?? throw new InvalidDataException("The answer holds no item.");
        set;
    }

    /// <summary>Its annotations by type.</summary>
    /// <exception cref="InvalidDataException">The answer holds none.</exception>
    public required AnnotationsByType Annotations
    {
        get => field ?? throw new InvalidDataException("The answer holds no annotations.");
        set;
    }
}
