namespace LabelingGen.FastLabel;

public sealed partial class TaskKeypoint
{
    /// <summary>Whether the keypoint has a place in the picture.</summary>
    public bool IsPlaced => Value is { Count: >= 2 };

    /// <summary>Whether it is placed and can be seen.</summary>
    public bool IsVisible => IsPlaced && Value is not [_, _, 0, ..];

    /// <summary>A keypoint at a place in pixels.</summary>
    public static TaskKeypoint At(string key, double x, double y, bool isVisible = true) =>
        new() { Key = key, Value = [x, y, isVisible ? 1 : 0] };

    /// <summary>A keypoint that is not placed.</summary>
    public static TaskKeypoint NotPlaced(string key) => new() { Key = key, Value = [] };

    /// <summary>A copy without the members that only answers have.</summary>
    internal TaskKeypoint WithoutAnswers()
    {
        TaskKeypoint copy = (TaskKeypoint)MemberwiseClone();
        copy.Name = null;
        copy.Edges = null;
        return copy;
    }
}
