using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Planning.Grpc;

namespace LabelingGen.Generator.Emitting.Grpc;

/// <summary>Writes the file of one unit of a client over gRPC.</summary>
internal static class GrpcEmitter
{
    private const string Core = "global::LabelingGen.Core.Grpc.";
    private const string Invoker = Core + "IGrpcInvoker";

    public static string Emit(UnitPlan unit)
    {
        CodeWriter code = new();
        code.Header(unit);
        if (unit is GrpcRootPlan root)
            WriteRoot(code, root);
        else if (unit is GrpcClientPlan client)
            WriteClient(code, client);
        else if (unit is GrpcJobPlan job)
            GrpcJobEmitter.Write(code, job);
        return code.Finish();
    }

    private static void WriteRoot(CodeWriter code, GrpcRootPlan plan)
    {
        code.Summary(null, $"Calls <c>{DocText.Inline(plan.Title)}</c> over gRPC.");
        code.GeneratedCode();
        using (code.Open($"public partial class {plan.Name}"))
        {
            code.Line("/// <summary>Makes a client on a channel, or on anything else that makes gRPC calls.</summary>");
            using (code.Open($"public {plan.Name}({Invoker} invoker)"))
            {
                code.Line("if (invoker is null)");
                code.Indented("throw new global::System.ArgumentNullException(nameof(invoker));");
                foreach (GrpcSubClient client in plan.Clients)
                    code.Line($"{client.Property} = new {client.ClassName}(invoker);");
            }

            code.Line();
            code.Line("/// <summary>For mocks: the sub-clients of such a client can be overridden, and are null otherwise.</summary>");
            using (code.Open($"protected {plan.Name}()"))
            {
                foreach (GrpcSubClient client in plan.Clients)
                    code.Line($"{client.Property} = null!;");
            }

            foreach (GrpcSubClient client in plan.Clients)
            {
                code.Line();
                code.Summary(client.Description, $"The methods of <see cref=\"{client.ClassName}\"/>.");
                code.Line($"public virtual {client.ClassName} {client.Property} {{ get; }}");
            }
        }
    }

    private static void WriteClient(CodeWriter code, GrpcClientPlan plan)
    {
        code.Summary(plan.Description, "Methods of the service.");
        code.GeneratedCode();
        using (code.Open($"public partial class {plan.Name}"))
        {
            foreach (GrpcMethodPlan method in plan.Methods)
            {
                WriteDescriptor(code, method);
                code.Line();
            }

            code.Line($"private readonly {Invoker} _invoker;");
            code.Line();
            code.Line($"internal {plan.Name}({Invoker} invoker) => _invoker = invoker;");
            code.Line();
            code.Line("/// <summary>For mocks: the methods of such a client can be overridden, and do not work otherwise.</summary>");
            code.Line($"protected {plan.Name}() => _invoker = null!;");
            foreach (GrpcMethodPlan method in plan.Methods)
            {
                code.Line();
                WriteMethod(code, method);
            }

            foreach (GrpcJobPlan job in plan.Jobs)
                GrpcJobEmitter.WriteHandOut(code, job);
        }
    }

    private static void WriteDescriptor(CodeWriter code, GrpcMethodPlan method)
    {
        if (method.Deprecated)
            code.Line("[global::System.Obsolete]");
        code.Line($"internal static readonly {Core}GrpcMethod<{method.Input}, {method.Output}> {method.Name}Method =");
        code.Indent();
        string head = $"new({StringLiteral.Of(method.Service)}, {StringLiteral.Of(method.Rpc)}, {method.Output}.Parser)";
        if (!method.Idempotent && method.Bindings.Count == 0 && method.Status is null)
        {
            code.Line(head + ";");
            code.Outdent();
            return;
        }

        using (code.Open(head, "};"))
        {
            if (method.Idempotent)
                code.Line("Idempotent = true,");
            if (method.Status is { } status)
                code.Line($"ResponseStatus = static response => response.{status},");
            if (method.Bindings.Count > 0)
            {
                code.Line("HttpBindings = new[]");
                code.Line("{");
                foreach (GrpcBindingPlan binding in method.Bindings)
                {
                    string body = binding.Body.Length == 0 ? "" : ", " + StringLiteral.Of(binding.Body);
                    code.Indented($"new {Core}GrpcHttpBinding({StringLiteral.Of(binding.Verb)}, {StringLiteral.Of(binding.Path)}{body}),");
                }

                code.Line("},");
            }
        }

        code.Outdent();
    }

    private static void WriteMethod(CodeWriter code, GrpcMethodPlan method)
    {
        code.Summary(method.Comment, $"Calls <c>{DocText.Inline(method.Rpc)}</c>.");
        if (method.Deprecated)
            code.Line("[global::System.Obsolete(\"The service has deprecated this.\")]");
        string requests = $"global::System.Collections.Generic.IAsyncEnumerable<{method.Input}> requests";
        string request = $"{method.Input} request";
        if (method.Page is { } page)
        {
            WritePaged(code, method, page);
            return;
        }

        (string returns, string call, string parameter) = (method.ClientStreaming, method.ServerStreaming) switch
        {
            (false, false) => ($"global::System.Threading.Tasks.Task<{Core}GrpcResponse<{method.Output}>>", "UnaryAsync", request),
            (true, false) =>
                ($"global::System.Threading.Tasks.Task<{Core}GrpcResponse<{method.Output}>>", "ClientStreamingAsync", requests),
            (false, true) => ($"{Core}GrpcResponseStream<{method.Output}>", "ServerStreaming", request),
            (true, true) => ($"{Core}GrpcResponseStream<{method.Output}>", "DuplexStreaming", requests),
        };
        code.Line($"public virtual {returns} {method.Name}Async(");
        code.Indent();
        code.Line($"{parameter},");
        code.Line($"{Core}GrpcCallOptions? options = null,");
        code.Line("global::System.Threading.CancellationToken cancellationToken = default) =>");
        string argument = method.ClientStreaming ? "requests" : "request";
        code.Line($"_invoker.{call}({method.Name}Method, {argument}, options, cancellationToken);");
        code.Outdent();
    }

    private static void WritePaged(CodeWriter code, GrpcMethodPlan method, GrpcPagePlan page)
    {
        string holder = page.Within is null ? "request" : $"request.{page.Within}?";
        string variable = page.NextToken is null ? "page" : "token";
        string next = page.Within is null
            ? $"new {method.Input}(request) {{ {page.Page} = {variable} }}"
            : $"new {method.Input}(request) {{ {page.Within} = new {page.WithinType}(request.{page.Within} ?? new {page.WithinType}()) "
                + $"{{ {page.Page} = {variable} }} }}";
        string otherwise = page.Within is null ? "" : page.NextToken is null ? " ?? 0" : " ?? \"\"";
        code.Line($"public virtual {Core}GrpcPageable<{method.Output}, {page.Item}> {method.Name}Async(");
        code.Indented($"{method.Input} request, {Core}GrpcCallOptions? options = null) => new(");
        code.Indent();
        code.Indent();
        code.Line($"{holder}.{page.Page}{otherwise},");
        if (page.NextToken is null)
        {
            code.Line($"{holder}.{page.Size}{otherwise},");
            code.Line($"{page.MaxSize},");
        }

        code.Line($"({variable}, cancellationToken) => _invoker.UnaryAsync(");
        code.Indented($"{method.Name}Method,");
        code.Indented($"{next},");
        code.Indented("options,");
        code.Indented("cancellationToken),");
        code.Line($"static response => response.{page.Items}{(page.NextToken is null ? ");" : ",")}");
        if (page.NextToken is not null)
            code.Line($"static response => response.{page.NextToken});");
        code.Outdent();
        code.Outdent();
    }
}
