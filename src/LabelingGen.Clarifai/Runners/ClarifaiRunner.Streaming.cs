using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

public sealed partial class ClarifaiRunner
{
    /// <summary>
    /// Works over one stream (ProcessRunnerItems) until it is cancelled: the service sends items as they come, and each is worked on at
    /// once, side by side with the others. A stream that ends or breaks is begun again, after a break with growing waits. gRPC only.
    /// </summary>
    /// <remarks>
    /// The stream begins with a handshake (RUNNER_STREAM_START) that names the runner and this process; several answers to an item end
    /// with RUNNER_STREAM_END. The service's own client of this protocol is not public: the fields of the handshake are inferred.
    /// </remarks>
    /// <param name="model">Makes the answers.</param>
    /// <param name="cancellationToken">Ends the work after the items under way were answered.</param>
    /// <exception cref="ApiException">The credential was refused, or there is no such runner.</exception>
    public async Task RunStreamAsync(RunnerModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        PostRunnerItemOutputsRequest identity = Identity();
        identity.RunnerReplicaId = _context.Options.NewId();
        int failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                RunnerStream stream = new(_context.Services.Runners, identity, model);
                int messages = await stream.RunAsync(id => LogOtherWork(_logger, RunnerId, id), cancellationToken).ConfigureAwait(false);
                failures = messages > 0 ? 0 : failures + 1;
            }
            catch (ApiException failure) when (failure.Status is not (401 or 403 or 404))
            {
                LogFailure(_logger, RunnerId, failure.Message);
                failures++;
            }

            if (failures > 0)
                await WaitOrStopAsync(failures - 1, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitOrStopAsync(int looks, CancellationToken cancellationToken)
    {
        Task wait = _context.WaitAsync(looks, cancellationToken);
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellationToken.IsCancellationRequested)
            await wait.ConfigureAwait(false);
    }
}
