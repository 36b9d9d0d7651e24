using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Operations;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes the class of one kind of job, and the methods that take one up again.</summary>
internal static class JobEmitter
{
    private const string RawResponse = "global::System.ClientModel.Primitives.PipelineResponse";

    public static void Write(CodeWriter code, JobPlan plan)
    {
        string result = plan.Result.DeclaredType;
        code.Summary(plan.Summary, $"A job of the API; wait for it with <c>WaitForCompletionAsync</c>.");
        code.GeneratedCode();
        using (code.Open($"public partial class {plan.Name} : {Core}Job<{result}>"))
        {
            OperationCode.Fields(code, Calls(plan).Select(part => part.Call));
            code.Line("/// <summary>Makes a handle of a job.</summary>");
            code.Line($"protected internal {plan.Name}({Core}JobTracker<{result}> tracker)");
            code.Indented(": base(tracker)");
            code.Line("{");
            code.Line("}");

            code.Line();
            using (code.Open($"internal static {plan.Name} Track({ApiPipeline} pipeline, string id, {RawResponse}? started = null)"))
                Track(code, plan, result);
        }
    }

    /// <summary>Writes the two methods that take a job up again, by its id and by a stored token.</summary>
    public static void Resume(CodeWriter code, string className)
    {
        code.Line();
        code.Line($"/// <summary>Takes up a <see cref=\"{className}\"/> again, for example in another process. Nothing is sent yet.</summary>");
        code.Line("/// <param name=\"jobId\">The job's id.</param>");
        using (code.Open($"public virtual {className} Resume{className}(string jobId)"))
        {
            code.Line($"{ArgumentExceptionType}.ThrowIfNullOrEmpty(jobId);");
            code.Line($"return {className}.Track(_pipeline, jobId);");
        }

        code.Line();
        code.Line($"/// <summary>Takes up a <see cref=\"{className}\"/> again, for example in another process. Nothing is sent yet.</summary>");
        code.Line("/// <param name=\"rehydrationToken\">The token of the job.</param>");
        code.Line($"/// <exception cref=\"{ArgumentExceptionType}\">The token is malformed or names another kind of job.</exception>");
        code.Line($"public virtual {className} Resume{className}({ContinuationToken} rehydrationToken) =>");
        code.Indented($"{className}.Track(_pipeline, {ApiPipeline}.ReadJobToken({StringLiteral.Of(className)}, rehydrationToken));");
    }

    private static void Track(CodeWriter code, JobPlan plan, string result)
    {
        using (code.Open($"var definition = new {Core}JobDefinition<{plan.Report.Type}, {result}>", "};"))
        {
            code.Line($"Name = {StringLiteral.Of(plan.Name)},");
            code.Line($"CreateStatusRequest = jobId => {Request(plan.Status)},");
            code.Line($"Read = {plan.Report.Read},");
            code.Line($"State = static report => {plan.State},");
            States(code, "Running", plan.Running);
            States(code, "Succeeded", plan.Succeeded, always: true);
            States(code, "Failed", plan.Failed, always: true);
            States(code, "Canceled", plan.Canceled);
            if (plan.Progress is { } progress)
                code.Line($"Progress = static report => {progress},");
            if (plan.Error is { } error)
                code.Line($"Error = static report => {error},");
            if (plan.ResultExpression is { } expression)
                code.Line($"Result = static report => {expression},");
            if (plan.ResultCall is { } fetch)
            {
                code.Line("GetResult = async (jobId, _, cancellationToken) =>");
                code.Indented($"(await pipeline.SendAsync({Request(fetch)}, {plan.Result.ReadExpression}, cancellationToken).ConfigureAwait(false)).Value,");
            }

            if (plan.ErrorsCall is { } errors)
            {
                code.Line("GetErrors = async (jobId, cancellationToken) =>");
                code.Indented($"(await pipeline.SendAsync({Request(errors)}, {Core}JobErrorList.Read, cancellationToken).ConfigureAwait(false)).Value,");
            }

            if (plan.CancelCall is { } cancel)
                code.Line($"Cancel = (jobId, cancellationToken) => pipeline.SendAsync({Request(cancel)}, cancellationToken),");
        }

        code.Line($"return new {plan.Name}(pipeline.TrackJob(definition, id, started));");
    }

    private static void States(CodeWriter code, string name, EquatableArray<string> states, bool always = false)
    {
        if (states.Count > 0)
            code.Line($"{name} = new[] {{ {string.Join(", ", states.Select(StringLiteral.Of))} }},");
        else if (always)
            code.Line($"{name} = new string[0],");
    }

    private static string Request(JobCallPlan part) =>
        $"pipeline.CreateRequest({part.Call.Field}).{part.IdTarget}({StringLiteral.Of(part.IdName)}, jobId)";

    private static IEnumerable<JobCallPlan> Calls(JobPlan plan)
    {
        yield return plan.Status;
        foreach (JobCallPlan? part in new[] { plan.ResultCall, plan.ErrorsCall, plan.CancelCall })
        {
            if (part is not null)
                yield return part;
        }
    }
}
