using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

public sealed partial class CategoryPrediction : ILabel
{
    /// <summary>Makes a class of a whole item, as a model predicted it.</summary>
    /// <param name="label">Class name.</param>
    /// <param name="referenceId">Reference id of the item.</param>
    /// <param name="taxonomyName">Taxonomy the label belongs to; the default one where absent.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    [SetsRequiredMembers]
    public CategoryPrediction(string label, string referenceId, string? taxonomyName = null, double? confidence = null)
        : this()
    {
        Label = label;
        ReferenceId = referenceId;
        TaxonomyName = taxonomyName;
        Geometry = [];
        Metadata = [];
        Confidence = confidence;
    }

    // The official client writes null for the metadata of a scene's class, and an empty object for that of an item's.
    private bool _isOfScene;

    /// <summary>A class of a whole item has no place; the server wants an empty object.</summary>
    public required JsonObject Geometry
    {
        get => field ??= [];
        set;
    }

    string? ILabel.AnnotationId => null;

    string? ILabel.MaskUrl => null;

    /// <summary>
    /// Makes a class of a whole scene, as a model predicted it. On the wire it differs from that of an item: it has no track. Read back,
    /// the two look alike.
    /// </summary>
    /// <param name="label">Class name.</param>
    /// <param name="sceneReferenceId">Reference id of the scene.</param>
    /// <param name="taxonomyName">Taxonomy the label belongs to; the default one where absent.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static CategoryPrediction ForScene(
        string label, string sceneReferenceId, string? taxonomyName = null, double? confidence = null) =>
        new(label, sceneReferenceId, taxonomyName, confidence) { _trackReferenceId = default, _isOfScene = true, Metadata = null };

    void ILabel.Complete()
    {
        LabelCheck.Names("category", Label, ReferenceId);
        LabelCheck.Scores("category", ReferenceId, Confidence, ClassPdf);
        Type ??= AnnotationType.Category;
        _taskId = new(TaskId);
        if (_isOfScene)
            return;
        Metadata ??= [];
        _trackReferenceId = new(TrackReferenceId);
    }
}
