using System.Net;
using System.Net.Http.Headers;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace LabelingGen.Emulator.Testing;

/// <summary>What an emulated vendor answers of what its spec describes.</summary>
/// <param name="Vendor">The vendor's name.</param>
/// <param name="Operations">How many operations the spec has.</param>
/// <param name="Missing">Those that the emulator does not know, or refuses or fails without looking at them.</param>
public sealed record OperationCoverage(string Vendor, int Operations, IReadOnlyList<string> Missing)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];
    private static readonly string[] Vendors = ["scale", "nucleus", "fastlabel", "label-studio"];

    /// <summary>Asks every vendor that speaks HTTP with JSON.</summary>
    /// <param name="specs">The folder that has a folder of specs for each vendor.</param>
    public static async Task<IReadOnlyList<OperationCoverage>> MeasureAsync(string specs)
    {
        List<OperationCoverage> all = [];
        foreach (string vendor in Vendors)
            all.Add(await MeasureAsync(specs, vendor));
        return all;
    }

    /// <summary>Sends a request for every operation of a spec and looks what became of it.</summary>
    /// <param name="specs">The folder that has a folder of specs for each vendor.</param>
    /// <param name="vendor">Whose.</param>
    public static async Task<OperationCoverage> MeasureAsync(string specs, string vendor)
    {
        await using VendorEmulator emulator = await VendorEmulator.StartAsync(new() { Vendors = [vendor] });
        EmulatedVendor emulated = emulator.Vendors.Single(v => v.Name == vendor);
        using HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        List<string> operations = Read(Path.Combine(specs, vendor, "openapi.yaml"));
        List<string> missing = [];
        foreach (string operation in operations)
        {
            string[] parts = operation.Split(' ');
            string path = parts[1].Replace("{", "a", StringComparison.Ordinal).Replace("}", "b", StringComparison.Ordinal);
            using HttpRequestMessage request = new(new HttpMethod(parts[0]), emulated.Endpoint.AbsoluteUri.TrimEnd('/') + path);
            // Anew each time, for one of the operations replaces the credential.
            request.Headers.Authorization = CredentialOf(emulated);
            using HttpResponseMessage response = await http.SendAsync(request);
            // A 404 of a handler ("Task not found") is an answer; a 404 without an operation is not.
            if (emulator.Requests.Snapshot()[^1].Operation is null || (int)response.StatusCode >= 500
                || response.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.Unauthorized)
                missing.Add($"{operation}: {(int)response.StatusCode}");
        }

        return new(vendor, operations.Count, missing);
    }

    private static AuthenticationHeaderValue CredentialOf(EmulatedVendor vendor) => vendor switch
    {
        NucleusEmulator nucleus => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(nucleus.ApiKey + ":"))),
        FastLabelEmulator fastLabel => new("Bearer", fastLabel.AccessToken),
        LabelStudioEmulator labelStudio => new("Token", labelStudio.Credential),
        ScaleEmulator scale => new("Bearer", scale.ApiKey),
        _ => throw new ArgumentException($"{vendor.Name} is not asked by HTTP with JSON.", nameof(vendor)),
    };

    /// <summary>Methods and path templates.</summary>
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
