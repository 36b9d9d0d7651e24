namespace LabelingGen.Emulator;

/// <summary>What is special to the emulated FastLabel workspace.</summary>
public sealed class FastLabelEmulatorOptions
{
    /// <summary>The workspace's access token.</summary>
    public string AccessToken { get; init; } = "fastlabel_emulator";

    /// <summary>How long imports, trainings, evaluations and auto-annotations run on the emulator's clock. Default 10 s.</summary>
    public TimeSpan JobDuration { get; init; } = TimeSpan.FromSeconds(10);
}
