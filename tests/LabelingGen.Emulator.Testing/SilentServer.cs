using LabelingGen.Testing;

namespace LabelingGen.Emulator.Testing;

/// <summary>Waits for what happens on the emulator's side, so that no test guesses how long that takes.</summary>
public static class SilentServer
{
    /// <summary>Until a request has met its fault.</summary>
    public static async Task FaultInjectedAsync(this VendorEmulator emulator)
    {
        ArgumentNullException.ThrowIfNull(emulator);
        while (emulator.Faults.Injected == 0)
            await Task.Yield();
    }

    /// <summary>Lets time pass for the server until the work is done, however late it answers; the client's clock stands still.</summary>
    public static async Task<T> LapseAsync<T>(this VendorEmulator emulator, Task<T> work)
    {
        ArgumentNullException.ThrowIfNull(emulator);
        ArgumentNullException.ThrowIfNull(work);
        while (!work.IsCompleted)
        {
            emulator.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(work, Task.Delay(1));
        }

        return await work;
    }

    /// <summary>
    /// Lets the client lose its patience with a request that is not answered. The clock stands still before the server has the request, and
    /// again once the client has left it, so that the next attempt has all the time it needs.
    /// </summary>
    /// <param name="emulator">The server, which stalls.</param>
    /// <param name="clock">The client's clock.</param>
    /// <param name="patience">The longest silence that the client bears.</param>
    /// <param name="call">The call.</param>
    public static async Task<T> PassSilenceAsync<T>(this VendorEmulator emulator, FakeTimeProvider clock, TimeSpan patience, Task<T> call)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(call);
        await emulator.FaultInjectedAsync();
        // A request is on record when it is over.
        while (!call.IsCompleted && emulator.Requests.Snapshot().All(request => request.Fault is null))
        {
            clock.Advance(patience);
            await Task.Delay(50);
        }

        return await call;
    }
}
