using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>A shape that is made of points alone: it can stand in a picture, or in the frames of a <see cref="TrackShape"/>.</summary>
public abstract class PointShape : AnnotationShape
{
    private protected PointShape()
    {
    }

    internal abstract JsonNode ToPoints();

    internal override void ApplyTo(TaskAnnotation annotation)
    {
        annotation.Type = Type;
        annotation.Points = ToPoints();
    }
}
