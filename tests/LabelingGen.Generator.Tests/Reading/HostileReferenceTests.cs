using System.Net;
using System.Net.Sockets;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.OpenApi;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>References lead nowhere but into the files the compiler was given: no socket, no disk.</summary>
public class HostileReferenceTests
{
    [Fact]
    public void A_reference_to_the_network_opens_no_connection()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        try
        {
            string address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/a.yaml#/A";

            ReadResult result = SpecReading.ReadSchemas($"    A: {{properties: {{a: {{$ref: '{address}'}}}}}}");

            result.Diagnostics.Select(d => d.Id).ShouldContain("LG1021");
            result.Schema("A").Property("a").ShouldBe(new AnySchema());
            listener.Pending().ShouldBeFalse();
        }
        finally
        {
            listener.Stop();
        }
    }

    [Theory]
    [InlineData("file://{0}")]
    [InlineData("{0}")]
    [InlineData("{0}#/secret")]
    [InlineData("../../../../../../../../../../../..{0}#/secret")]
    [InlineData("..%2f..%2f..%2f..%2f..%2f..%2f..%2f..{0}#/secret")]
    [InlineData("\\\\\\\\server\\\\share\\\\a.yaml")]
    public void A_reference_to_a_file_that_was_not_given_reads_nothing(string reference)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        File.WriteAllText(path, "secret: {type: object, description: canary}\n");
        try
        {
            string written = string.Format(System.Globalization.CultureInfo.InvariantCulture, reference, path.Replace('\\', '/'));

            ReadResult result = SpecReading.ReadSchemas($"    A: {{properties: {{a: {{$ref: \"{written}\"}}}}}}");

            result.Schema("A").Property("a").ShouldBe(new AnySchema());
            result.Diagnostics.Where(d => d.Id is "LG1020" or "LG1021").ShouldHaveSingleItem();
            result.Model!.Schemas.ShouldAllBe(s => s.Schema.Description != "canary");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_was_given_is_found_by_its_relative_path()
    {
        ReadResult result = OpenApiReader.Read(
            new SpecSet(
                new SpecFile("/p/specs/openapi.yaml", """
                    openapi: 3.1.0
                    info: { title: T, version: '1' }
                    paths:
                      /a: {$ref: './paths/a.yaml'}
                    """),
                EquatableArray<SpecFile>.Empty,
                EquatableArray.Create(
                    new SpecFile("/p/specs/paths/a.yaml",
                        "get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '../../common/Pet.json'}}}}}}"),
                    new SpecFile("/p/common/Pet.json",
                        "{\"type\": \"object\", \"properties\": {\"other\": {\"$ref\": \"#/definitions/Other\"}}, \"definitions\": {\"Other\": {\"type\": \"object\", \"properties\": {\"me\": {\"$ref\": \"Pet.json\"}}}}}"))),
            ReadOptions.Default,
            CancellationToken.None);

        result.Diagnostics.ShouldBeEmpty();
        result.Operation("GET /a").Responses[0].Contents[0].Schema.ShouldBe(new ReferenceSchema("../common/Pet.json#"));
        result.Model!.Schemas.Select(s => (s.Id, s.Name))
            .ShouldBe([("../common/Pet.json#", "Pet"), ("../common/Pet.json#/definitions/Other", "Other")]);
        result.Schema("Other").Property("me").ShouldBe(new ReferenceSchema("../common/Pet.json#"));
    }
}
