using LabelingGen.Emulator;

namespace LabelingGen.Cli;

/// <summary>Lets the emulator's clock, which the client waits by too, run fast while something is waited for.</summary>
internal static class TimeLapse
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task<T> WaitAsync<T>(EmulatorClock clock, Task<T> work)
    {
        while (!work.IsCompleted)
        {
            clock.Advance(Step);
            await Task.WhenAny(work, Task.Delay(Pause)).ConfigureAwait(false);
        }

        return await work.ConfigureAwait(false);
    }
}
