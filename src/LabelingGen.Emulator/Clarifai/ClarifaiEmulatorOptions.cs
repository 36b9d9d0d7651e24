namespace LabelingGen.Emulator;

/// <summary>What is special to the emulated Clarifai account.</summary>
public sealed class ClarifaiEmulatorOptions
{
    /// <summary>The account's personal access token.</summary>
    public string AccessToken { get; init; } = "clarifai_emulator";

    /// <summary>The account's user; <c>me</c> names it too.</summary>
    public string UserId { get; init; } = "emulator";

    /// <summary>How long an input is processed on the emulator's clock before it can be used. Default 2 s.</summary>
    public TimeSpan ProcessingDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a training or an evaluation runs on the emulator's clock; a tenth of it, it waits in a queue. Default 60 s.
    /// </summary>
    public TimeSpan TrainingDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the first prediction of a trained version answers that the model is being deployed. Default: not at all.</summary>
    public TimeSpan DeploymentDuration { get; init; } = TimeSpan.Zero;

    /// <summary>How long a runner's question for work is held while there is none, on the emulator's clock. Default 30 s.</summary>
    public TimeSpan RunnerPollDuration { get; init; } = TimeSpan.FromSeconds(30);
}
