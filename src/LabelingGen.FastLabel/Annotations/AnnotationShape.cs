namespace LabelingGen.FastLabel;

/// <summary>What an annotation marks. One class for each kind; new kinds may be added.</summary>
public abstract class AnnotationShape
{
    private protected AnnotationShape()
    {
    }

    /// <summary>The type the API knows the shape by.</summary>
    public abstract AnnotationType Type { get; }

    /// <summary>Sets the members of an annotation that the shape is made of.</summary>
    internal abstract void ApplyTo(TaskAnnotation annotation);
}
