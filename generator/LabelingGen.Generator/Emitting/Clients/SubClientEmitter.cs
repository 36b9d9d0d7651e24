using LabelingGen.Generator.Planning.Operations;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes the class with the methods of one resource.</summary>
internal static class SubClientEmitter
{
    public static void Write(CodeWriter code, SubClientPlan plan)
    {
        code.Summary(plan.Description, plan.Tag is { } tag ? $"The operations of <c>{DocText.Inline(tag)}</c>." : "Operations of the API.");
        code.GeneratedCode();
        using (code.Open($"public partial class {plan.Name}"))
        {
            OperationCode.Fields(code, plan.Methods.Select(method => method.Call));
            code.Line($"private readonly {ApiPipeline} _pipeline;");
            code.Line();
            code.Line($"internal {plan.Name}({ApiPipeline} pipeline) => _pipeline = pipeline;");
            code.Line();
            code.Line("/// <summary>For mocks: the methods of such a client can be overridden, and do not work otherwise.</summary>");
            code.Line($"protected {plan.Name}() => _pipeline = null!;");
            Methods(code, plan.ExceptionName, plan.Methods);
        }
    }

    public static void Methods(CodeWriter code, string exceptionName, IEnumerable<MethodPlan> methods)
    {
        HashSet<string> resumed = new(StringComparer.Ordinal);
        foreach (MethodPlan method in methods)
        {
            code.Line();
            MethodEmitter.Write(code, exceptionName, method);
            if (method.Job is { } job && resumed.Add(job.ClassName))
                JobEmitter.Resume(code, job.ClassName);
        }
    }
}
