using System.ClientModel;
using LabelingGen.Core;

namespace LabelingGen.Scale;

public partial class V2Client
{
    /// <summary>
    /// Reads the signed address of an attachment of a dataset task's response. The address takes no credential; do not send one.
    /// </summary>
    /// <param name="taskId">Id of the task.</param>
    /// <param name="attachmentId">Id of the attachment.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">An id is missing; nothing was sent.</exception>
    /// <exception cref="ScaleException">The call failed, or the answer names no address.</exception>
    public virtual async Task<ClientResult<Uri>> GetDatasetTaskResponseUrlAsync(
        string taskId, string attachmentId, CancellationToken cancellationToken = default)
    {
        ClientResult answer = await RequestDatasetTaskResponseUrlAsync(taskId, attachmentId, cancellationToken).ConfigureAwait(false);
        return answer.GetRawResponse().Headers.TryGetValue("Location", out string? location)
            && Uri.TryCreate(location, UriKind.Absolute, out Uri? address)
            && address.Scheme is "https" or "http"
            ? ClientResult.FromValue(address, answer.GetRawResponse())
            : throw new ScaleException(new ApiError("V2.GetDatasetTaskResponseUrl", "The answer names no address of the attachment.")
            {
                Status = answer.GetRawResponse().Status,
                Response = answer.GetRawResponse(),
                Outcome = ApiOutcome.SucceededUnreadable,
            });
    }
}
