using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>The class of one kind of job: one file. Expressions are of <c>report</c>.</summary>
/// <param name="Report">Type of the answer that reports on a job.</param>
/// <param name="Result">Type of what the job gives.</param>
/// <param name="State">Expression of the state.</param>
internal sealed record JobPlan(string Namespace, string Name, JobCallPlan Status, TypeUse Report, TypeUse Result, string State)
    : ClientUnitPlan(Namespace, Name)
{
    public string? Summary { get; init; }

    public EquatableArray<string> Running { get; init; } = EquatableArray<string>.Empty;

    public EquatableArray<string> Succeeded { get; init; } = EquatableArray<string>.Empty;

    public EquatableArray<string> Failed { get; init; } = EquatableArray<string>.Empty;

    public EquatableArray<string> Canceled { get; init; } = EquatableArray<string>.Empty;

    public string? Progress { get; init; }

    public string? Error { get; init; }

    /// <summary>Expression of the result in the report; <see langword="null"/> where <see cref="ResultCall"/> fetches it.</summary>
    public string? ResultExpression { get; init; }

    public JobCallPlan? ResultCall { get; init; }

    public JobCallPlan? ErrorsCall { get; init; }

    public JobCallPlan? CancelCall { get; init; }

    public override EquatableArray<string> Members =>
        EquatableArray.Create("Id", "State", "Progress", "CanCancel", "HasSucceeded", "Value", "RehydrationToken", "HasCompleted");
}

/// <summary>A call whose one argument is the job's id.</summary>
/// <param name="IdName">The spec's name of the parameter.</param>
internal sealed record JobCallPlan(CallPlan Call, string IdName, ValueTarget IdTarget);

/// <summary>What a method that starts a job does with the answer.</summary>
/// <param name="ClassName">Class of the job.</param>
/// <param name="Id">Expression of the job's id, of <c>started.Value</c>.</param>
internal sealed record StartedJobPlan(string ClassName, string Id);
