using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class SendingTests
{
    [Fact]
    public async Task A_call_sends_credential_path_and_body_and_reads_the_answer()
    {
        var client = new TestClient();
        client.Script.Respond(200, """{"id":7,"name":"b"}""", ("Content-Type", "application/json"));

        string name = await client.SendAsync(client.CreateRequest());

        name.ShouldBe("b");
        SentRequest sent = client.Script.Requests.ShouldHaveSingleItem();
        sent.Method.ShouldBe("POST");
        sent.Uri.AbsoluteUri.ShouldBe("https://api.test/v1/things");
        sent.Text.ShouldBe("""{"name":"a"}""");
        sent.Header("X-Api-Key").ShouldBe(TestClient.Secret);
        sent.Header("Content-Type").ShouldBe("application/json");
        sent.Header("Accept").ShouldBe("application/json");
        sent.Header("User-Agent")!.ShouldStartWith("LabelingGen.Test/1.2.3 (.NET");
        sent.Header("Content-Length").ShouldBe("12");
    }

    [Fact]
    public async Task A_refusal_carries_status_message_code_request_id_and_body()
    {
        var client = new TestClient(settings: s => new ApiPipelineSettings
        {
            Options = s.Options,
            DefaultEndpoint = s.DefaultEndpoint,
            ClientName = s.ClientName,
            Errors = new ErrorConvention { MessagePath = "error", CodePath = "status_code" },
        });
        client.Script.Respond(404, """{"status_code":404,"error":"no such thing"}""", ("x-request-id", "r-1"));

        ApiException error = await client.FailAsync(client.GetRequest());

        error.Status.ShouldBe(404);
        error.ErrorMessage.ShouldBe("no such thing");
        error.ErrorCode.ShouldBe("404");
        error.RequestId.ShouldBe("r-1");
        error.ResponseBody.ShouldBe("""{"status_code":404,"error":"no such thing"}""");
        error.Attempts.ShouldBe(1);
        error.Outcome.ShouldBe(ApiOutcome.Rejected);
        error.OperationName.ShouldBe("Things.Get");
        error.Message.ShouldBe("Things.Get failed with 404 Not Found: no such thing (request id r-1).");
        error.GetRawResponse()!.Content.ToString().ShouldContain("no such thing");
    }
}
