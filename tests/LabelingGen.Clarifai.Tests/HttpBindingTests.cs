using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Clarifai.Protobuf.HttpBinding;
using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.Clarifai.Tests;

/// <summary>Every method bound to HTTP, over its binding: verb, path, query and body as its <c>google.api.http</c> says.</summary>
public sealed partial class HttpBindingTests
{
    private const string Hostile = "a/b é?#";

    public static TheoryData<string> Methods => [.. Bound().Select(m => m.Name)];

    [Fact]
    public void All_methods_are_bound_except_the_nine_that_stream()
    {
        string[] unbound =
            [.. ServiceReflection.Descriptor.Services.Single().Methods.Select(m => m.Name).Except(Bound().Select(m => m.Name))];
        unbound.ShouldBe(
        [
            "StreamAnnotations", "StreamLivestreamAnnotations", "GenerateModelOutputs", "StreamModelOutputs", "PostModelVersionsUpload",
            "ProcessRunnerItems", "StreamLogEntries", "PostPipelineStepVersionsUpload", "PostArtifactVersionsUpload",
        ]);
        Bound().Count().ShouldBe(264);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Goes_where_its_binding_says(string name)
    {
        (MethodDescriptor method, HttpRule[] rules, IMessage request) = Prepare(name);
        if (method.InputType.FindFieldByName("per_page") is { } size)
            size.Accessor.SetValue(request, 7u);
        using ScriptedHandler service = new() { RepeatLast = true };
        service.Respond(200, """{"status":{"code":10000}}""");
        using HttpClient http = new(service) { Timeout = Timeout.InfiniteTimeSpan };

        await CallAsync(Client(http), name, request);

        HttpRule rule = rules.Where(r => Variables(r).All(v => ValueOf(request, v.Split('.')).Length > 0))
            .MaxBy(r => Variables(r).Count())!;
        (string verb, string path) = Split(rule);
        SentRequest sent = service.Requests.ShouldHaveSingleItem();
        sent.Method.ShouldBe(verb);
        sent.Uri.AbsolutePath.ShouldBe(
            Braces().Replace(path, v => Uri.EscapeDataString(ValueOf(request, v.Groups[1].Value.Split('.')))));
        if (rule.Body.Length == 0)
            sent.Text.ShouldBeEmpty();
        else
            JsonNode.Parse(sent.Text).ShouldBeOfType<JsonObject>();
        if (method.InputType.FindFieldByName("per_page") is not null)
            (rule.Body.Length == 0 ? sent.Uri.Query : sent.Text).ShouldContain("per_page");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_refusal_is_the_same_exception_as_over_gRPC(string name)
    {
        (MethodDescriptor method, _, IMessage request) = Prepare(name);
        method.OutputType.FindFieldByName("status").MessageType.ShouldBe(Status.Descriptor);
        Status status = new()
        {
            Code = StatusCode.ConnInsufficientScopes,
            Description = "Insufficient scopes",
            Details = "needs more",
            ReqId = "r-7",
        };
        using ScriptedHandler service = new() { RepeatLast = true };
        service.Respond(403, $"{{\"status\":{JsonFormatter.Default.Format(status)}}}");
        using HttpClient http = new(service) { Timeout = Timeout.InfiniteTimeSpan };
        FakeService grpc = new FakeService().On<IMessage>(name, _ => new BaseResponse { Status = status });

        ClarifaiException overHttp = await Should.ThrowAsync<ClarifaiException>(() => CallAsync(Client(http), name, request));
        ClarifaiException overGrpc =
            await Should.ThrowAsync<ClarifaiException>(() => CallAsync(new ClarifaiClient(grpc, grpc.Options), name, request));

        overHttp.Message.ShouldBe(overGrpc.Message);
        overHttp.Answer.ShouldBe(overGrpc.Answer);
        (overHttp.Code, overHttp.Status, overHttp.ErrorCode, overHttp.RequestId, overHttp.OperationName, overHttp.Outcome)
            .ShouldBe((overGrpc.Code, overGrpc.Status, overGrpc.ErrorCode, overGrpc.RequestId, overGrpc.OperationName, overGrpc.Outcome));
        (overHttp.Code, overHttp.Status, overHttp.RequestId, overHttp.OperationName).ShouldBe(
            ((ClarifaiStatusCode)StatusCode.ConnInsufficientScopes, 403, "r-7", "clarifai.api.V2/" + name));
        service.Requests.ShouldHaveSingleItem();
    }

    private static IEnumerable<MethodDescriptor> Bound() => ServiceReflection.Descriptor.Services.Single().Methods.Where(m =>
        !m.IsClientStreaming && !m.IsServerStreaming && m.GetOptions()?.HasExtension(AnnotationsExtensions.Http) == true);

    /// <summary>A request in which every variable of every path of the method is set.</summary>
    private static (MethodDescriptor Method, HttpRule[] Rules, IMessage Request) Prepare(string name)
    {
        MethodDescriptor method = Bound().Single(m => m.Name == name);
        IMessage request = method.InputType.Parser.ParseFrom(ByteString.Empty);
        HttpRule main = method.GetOptions().GetExtension(AnnotationsExtensions.Http);
        HttpRule[] rules = [main, .. main.AdditionalBindings];
        foreach (string variable in rules.SelectMany(Variables))
            Fill(request, variable.Split('.'));
        return (method, rules, request);
    }

    private static ClarifaiClient Client(HttpClient http) =>
        new(ClarifaiCredential.FromKey(ApiCredential.FromKey("canary-pat-0123456789")), new()
        {
            Protocol = ClarifaiTransport.HttpJson,
            Endpoint = new Uri("https://api.test"),
            Transport = new ApiTransport(http),
        });

    private static IEnumerable<string> Variables(HttpRule rule) => Braces().Matches(Split(rule).Path).Select(m => m.Groups[1].Value);

    private static (string Verb, string Path) Split(HttpRule rule) => rule.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
        HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
        HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
        HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
        _ => ("PATCH", rule.Patch),
    };

    private static void Fill(IMessage message, ReadOnlySpan<string> path)
    {
        FieldDescriptor field = message.Descriptor.FindFieldByName(path[0]);
        if (path.Length == 1)
        {
            field.Accessor.SetValue(message, field.FieldType switch
            {
                FieldType.String => Hostile,
                FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, field.EnumType.Values[1].Number),
                _ => 7u,
            });
            return;
        }

        IMessage inner = (IMessage?)field.Accessor.GetValue(message) ?? field.MessageType.Parser.ParseFrom(ByteString.Empty);
        Fill(inner, path[1..]);
        field.Accessor.SetValue(message, inner);
    }

    private static string ValueOf(IMessage message, ReadOnlySpan<string> path)
    {
        object? value = message.Descriptor.FindFieldByName(path[0]).Accessor.GetValue(message);
        return value is IMessage inner && path.Length > 1 ? ValueOf(inner, path[1..]) : $"{value}";
    }

    private static async Task CallAsync(ClarifaiClient client, string name, IMessage request)
    {
        using ClarifaiClient disposed = client;
        (object? part, MethodInfo method) = typeof(ClarifaiServices).GetProperties()
            .SelectMany(p => p.PropertyType.GetMethods().Select(m => (p.GetValue(client.Services), Method: m)))
            .First(m => m.Method.Name.Equals(name + "Async", StringComparison.OrdinalIgnoreCase)
                && m.Method.GetParameters()[0].ParameterType == request.GetType());
        object result = method.Invoke(
            part,
            [request, .. method.GetParameters().Skip(1).Select(
                p => p.ParameterType == typeof(CancellationToken) ? (object)CancellationToken.None : null)])!;
        // A list is called when its first page is asked for.
        await (Task)(result as Task ?? result.GetType().GetMethod("FirstPageAsync")!.Invoke(result, [CancellationToken.None]))!;
    }

    [GeneratedRegex(@"\{([^}=]+)\}")]
    private static partial Regex Braces();
}
