// Uses the packages as a stranger would: a client made from this project's own document, and every shipped client, against the emulator
// where it knows the vendor. Then it looks into them: FEED COMMIT APPROVED-DEPENDENCIES (see .ci/packages).
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Text;
using Consumer.Pets;
using LabelingGen.Annotations;
using LabelingGen.Clarifai;
using LabelingGen.Emulator;
using LabelingGen.FastLabel;
using LabelingGen.LabelStudio;
using LabelingGen.Nucleus;
using LabelingGen.Scale;

PetsClientOptions options = new() { Transport = Answering(static query => query.Contains("cursor=2", StringComparison.Ordinal)
    ? """{"items":[{"name":"Rex","kind":"dog"}]}"""
    : """{"items":[{"name":"Tom","kind":"cat"}],"next":"2"}""") };
List<string> names = [];
await foreach (Pet pet in new PetsClient(options).Pets.ListAsync())
    names.Add($"{pet.Name} ({pet.Kind})");
Expect("Tom (cat), Rex (dog)", string.Join(", ", names));

await using VendorEmulator emulator = await VendorEmulator.StartAsync();
ScaleClient scale = new(new ApiKeyCredential(emulator.Scale.ApiKey), new ScaleClientOptions { Endpoint = emulator.Scale.Endpoint });
int projects = (await scale.Projects.ListAsync()).Value.Count;
Expect("0", projects.ToString());

NucleusClient nucleus = new(
    new ApiKeyCredential(emulator.Nucleus.ApiKey), new NucleusClientOptions { Endpoint = emulator.Nucleus.Endpoint });
Expect("0", (await nucleus.Datasets.ListAsync()).Value.Count.ToString());

FastLabelClient fastLabel = new(
    new ApiKeyCredential(emulator.FastLabel.AccessToken), new FastLabelClientOptions { Endpoint = emulator.FastLabel.Endpoint });
Expect("0", (await fastLabel.Datasets.ListAsync()).Value.Count.ToString());

LabelStudioClient labelStudio = new(
    new ApiKeyCredential(emulator.LabelStudio.Credential), new LabelStudioClientOptions { Endpoint = emulator.LabelStudio.Endpoint });
await foreach (LabelingGen.LabelStudio.Project project in labelStudio.Projects.ListAsync())
    throw new InvalidOperationException($"There is no project {project.Id}.");

LabelingGen.Clarifai.Protobuf.Concept concept = new() { Id = "car", Name = "Car" };
Expect("car", LabelingGen.Clarifai.Protobuf.Concept.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(concept)).Id);
Expect("ClarifaiServices", typeof(ClarifaiServices).Name);

Expect("50", new Box(0, 0, 10, 5).Area.ToString());
if (args is [string feed, string commit, string dependencies])
    PackageInspection.Run(feed, commit, dependencies);
Console.WriteLine("The packages work.");

static HttpClientPipelineTransport Answering(Func<string, string> answer) => new(new HttpClient(new Answers(answer)));

static void Expect(string expected, string actual)
{
    if (expected != actual)
        throw new InvalidOperationException($"Expected '{expected}', got '{actual}'.");
}

internal sealed class Answers(Func<string, string> answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StringContent(answer(request.RequestUri!.Query), Encoding.UTF8, "application/json"),
        });
}
