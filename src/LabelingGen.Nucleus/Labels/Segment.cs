using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class Segment
{
    /// <summary>Makes one to fill.</summary>
    public Segment()
    {
    }

    /// <summary>Makes the class of a pixel value.</summary>
    /// <param name="label">Class name.</param>
    /// <param name="index">The pixel value.</param>
    [SetsRequiredMembers]
    public Segment(string label, int? index = null)
    {
        Label = label;
        Index = index;
    }

    /// <summary>Writes null for a pixel value that was not read.</summary>
    internal void Complete() => _index = new(Index);
}
