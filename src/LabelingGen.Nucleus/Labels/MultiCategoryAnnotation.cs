using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class MultiCategoryAnnotation : ILabel
{
    /// <summary>Makes several classes of a whole item.</summary>
    /// <param name="labels">Class names.</param>
    /// <param name="referenceId">Reference id of the item.</param>
    /// <param name="taxonomyName">Taxonomy the labels belong to; the default one where absent.</param>
    [SetsRequiredMembers]
    public MultiCategoryAnnotation(IEnumerable<string> labels, string referenceId, string? taxonomyName = null)
        : this()
    {
        Labels = [.. labels];
        ReferenceId = referenceId;
        TaxonomyName = taxonomyName;
        Geometry = [];
        Metadata = [];
    }

    string? ILabel.AnnotationId => null;

    string? ILabel.MaskUrl => null;

    void ILabel.Complete()
    {
        LabelCheck.Reference("multi-category", ReferenceId);
        Metadata ??= [];
        _trackReferenceId = new(TrackReferenceId);
        _taskId = new(TaskId);
    }
}
