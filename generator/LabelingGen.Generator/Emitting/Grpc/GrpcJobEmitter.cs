using LabelingGen.Generator.Planning.Grpc;

namespace LabelingGen.Generator.Emitting.Grpc;

/// <summary>Writes the class of one kind of job over gRPC, and the methods that start one or take one up again.</summary>
internal static class GrpcJobEmitter
{
    private const string Core = "global::LabelingGen.Core.";
    private const string CoreGrpc = Core + "Grpc.";
    private const string Token = "global::System.ClientModel.ContinuationToken";

    public static void Write(CodeWriter code, GrpcJobPlan plan)
    {
        code.Summary(plan.Description, "A job of the service; wait for it with <c>WaitForCompletionAsync</c>.");
        code.GeneratedCode();
        using (code.Open($"public partial class {plan.Name} : {Core}Job<{plan.ResultType}>"))
        {
            string definition = $"{CoreGrpc}GrpcJobDefinition<{plan.Report.Input}, {plan.Report.Output}, {plan.ResultType}>";
            code.Line("/// <summary>Makes a handle of a job.</summary>");
            code.Line($"protected internal {plan.Name}({Core}JobTracker<{plan.ResultType}> tracker)");
            code.Indented(": base(tracker)");
            code.Line("{");
            code.Line("}");
            code.Line();
            using (code.Open($"internal static {plan.Name} Track({CoreGrpc}IGrpcInvoker invoker, {plan.Report.Input} request)"))
            {
                using (code.Open($"var definition = new {definition}", "};"))
                    WriteDefinition(code, plan);
                code.Line($"return new {plan.Name}({CoreGrpc}GrpcJob.Track(invoker, definition, request));");
            }
        }
    }

    public static void WriteHandOut(CodeWriter code, GrpcJobPlan plan)
    {
        string obsolete = plan.Report.Deprecated ? "[global::System.Obsolete(\"The service has deprecated this.\")]" : "";
        code.Line();
        code.Line($"/// <summary>Takes up a <see cref=\"{plan.Name}\"/>. Nothing is sent yet.</summary>");
        code.Line("/// <param name=\"request\">The request that asks about the job.</param>");
        if (obsolete.Length > 0)
            code.Line(obsolete);
        code.Line($"public virtual {plan.Name} Track{plan.Name}({plan.Report.Input} request) => {plan.Name}.Track(_invoker, request);");
        code.Line();
        code.Line($"/// <summary>Takes up a <see cref=\"{plan.Name}\"/> again, for example in another process. Nothing is sent yet.</summary>");
        code.Line("/// <param name=\"rehydrationToken\">The token of the job.</param>");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">The token is malformed or names another kind of job.</exception>");
        if (obsolete.Length > 0)
            code.Line(obsolete);
        code.Line($"public virtual {plan.Name} Resume{plan.Name}({Token} rehydrationToken) => {plan.Name}.Track(");
        code.Indented("_invoker,");
        code.Indented(
            $"{CoreGrpc}GrpcJob.ReadToken({StringLiteral.Of(plan.Name)}, rehydrationToken, {plan.Report.Input}.Parser));");
        if (plan.Start is { } start)
            WriteStart(code, plan, start);
    }

    private static void WriteStart(CodeWriter code, GrpcJobPlan plan, GrpcMethodPlan start)
    {
        code.Line();
        code.Summary(start.Comment, $"Calls <c>{DocText.Inline(start.Rpc)}</c>.");
        code.Line("/// <returns>The job, to be waited for; the server works on it.</returns>");
        code.Line($"public virtual async global::System.Threading.Tasks.Task<{plan.Name}> Start{plan.Name}Async(");
        code.Indented($"{start.Input} request,");
        code.Indented($"{CoreGrpc}GrpcCallOptions? options = null,");
        using (code.Open("    global::System.Threading.CancellationToken cancellationToken = default)"))
        {
            code.Line("if (request is null)");
            code.Indented("throw new global::System.ArgumentNullException(nameof(request));");
            code.Line(
                $"{start.Output} response = await _invoker.UnaryAsync({start.Name}Method, request, options, cancellationToken).ConfigureAwait(false);");
            using (code.Open($"return Track{plan.Name}(new {plan.Report.Input}", "});"))
            {
                foreach (GrpcJobField field in plan.StartFields)
                    code.Line($"{field.Field} = {field.Path},");
            }
        }
    }

    private static void WriteDefinition(CodeWriter code, GrpcJobPlan plan)
    {
        code.Line($"Name = {StringLiteral.Of(plan.Name)},");
        code.Line($"Method = {plan.Client}.{plan.Report.Name}Method,");
        code.Line($"Id = static request => {plan.Id},");
        code.Line($"State = static report => {plan.State},");
        code.Line($"Succeeded = {Texts(plan.Succeeded)},");
        code.Line($"Failed = {Texts(plan.Failed)},");
        if (plan.Canceled.Count > 0)
            code.Line($"Canceled = {Texts(plan.Canceled)},");
        if (plan.Percent is { } percent)
            code.Line($"Progress = static (report, state) => {Core}JobProgress.Of(state, {percent}, isPercent: true),");
        if (plan.Error is { } error)
            code.Line($"Error = static report => {error},");
        code.Line($"Result = static report => {plan.Result}{(plan.Result == "report" ? "" : $" ?? new {plan.ResultType}()")},");
        if (plan.Cancel is { } cancel)
        {
            string fields = string.Join(", ", plan.CancelFields.Select(f => $"{f.Field} = {f.Path}"));
            code.Line("Cancel = (request, cancellationToken) => invoker.UnaryAsync(");
            code.Indented($"{plan.Client}.{cancel.Name}Method, new {cancel.Input} {{ {fields} }}, null, cancellationToken),");
        }
    }

    private static string Texts(IEnumerable<string> texts) => $"new string[] {{ {string.Join(", ", texts.Select(StringLiteral.Of))} }}";
}
