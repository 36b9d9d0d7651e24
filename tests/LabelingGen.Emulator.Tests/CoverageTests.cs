using System.Net;
using System.Text;
using LabelingGen.Testing;
using YamlDotNet.RepresentationModel;

namespace LabelingGen.Emulator.Tests;

public class CoverageTests
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    [Theory]
    [InlineData("scale", 70)]
    [InlineData("nucleus", 137)]
    [InlineData("fastlabel", 129)]
    [InlineData("label-studio", 189)]
    public async Task Every_operation_of_the_spec_is_answered(string vendor, int atLeast)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        EmulatedVendor emulated = session.Emulator.Vendors.Single(v => v.Name == vendor);
        List<string> operations = Read(RepositoryPaths.InRepository("specs", vendor, "openapi.yaml"));
        operations.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        List<string> missing = [];
        foreach (string operation in operations)
        {
            // One of the operations replaces the credential.
            session.Http.DefaultRequestHeaders.Authorization = emulated switch
            {
                NucleusEmulator nucleus => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(nucleus.ApiKey + ":"))),
                FastLabelEmulator fastLabel => new("Bearer", fastLabel.AccessToken),
                LabelStudioEmulator labelStudio => new("Token", labelStudio.Credential),
                _ => new("Bearer", session.Scale.ApiKey),
            };
            string[] parts = operation.Split(' ');
            string path = parts[1].Replace("{", "a", StringComparison.Ordinal).Replace("}", "b", StringComparison.Ordinal);
            using HttpRequestMessage request = new(new HttpMethod(parts[0]), emulated.Endpoint.AbsoluteUri.TrimEnd('/') + path);
            using HttpResponseMessage response = await session.Http.SendAsync(request);
            // A 404 of a handler ("Task not found") is an answer; a 404 without an operation is not.
            RequestRecord record = session.Emulator.Requests.Snapshot()[^1];
            if (record.Operation is null || response.StatusCode is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed)
                missing.Add(operation);
            response.StatusCode.ShouldNotBe(HttpStatusCode.Unauthorized, operation);
            ((int)response.StatusCode).ShouldBeLessThan(500, operation);
        }

        missing.ShouldBeEmpty();
    }

    private static List<string> Read(string path)
    {
        YamlStream yaml = [];
        using StreamReader reader = new(path);
        yaml.Load(reader);
        YamlMappingNode paths = (YamlMappingNode)yaml.Documents[0].RootNode["paths"];
        return
        [
            .. paths.Children.SelectMany(p => ((YamlMappingNode)p.Value).Children.Keys
                .Select(k => ((YamlScalarNode)k).Value!).Where(Methods.Contains)
                .Select(method => method.ToUpperInvariant() + " " + ((YamlScalarNode)p.Key).Value)),
        ];
    }
}
