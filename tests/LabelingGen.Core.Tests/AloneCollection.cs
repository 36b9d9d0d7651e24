namespace LabelingGen.Core.Tests;

/// <summary>
/// Tests that run when no other does: their many workers share one clock, which moves when the thread pool has come to rest, and other
/// tests would keep it from that.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
