using System.ClientModel;
using System.Text.Json.Nodes;

namespace LabelingGen.Scale;

public partial class TasksClient
{
    /// <summary>Replaces all tags of a task.</summary>
    /// <param name="taskId">Id of the task.</param>
    /// <param name="tags">The tags, at most five. An empty list is sent without a body, as the official client does.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">There is no id or no list; nothing was sent.</exception>
    /// <exception cref="ScaleException">The call failed.</exception>
    public virtual Task<ClientResult<ScaleTask>> SetTagsAsync(
        string taskId, IReadOnlyList<string> tags, CancellationToken cancellationToken = default) =>
        SubmitTagsAsync(taskId, SentTags(tags), cancellationToken);

    /// <summary>Adds tags to a task; those it has already are ignored.</summary>
    /// <inheritdoc cref="SetTagsAsync"/>
    public virtual Task<ClientResult<ScaleTask>> AddTagsAsync(
        string taskId, IReadOnlyList<string> tags, CancellationToken cancellationToken = default) =>
        SubmitAddedTagsAsync(taskId, SentTags(tags), cancellationToken);

    /// <summary>Removes tags from a task; those it does not have are ignored.</summary>
    /// <inheritdoc cref="SetTagsAsync"/>
    public virtual Task<ClientResult<ScaleTask>> DeleteTagsAsync(
        string taskId, IReadOnlyList<string> tags, CancellationToken cancellationToken = default) =>
        SubmitDeletedTagsAsync(taskId, SentTags(tags), cancellationToken);

    /// <summary>Replaces the metadata of a task.</summary>
    /// <param name="taskId">Id of the task.</param>
    /// <param name="metadata">The metadata, at most 10 KB. An empty object is sent without a body, as the official client does.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">There is no id or no metadata; nothing was sent.</exception>
    /// <exception cref="ScaleException">The call failed.</exception>
    public virtual Task<ClientResult<ScaleTask>> SetMetadataAsync(
        string taskId, JsonObject metadata, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return SubmitMetadataAsync(taskId, metadata.Count == 0 ? null : metadata, cancellationToken);
    }

    /// <summary>Accepts or rejects the answer of a completed task.</summary>
    /// <param name="taskId">Id of the task.</param>
    /// <param name="accepted">Whether the answer is good.</param>
    /// <param name="comments">Remarks for the labelers.</param>
    /// <param name="cancellationToken">Ends the call; the audit may have been stored.</param>
    /// <exception cref="ArgumentException">There is no id; nothing was sent.</exception>
    /// <exception cref="ScaleException">The call failed.</exception>
    public virtual Task<ClientResult> AuditAsync(
        string taskId, bool accepted, string? comments = null, CancellationToken cancellationToken = default) =>
        SubmitAuditAsync(taskId, new TaskAudit { Accepted = accepted, Comments = comments }, cancellationToken);

    /// <summary>Gives a task another id of the customer's own.</summary>
    /// <param name="taskId">Id of the task.</param>
    /// <param name="uniqueId">An id that no other task of the account has.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">There is no id; nothing was sent.</exception>
    /// <exception cref="ScaleDuplicateTaskException">Another task has this id.</exception>
    /// <exception cref="ScaleException">The call failed.</exception>
    public virtual Task<ClientResult<ScaleTask>> UpdateUniqueIdAsync(
        string taskId, string uniqueId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(uniqueId);
        return SubmitUniqueIdAsync(taskId, new TaskUniqueId { UniqueId = uniqueId }, cancellationToken);
    }

    private static IReadOnlyList<string>? SentTags(IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return tags.Count == 0 ? null : tags;
    }
}
