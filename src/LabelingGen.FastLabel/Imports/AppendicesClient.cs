using System.ClientModel;
using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

public partial class AppendicesClient
{
    /// <summary>
    /// Uploads a zip file with appendices and imports them: folders <c>task name/content name.pcd/</c> that hold pairs of an image and a
    /// calibration file.
    /// </summary>
    /// <param name="project">Project slug.</param>
    /// <param name="zipPath">The file.</param>
    /// <param name="progress">Told the bytes sent so far.</param>
    /// <param name="cancellationToken">Ends the call; the server may have begun the import.</param>
    /// <returns>What the API says of the import; its shape is not documented.</returns>
    /// <exception cref="ArgumentException">The file is no zip file; nothing was sent.</exception>
    /// <exception cref="FastLabelException">The upload or the import was refused.</exception>
    public virtual async Task<ClientResult<JsonNode?>> ImportAsync(
        string project, string zipPath, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        string key = await ZipUpload.SendAsync(_pipeline, project, zipPath, FileRule.Zip, progress, cancellationToken)
            .ConfigureAwait(false);
        return await ImportAsync(new ImportFileRequest { Project = project, FileKey = key }, cancellationToken).ConfigureAwait(false);
    }
}
