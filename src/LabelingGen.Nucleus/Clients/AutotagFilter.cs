using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class AutotagFilter
{
    /// <summary>Makes one to fill.</summary>
    public AutotagFilter()
    {
    }

    /// <summary>Makes a filter of the items that an autotag scored within a range.</summary>
    /// <param name="autotagId">Autotag id, <c>tag_…</c>.</param>
    /// <param name="lowest">The lowest score, -1 or more.</param>
    /// <param name="highest">The highest score, 1 or less.</param>
    /// <exception cref="ArgumentException">A score is not from -1 to 1.</exception>
    [SetsRequiredMembers]
    public AutotagFilter(string autotagId, double lowest, double highest)
    {
        AutotagId = autotagId;
        Range = [lowest, highest];
        Check();
    }

    /// <exception cref="ArgumentException">The range is not two numbers from -1 to 1.</exception>
    internal void Check()
    {
        if (Range.Count != 2 || Range.Any(static score => score is not (>= -1 and <= 1)))
        {
            throw new ArgumentException(
                $"The range of the autotag '{AutotagId}' is not two numbers from -1 to 1, but [{string.Join(", ", Range)}].");
        }
    }
}
