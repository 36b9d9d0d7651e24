namespace LabelingGen.Emulator;

/// <summary>What is special to Label Studio.</summary>
public sealed class LabelStudioEmulatorOptions
{
    /// <summary>The legacy token of the first user.</summary>
    public string Token { get; init; } = "0123456789abcdef0123456789abcdef01234567";

    /// <summary>Whether legacy tokens are accepted; the vendor switches them off for new organizations since 1.17.</summary>
    public bool AcceptsLegacyTokens { get; init; } = true;

    /// <summary>
    /// How long snapshots, conversions, storage syncs and training take on the emulator's clock. Zero: all is done within the request, as
    /// in a community installation without a task queue.
    /// </summary>
    public TimeSpan JobDuration { get; init; }

    /// <summary>Whether snapshots are converted by a call of their own, as enterprise servers want it.</summary>
    public bool ConvertsBeforehand { get; init; }

    /// <summary>Whether exports can be taken up again where a download broke.</summary>
    public DownloadRanges Ranges { get; init; }

    /// <summary>Titles of snapshots that fail: what goes wrong at the server has no other cause here.</summary>
    public IReadOnlyCollection<string> FailingSnapshots { get; init; } = [];

    /// <summary>Formats whose conversion fails, where snapshots are converted by a call of their own.</summary>
    public IReadOnlyCollection<string> FailingConversions { get; init; } = [];
}
