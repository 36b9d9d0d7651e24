using System.ClientModel;
using System.Diagnostics;
using System.Text.Json;
using LabelingGen.Core;
using LabelingGen.Emulator;

namespace LabelingGen.Cli;

/// <summary>Runs the steps of a story one after the other; the first that fails ends it.</summary>
internal static class DemoRunner
{
    public static async Task<IReadOnlyList<DemoResult>> RunAsync(
        VendorEmulator? emulator, IReadOnlyList<DemoStep> steps, IStepProgress progress, CancellationToken cancellationToken)
    {
        List<DemoResult> results = [];
        foreach (DemoStep step in steps)
        {
            progress.Begin(step.Name);
            long before = emulator?.Requests.Count ?? 0;
            Stopwatch watch = Stopwatch.StartNew();
            (bool succeeded, string detail) = await RunAsync(step, cancellationToken).ConfigureAwait(false);
            DemoResult result = new(step.Name, succeeded, detail, (emulator?.Requests.Count ?? 0) - before, watch.Elapsed);
            results.Add(result);
            progress.End(result);
            if (!succeeded)
                break;
        }

        return results;
    }

    private static async Task<(bool Succeeded, string Detail)> RunAsync(DemoStep step, CancellationToken cancellationToken)
    {
        try
        {
            return (true, await step.Run(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is DemoFailedException or ClientResultException or JobFailedException or JobTimeoutException
            or ArgumentException or JsonException or IOException)
        {
            return (false, $"{failure.GetType().Name}: {failure.Message}");
        }
    }
}
