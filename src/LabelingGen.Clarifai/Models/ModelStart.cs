using System.Runtime.CompilerServices;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;

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

    /// <summary>The answers of a stream; it is begun again as long as its first answer is that the model is starting.</summary>
    public static async IAsyncEnumerable<MultiOutputResponse> StreamAsync(
        ClarifaiContext context, string method, Func<CancellationToken, GrpcResponseStream<MultiOutputResponse>> call, Action answered,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long start = context.Clock.GetTimestamp();
        for (int looks = 0; ; looks++)
        {
            bool isStarting = false;
            bool isAnswered = false;
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            GrpcResponseStream<MultiOutputResponse> answers = call(attempt.Token);
            await using (((IAsyncDisposable)answers).ConfigureAwait(false))
            {
                await foreach (MultiOutputResponse answer in answers.WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    Status status = answer.Status ?? new Status();
                    ClarifaiStatusCode code = status.Code;
                    TimeSpan elapsed = context.Clock.GetElapsedTime(start);
                    isStarting = !isAnswered && code.IsModelStarting && elapsed < context.Options.ModelStartTimeout;
                    if (isStarting)
                        break;
                    if (!code.IsAnswer)
                        throw ClarifaiException.Create(method, status, answer, looks + 1, elapsed);
                    isAnswered = true;
                    answered();
                    yield return answer;
                }
            }

            if (!isStarting)
                yield break;
            await attempt.CancelAsync().ConfigureAwait(false);
            await context.WaitAsync(looks, cancellationToken).ConfigureAwait(false);
        }
    }
}
