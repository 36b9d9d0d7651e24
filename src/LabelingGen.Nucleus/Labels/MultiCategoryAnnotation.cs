using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

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

    /// <summary>A class of a whole item has no place; the server wants an empty object.</summary>
    public required JsonObject Geometry
    {
        get => field ??= [];
        set;
    }

    /// <summary>Class names. Where the server left them out there are none, as in the official client.</summary>
    public required IReadOnlyList<string> Labels
    {
        get => field ??= [];
        set;
    }

    string? ILabel.AnnotationId => null;

    string? ILabel.MaskUrl => null;

    void ILabel.Complete()
    {
        LabelCheck.Reference("multi-category", ReferenceId);
        Type ??= AnnotationType.Multicategory;
        Metadata ??= [];
        _trackReferenceId = new(TrackReferenceId);
        _taskId = new(TaskId);
    }
}
