using System.Text.Json.Nodes;

namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>Adds what the options of a call ask for: <c>additional_headers</c> and <c>additional_query_parameters</c>.</summary>
internal sealed class AddedToRequests(JsonObject options) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach ((string name, JsonNode? value) in Members("additional_headers"))
            request.Headers.TryAddWithoutValidation(name, value!.ToString());
        UriBuilder address = new(request.RequestUri!);
        foreach ((string name, JsonNode? value) in Members("additional_query_parameters"))
        {
            string separator = address.Query.Length > 1 ? "&" : "";
            address.Query += $"{separator}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value!.ToString())}";
        }

        request.RequestUri = address.Uri;
        return base.SendAsync(request, cancellationToken);
    }

    private JsonObject Members(string option) => options[option] as JsonObject ?? [];
}
