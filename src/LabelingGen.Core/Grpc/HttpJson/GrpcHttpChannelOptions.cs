namespace LabelingGen.Core.Grpc;

/// <summary>What can be set for a <see cref="GrpcHttpChannel"/>, besides what its pipeline says.</summary>
public sealed record GrpcHttpChannelOptions
{
    /// <summary>Values of path variables whose field is empty, by the variable: <c>{ ["user.id"] = "me" }</c>.</summary>
    public IReadOnlyDictionary<string, string> VariableDefaults { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Full names of fields that are written even when they hold their default, for servers that take something else for an absent one:
    /// <c>pkg.Message.field</c>.
    /// </summary>
    public IReadOnlySet<string> AlwaysWritten { get; init; } = new HashSet<string>();

    /// <summary>Longest time a call may take, all attempts and waits included. Default: as the pipeline says.</summary>
    public TimeSpan? Deadline { get; init; }
}
