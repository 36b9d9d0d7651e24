using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using LabelingGen.LabelStudio.Tests.Client;
using LabelingGen.LabelStudio.Tests.Flows;
using LabelingGen.Testing;
using Xunit.Abstractions;

namespace LabelingGen.Interop.Tests.Prism;

/// <summary>Prism, a validating mock of Label Studio's document with our overlay, judges every request of the flow tests.</summary>
public sealed class PrismTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_request_of_the_flow_tests_is_valid()
    {
        using PrismPeer? peer = await StartAsync();
        if (peer is null)
            return;
        FlowRecorder recorder = FlowRecorder.Start();
        await RunFlowsAsync();
        RecordedRequest[] requests = [.. recorder.Requests.Where(IsComplete).Select(WithCredential)
            .DistinctBy(r => (r.Method, r.Target, Convert.ToHexString(r.Body ?? [])))];
        requests.Length.ShouldBeGreaterThan(90);

        List<string> refused = [];
        using HttpClient client = new() { BaseAddress = peer.Address };
        foreach (RecordedRequest request in requests)
        {
            using HttpResponseMessage answer = await client.SendAsync(Copy(request));
            string text = await answer.Content.ReadAsStringAsync();
            if (text.Contains("prism/errors", StringComparison.Ordinal))
                refused.Add($"{request.Method} {request.Target}: {text}");
        }

        output.WriteLine($"{requests.Length - refused.Count} of {requests.Length} requests are valid.");
        refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_is_not_as_the_document_says_is_refused()
    {
        using PrismPeer? peer = await StartAsync();
        if (peer is null)
            return;
        using HttpClient client = new() { BaseAddress = peer.Address };
        RecordedRequest wrong = new("POST", "/api/ml/7/interactive-annotating", "Token t", "application/json",
            """{"task":"x"}"""u8.ToArray());
        using HttpResponseMessage answer = await client.SendAsync(Copy(wrong));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using HttpResponseMessage anonymous = await client.SendAsync(
            Copy(wrong with { Authorization = null, Body = """{"task":1}"""u8.ToArray() }));
        anonymous.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Task<PrismPeer?> StartAsync() => PrismPeer.StartAsync(
        RepositoryPaths.InRepository("specs", "label-studio", "openapi.yaml"),
            RepositoryPaths.InRepository("specs", "label-studio", "sdk.yaml"));

    /// <summary>Every test without cases of its own: what a flow test newly sends is judged without being listed here.</summary>
    private static async Task RunFlowsAsync()
    {
        foreach (Type tests in (Type[])
            [typeof(WorkFlowTests), typeof(PagingFlowTests), typeof(ExportFlowTests), typeof(FaultMatrixTests), typeof(TokenTests)])
        {
            foreach (MethodInfo test in tests.GetMethods().Where(IsWithoutCases))
                await (Task)test.Invoke(Activator.CreateInstance(tests), null)!;
        }
    }

    private static bool IsWithoutCases(MethodInfo method) => method.GetCustomAttribute<FactAttribute>()?.GetType() == typeof(FactAttribute);

    /// <summary>The address of an uploaded file is one parameter in the document and two segments in truth.</summary>
    private static bool IsComplete(RecordedRequest request) => !request.Target.StartsWith("/data/upload/", StringComparison.Ordinal);

    /// <summary>
    /// The exchange of a token goes without a credential, which the server allows; our overlay says that every call carries one.
    /// </summary>
    private static RecordedRequest WithCredential(RecordedRequest request) =>
        request.Target == "/api/token/refresh/" ? request with { Authorization = request.Authorization ?? "Token t" } : request;

    private static HttpRequestMessage Copy(RecordedRequest request)
    {
        HttpRequestMessage copy = new(new HttpMethod(request.Method), request.Target);
        if (request.Authorization is not null)
            copy.Headers.TryAddWithoutValidation("Authorization", request.Authorization);
        if (request.Body is not null)
        {
            copy.Content = new ByteArrayContent(request.Body);
            if (request.ContentType is not null)
                copy.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }

        return copy;
    }
}
