namespace LabelingGen.Emulator;

/// <summary>What is special to the emulated Scale Nucleus account.</summary>
public sealed class NucleusEmulatorOptions
{
    /// <summary>The account's key, sent as the user name of HTTP basic authentication.</summary>
    public string ApiKey { get; init; } = "nucleus_emulator";

    /// <summary>The key that is sent in the header <c>x-limited-access-key</c> instead.</summary>
    public string LimitedAccessKey { get; init; } = "nucleus_limited_emulator";

    /// <summary>How long a job takes on the emulator's clock, a fifth of it queued. It has its effect at its end. Default 5 s.</summary>
    public TimeSpan JobDuration { get; init; } = TimeSpan.FromSeconds(5);
}
