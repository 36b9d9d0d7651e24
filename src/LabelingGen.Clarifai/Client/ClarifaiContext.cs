using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

/// <summary>What the parts of a client share.</summary>
/// <param name="Services">The generated clients.</param>
/// <param name="Pipeline">Downloads media and archives.</param>
/// <param name="UserId">The user unless a call says otherwise.</param>
internal sealed record ClarifaiContext(ClarifaiServices Services, ApiPipeline Pipeline, ClarifaiClientOptions Options, string UserId)
{
    private const double FirstWaitSeconds = 1.8;
    private const double WaitGrowth = 1.3;
    private const double LongestWaitSeconds = 30;

    public TimeProvider Clock => Options.TimeProvider;

    /// <summary>Waits before looking again: 1.8 s and 1.3 times longer each time, up to 30 s, less a random part.</summary>
    public Task WaitAsync(int looks, CancellationToken cancellationToken)
    {
        double seconds = Math.Min(FirstWaitSeconds * Math.Pow(WaitGrowth, looks), LongestWaitSeconds);
        return Task.Delay(TimeSpan.FromSeconds(seconds * (1 - (Options.Retry.Jitter * Options.Random()))), Clock, cancellationToken);
    }

    /// <summary>The ids that a request begins with.</summary>
    public static UserAppIDSet Owner(string userId, string appId = "") => new() { UserId = userId, AppId = appId };
}
