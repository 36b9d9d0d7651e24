namespace LabelingGen.Cli;

/// <summary>One step of a demo: what it is called and what it does. It answers with what happened, or throws.</summary>
internal sealed record DemoStep(string Name, Func<CancellationToken, Task<string>> Run);

/// <summary>What came of a step.</summary>
/// <param name="Requests">HTTP requests that reached the emulator.</param>
internal sealed record DemoResult(string Name, bool Succeeded, string Detail, long Requests, TimeSpan Elapsed);

/// <summary>A step did not find what it had to find.</summary>
internal sealed class DemoFailedException(string message) : Exception(message)
{
    public static void Unless(bool expectation, string message)
    {
        if (!expectation)
            throw new DemoFailedException(message);
    }
}
