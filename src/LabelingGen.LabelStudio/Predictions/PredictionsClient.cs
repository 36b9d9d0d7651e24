using System.ClientModel;

namespace LabelingGen.LabelStudio;

public partial class PredictionsClient
{
    /// <summary>Adds a prediction to a task.</summary>
    /// <param name="request">The task, the regions, score and model version.</param>
    /// <param name="cancellationToken">Ends the call; the server may have created the prediction.</param>
    /// <exception cref="RegionException">A region has a value that cannot be; nothing was sent.</exception>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual Task<ClientResult<Prediction>> CreateAsync(
        CreatePredictionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        RegionRules.Check(request.Result?.ToList(), "result", nameof(request));
        return SendCreateAsync(request, cancellationToken);
    }

    /// <summary>Changes a prediction; what is not set stays.</summary>
    /// <param name="id">Id of the prediction.</param>
    /// <param name="request">What to change.</param>
    /// <param name="cancellationToken">Ends the call; the server may have changed the prediction.</param>
    /// <exception cref="RegionException">A region has a value that cannot be; nothing was sent.</exception>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual Task<ClientResult<Prediction>> UpdateAsync(
        long id, UpdatePredictionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        RegionRules.Check(request.Result?.ToList(), "result", nameof(request));
        return SendUpdateAsync(id, request, cancellationToken);
    }

    /// <summary>Replaces a prediction.</summary>
    /// <param name="id">Id of the prediction.</param>
    /// <param name="request">What it is to be.</param>
    /// <param name="cancellationToken">Ends the call; the server may have replaced the prediction.</param>
    /// <exception cref="RegionException">A region has a value that cannot be; nothing was sent.</exception>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual Task<ClientResult<Prediction>> ReplaceAsync(
        long id, CreatePredictionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        RegionRules.Check(request.Result?.ToList(), "result", nameof(request));
        return SendReplaceAsync(id, request, cancellationToken);
    }
}
