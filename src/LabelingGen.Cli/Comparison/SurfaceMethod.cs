using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Operations;

namespace LabelingGen.Cli;

/// <summary>A public method of a client.</summary>
/// <param name="Name">From the client on: <c>Tasks.GetAsync</c>.</param>
/// <param name="Values">All values it takes, wherever its signature puts them.</param>
internal sealed record SurfaceMethod(Operation Operation, string Name, MethodPlan Plan, IReadOnlyList<ValuePlan> Values)
{
    /// <summary>The call, whatever the parameters in its path are named: <c>GET /tasks/{}</c>.</summary>
    public string Route { get; } = $"{Operation.Method} {RouteOf(Operation.Path)}";

    private static string RouteOf(string path) => string.Join('/', path.Split('/').Select(segment =>
    {
        int open = segment.IndexOf('{', StringComparison.Ordinal);
        int close = segment.LastIndexOf('}');
        return open >= 0 && close > open ? segment[..open] + "{}" + segment[(close + 1)..] : segment;
    }));
}
