using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning.Grpc;

/// <summary>The class of one kind of job, and the methods of the sub-client that hand it out. Expressions are ready C#.</summary>
/// <param name="Name">Class of the job.</param>
/// <param name="Client">Class of the sub-client that reports on it.</param>
/// <param name="Report">The method that reports.</param>
/// <param name="Id">Expression of <c>request</c>.</param>
/// <param name="State">Expression of <c>report</c>.</param>
/// <param name="Result">Expression of <c>report</c>.</param>
/// <param name="ResultType">C# type of the result.</param>
internal sealed record GrpcJobPlan(
    string Namespace, string Name, string Client, GrpcMethodPlan Report, string Id, string State, string Result, string ResultType)
    : UnitPlan(Namespace, Name)
{
    public string? Description { get; init; }

    public EquatableArray<string> Succeeded { get; init; } = EquatableArray<string>.Empty;

    public EquatableArray<string> Failed { get; init; } = EquatableArray<string>.Empty;

    public EquatableArray<string> Canceled { get; init; } = EquatableArray<string>.Empty;

    public string? Percent { get; init; }

    public string? Error { get; init; }

    public GrpcMethodPlan? Cancel { get; init; }

    /// <summary>Properties that the request to cancel takes over from <c>request</c>.</summary>
    public EquatableArray<GrpcJobField> CancelFields { get; init; } = EquatableArray<GrpcJobField>.Empty;

    public GrpcMethodPlan? Start { get; init; }

    /// <summary>Properties of the report's request, and their expressions of <c>request</c> and <c>response</c>.</summary>
    public EquatableArray<GrpcJobField> StartFields { get; init; } = EquatableArray<GrpcJobField>.Empty;
}
