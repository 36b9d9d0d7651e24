using System.Net;
using System.Net.Http.Headers;
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
        RecordedRequest[] requests = [.. recorder.Requests.Where(IsComplete)
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

    private static async Task RunFlowsAsync()
    {
        WorkFlowTests work = new();
        await work.Tasks_are_imported_labelled_filtered_and_exported();
        await work.Files_are_imported_under_distinct_names_stored_and_imported_again();
        await work.Tasks_that_are_produced_one_by_one_are_streamed();
        await work.Predictions_come_with_tasks_after_them_and_from_backends();
        await work.Training_and_syncs_are_jobs();
        await work.An_event_is_delivered_to_a_local_listener();
        PagingFlowTests paging = new();
        await paging.Page_objects_are_read_until_404();
        await paging.The_task_list_ends_with_404();
        await paging.Tasks_of_a_project_come_as_a_bare_array_or_all_at_once();
        await paging.Members_are_read_by_pages_or_all_at_once();
        await paging.Labels_have_pages_of_a_fixed_size();
        ExportFlowTests exports = new();
        await exports.A_snapshot_is_waited_for_by_another_process_and_converted_where_the_server_wants_it();
        await exports.A_snapshot_whose_start_was_not_answered_is_found_by_its_title();
        TokenTests tokens = new();
        await tokens.A_token_is_made_rotated_and_blacklisted();
        await tokens.An_access_token_is_renewed_before_it_ends();
    }

    /// <summary>The address of an uploaded file is one parameter in the document and two segments in truth.</summary>
    private static bool IsComplete(RecordedRequest request) => !request.Target.StartsWith("/data/upload/", StringComparison.Ordinal);

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
