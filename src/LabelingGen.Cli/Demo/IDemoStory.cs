using LabelingGen.Emulator;

namespace LabelingGen.Cli;

/// <summary>A vendor's demo: its part of the emulator and the steps, in order; each stands on the ones before.</summary>
internal interface IDemoStory
{
    /// <summary>Starts the emulator as the story needs it.</summary>
    Task<VendorEmulator> StartAsync(CancellationToken cancellationToken);

    /// <summary>The steps; the last one hands over the labels that came back.</summary>
    IReadOnlyList<DemoStep> Steps(VendorEmulator emulator, DemoLabels labels);
}
