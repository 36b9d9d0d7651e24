using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>Makes answers of what the user's code made or threw.</summary>
internal static class RunnerAnswer
{
    public static MultiOutputResponse Of(IEnumerable<Output> outputs)
    {
        MultiOutputResponse answer = new() { Outputs = { outputs } };
        foreach (Output output in answer.Outputs)
            output.Status ??= new Status { Code = StatusCode.Success };
        answer.Status = StatusOf(answer.Outputs);
        return answer;
    }

    /// <summary>The outputs of all inputs of a request, one after the other.</summary>
    public static async Task<IReadOnlyList<Output>> PredictAllAsync(
        Func<Input, OutputInfo?, CancellationToken, Task<Output>> predict, PostModelOutputsRequest request,
        CancellationToken cancellationToken)
    {
        OutputInfo? info = request.Model?.ModelVersion is { Id.Length: > 0 } version ? version.OutputInfo : null;
        List<Output> outputs = [];
        foreach (Input input in request.Inputs)
            outputs.Add(await PredictAsync(predict, input, info, cancellationToken).ConfigureAwait(false));
        return outputs;
    }

    public static Output Failed(Exception? failure) => new()
    {
        Status = new Status
        {
            Code = StatusCode.ModelPredictionFailed,
            Description = "Failed",
            InternalDetails = failure?.Message ?? "The prediction was cancelled.",
            StackTrace = { (failure?.ToString() ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries) },
        },
    };

    /// <summary>The status of an item by those of its outputs: all, some or none succeeded.</summary>
    private static Status StatusOf(IReadOnlyCollection<Output> outputs)
    {
        int succeeded = outputs.Count(o => o.Status.Code == StatusCode.Success);
        return succeeded == outputs.Count ? new Status { Code = StatusCode.Success, Description = "Success" }
            : succeeded > 0 ? new Status { Code = StatusCode.MixedStatus, Description = "Mixed Status" }
            : new Status { Code = StatusCode.Failure, Description = "Failed" };
    }

    /// <summary>The user's code may fail in any way: that is the input's failure, and the others go on.</summary>
    private static async Task<Output> PredictAsync(
        Func<Input, OutputInfo?, CancellationToken, Task<Output>> predict, Input input, OutputInfo? info,
        CancellationToken cancellationToken)
    {
        Task<Output> prediction = CallAsync();
        await ((Task)prediction).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (prediction.IsCompletedSuccessfully)
            return prediction.Result;
        cancellationToken.ThrowIfCancellationRequested();
        return Failed(prediction.Exception?.InnerException);

        // A method of the user's that is not asynchronous throws at once; that is the same failure.
        async Task<Output> CallAsync() => await predict(input, info, cancellationToken).ConfigureAwait(false);
    }
}
