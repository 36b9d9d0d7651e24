using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>What is special to the emulated Scale AI account.</summary>
public sealed class ScaleEmulatorOptions
{
    /// <summary>The key of the live mode: tasks take <see cref="TaskDuration"/>.</summary>
    public string ApiKey { get; init; } = "live_emulator";

    /// <summary>The key of the test mode: tasks complete at once, and nothing made live is visible. Begins with <c>test_</c>.</summary>
    public string TestApiKey { get; init; } = "test_emulator";

    /// <summary>Value of the header <c>scale-callback-auth</c> that callbacks carry.</summary>
    public string CallbackKey { get; init; } = "emulator-callback-key";

    /// <summary>How long a live task stays pending on the emulator's clock. Default 30 s.</summary>
    public TimeSpan TaskDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an invited teammate stays away from the team list. Default 5 s.</summary>
    public TimeSpan InvitationDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Makes the response of a task from the task's JSON; null leaves it to the emulator, which makes plausible annotations
    /// up from the task's own geometries, labels and fields. Runs under the emulator's lock and must not throw.
    /// </summary>
    public Func<JsonObject, JsonObject?>? Annotate { get; init; }
}
