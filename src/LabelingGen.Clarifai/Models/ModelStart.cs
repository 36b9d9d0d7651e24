namespace LabelingGen.Clarifai;

/// <summary>Repeats a prediction while its model is on its way to answer.</summary>
internal static class ModelStart
{
    public static async Task<T> RetryAsync<T>(
        ClarifaiContext context, Func<CancellationToken, Task<T>> predict, CancellationToken cancellationToken)
    {
        long start = context.Clock.GetTimestamp();
        for (int looks = 0; ; looks++)
        {
            try
            {
                return await predict(cancellationToken).ConfigureAwait(false);
            }
            catch (ClarifaiException failure) when (
                failure.Code.IsModelStarting && context.Clock.GetElapsedTime(start) < context.Options.ModelStartTimeout)
            {
                await context.WaitAsync(looks, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
