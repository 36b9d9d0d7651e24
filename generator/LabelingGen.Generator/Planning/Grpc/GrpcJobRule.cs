using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning.Grpc;

/// <summary>
/// A kind of long-running work, as an entry of <c>jobs</c> tells it. Paths are field names joined by dots; through a repeated field they
/// lead to its first item.
/// </summary>
/// <param name="Name">Class of the job.</param>
/// <param name="Report">Method that reports on a job.</param>
/// <param name="Id">Field of its request that names the job.</param>
/// <param name="State">Path of the state in its answer: an enum, a text or a number.</param>
internal sealed record GrpcJobRule(
    string Name, string Report, string Id, string State, EquatableArray<string> Succeeded, EquatableArray<string> Failed,
    EquatableArray<string> Canceled)
{
    public string? Description { get; init; }

    /// <summary>States of a job that goes on; only their names matter, for every state that is not listed counts as such.</summary>
    public EquatableArray<string> Running { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Path of the progress in percent.</summary>
    public string? Percent { get; init; }

    /// <summary>Path of the reason of a failure.</summary>
    public string? Error { get; init; }

    /// <summary>Path of the result; the whole answer without.</summary>
    public string? Result { get; init; }

    /// <summary>Method that cancels a job; its request takes the fields of the report's request that it has too.</summary>
    public string? Cancel { get; init; }

    /// <summary>Method that starts a job.</summary>
    public string? Start { get; init; }

    /// <summary>
    /// Where the fields of the report's request come from after a start: paths that begin with <c>request.</c> or <c>response.</c>
    /// </summary>
    public EquatableArray<GrpcJobField> From { get; init; } = EquatableArray<GrpcJobField>.Empty;
}

internal sealed record GrpcJobField(string Field, string Path);
