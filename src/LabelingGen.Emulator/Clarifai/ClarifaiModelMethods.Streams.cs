using System.Runtime.CompilerServices;
using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

internal static partial class ClarifaiModelMethods
{
    /// <summary>Predictions that a runner may make, and those whose answers come one after the other.</summary>
    public static void MapStreams(ClarifaiMethods methods, ClarifaiState state, ClarifaiRunnerMethods runners, object gate)
    {
        methods.MapWaiting("PostModelOutputs", PostModelOutputsRequest.Parser, async (request, token) =>
            await runners.PredictAsync(request, token).ConfigureAwait(false) ?? Locked(request));
        methods.MapStream("GenerateModelOutputs", PostModelOutputsRequest.Parser, GenerateAsync);
        methods.MapStream("StreamModelOutputs", PostModelOutputsRequest.Parser, StreamAsync);

        MultiOutputResponse Locked(PostModelOutputsRequest request)
        {
            lock (gate)
                return Predict(state, request);
        }

        async IAsyncEnumerable<IMessage> GenerateAsync(
            IAsyncEnumerable<PostModelOutputsRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (PostModelOutputsRequest request in requests.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (runners.Generate(request, cancellationToken) is { } answers)
                {
                    await foreach (MultiOutputResponse answer in answers.ConfigureAwait(false))
                        yield return answer;
                    continue;
                }

                // A model of the emulator's makes one answer for each input.
                foreach (Output output in Locked(request).Outputs)
                    yield return new MultiOutputResponse { Status = output.Status, Outputs = { output } };
            }
        }

        async IAsyncEnumerable<IMessage> StreamAsync(
            IAsyncEnumerable<PostModelOutputsRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (PostModelOutputsRequest request in requests.WithCancellation(cancellationToken).ConfigureAwait(false))
                yield return await runners.PredictAsync(request, cancellationToken).ConfigureAwait(false) ?? Locked(request);
        }
    }
}
