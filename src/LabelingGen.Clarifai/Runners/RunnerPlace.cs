namespace LabelingGen.Clarifai;

/// <summary>Where a runner is, on installations that keep runners in node pools; older ones need neither.</summary>
/// <param name="NodepoolId">The node pool.</param>
/// <param name="ComputeClusterId">The cluster it belongs to.</param>
public sealed record RunnerPlace(string NodepoolId, string ComputeClusterId)
{
    internal static RunnerPlace None { get; } = new("", "");
}
