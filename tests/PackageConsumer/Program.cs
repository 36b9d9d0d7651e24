// Uses the packages as a stranger would: a client made from this project's own document, and a shipped client against the emulator.
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Text;
using Consumer.Pets;
using LabelingGen.Annotations;
using LabelingGen.Emulator;
using LabelingGen.Scale;

PetsClientOptions options = new() { Transport = new HttpClientPipelineTransport(new HttpClient(new Pages())) };
List<string> names = [];
await foreach (Pet pet in new PetsClient(options).Pets.ListAsync())
    names.Add($"{pet.Name} ({pet.Kind})");
Expect("Tom (cat), Rex (dog)", string.Join(", ", names));

await using VendorEmulator emulator = await VendorEmulator.StartAsync();
ScaleClient scale = new(new ApiKeyCredential(emulator.Scale.ApiKey), new ScaleClientOptions { Endpoint = emulator.Scale.Endpoint });
int projects = (await scale.Projects.ListAsync()).Value.Count;
Expect("0", projects.ToString());

Expect("50", new Box(0, 0, 10, 5).Area.ToString());
Console.WriteLine("The packages work.");

static void Expect(string expected, string actual)
{
    if (expected != actual)
        throw new InvalidOperationException($"Expected '{expected}', got '{actual}'.");
}

internal sealed class Pages : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string json = request.RequestUri!.Query.Contains("cursor=2", StringComparison.Ordinal)
            ? """{"items":[{"name":"Rex","kind":"dog"}]}"""
            : """{"items":[{"name":"Tom","kind":"cat"}],"next":"2"}""";
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(json, Encoding.UTF8, "application/json") });
    }
}
