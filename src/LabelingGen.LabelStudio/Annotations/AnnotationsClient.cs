using System.ClientModel;

namespace LabelingGen.LabelStudio;

public partial class AnnotationsClient
{
    /// <summary>Adds an annotation to a task.</summary>
    /// <param name="taskId">Id of the task.</param>
    /// <param name="request">The regions, and what is known about the work.</param>
    /// <param name="cancellationToken">Ends the call; the server may have created the annotation.</param>
    /// <exception cref="RegionException">A region has a value that cannot be; nothing was sent.</exception>
    /// <exception cref="LabelStudioConflictException">Another annotation has this <c>unique_id</c>.</exception>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual Task<ClientResult<Annotation>> CreateAsync(
        long taskId, CreateAnnotationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        RegionRules.Check(request.Result, "result", nameof(request));
        return SendCreateAsync(taskId, request, cancellationToken);
    }

    /// <summary>Changes an annotation; what is not set stays.</summary>
    /// <param name="id">Id of the annotation.</param>
    /// <param name="request">What to change.</param>
    /// <param name="cancellationToken">Ends the call; the server may have changed the annotation.</param>
    /// <exception cref="RegionException">A region has a value that cannot be; nothing was sent.</exception>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual Task<ClientResult<Annotation>> UpdateAsync(
        long id, UpdateAnnotationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        RegionRules.Check(request.Result, "result", nameof(request));
        return SendUpdateAsync(id, request, cancellationToken);
    }
}
