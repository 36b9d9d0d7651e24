using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

public sealed partial class CategoryAnnotation : ILabel
{
    // The class of a scene has no track, not even null.
    private bool _isOfScene;

    /// <summary>Makes a class of a whole item.</summary>
    /// <param name="label">Class name.</param>
    /// <param name="referenceId">Reference id of the item.</param>
    /// <param name="taxonomyName">Taxonomy the label belongs to; the default one where absent.</param>
    [SetsRequiredMembers]
    public CategoryAnnotation(string label, string referenceId, string? taxonomyName = null)
        : this()
    {
        Label = label;
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

    string? ILabel.AnnotationId => null;

    string? ILabel.MaskUrl => null;

    /// <summary>
    /// Makes a class of a whole scene. On the wire it differs from that of an item: it has no track. Read back, the two look alike.
    /// </summary>
    /// <param name="label">Class name.</param>
    /// <param name="sceneReferenceId">Reference id of the scene.</param>
    /// <param name="taxonomyName">Taxonomy the label belongs to; the default one where absent.</param>
    public static CategoryAnnotation ForScene(
        string label, string sceneReferenceId, string? taxonomyName = null) =>
        new(label, sceneReferenceId, taxonomyName) { _trackReferenceId = default, _isOfScene = true };

    void ILabel.Complete()
    {
        LabelCheck.Names("category", Label, ReferenceId);
        Type ??= AnnotationType.Category;
        Metadata ??= [];
        _taskId = new(TaskId);
        if (!_isOfScene)
            _trackReferenceId = new(TrackReferenceId);
    }
}
