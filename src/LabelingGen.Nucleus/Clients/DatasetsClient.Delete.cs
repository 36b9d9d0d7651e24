namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
    /// <summary>Deletes the annotations of some items in a background job.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="referenceIds">The items, at least one; see <see cref="DeleteAllAnnotationsAsync"/>.</param>
    /// <param name="keepHistory">Whether the server keeps what the annotations were.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">There is no item, which would mean all; nothing was sent.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<AnnotationDeletionJob> DeleteAnnotationsAsync(
        string datasetId, IEnumerable<string> referenceIds, bool keepHistory = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(referenceIds);
        string[] references = [.. referenceIds];
        return references.Length > 0
            ? DeleteAnnotationsAsync(
                datasetId, new DeleteAnnotationsRequest { ReferenceIds = references, KeepHistory = keepHistory }, cancellationToken)
            : throw new ArgumentException("There is no item, which the server takes for all of them.", nameof(referenceIds));
    }

    /// <summary>Deletes all annotations of a dataset in a background job.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="keepHistory">Whether the server keeps what the annotations were.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<AnnotationDeletionJob> DeleteAllAnnotationsAsync(
        string datasetId, bool keepHistory = true, CancellationToken cancellationToken = default) =>
        DeleteAnnotationsAsync(
            datasetId, new DeleteAnnotationsRequest { ReferenceIds = [], KeepHistory = keepHistory }, cancellationToken);
}
