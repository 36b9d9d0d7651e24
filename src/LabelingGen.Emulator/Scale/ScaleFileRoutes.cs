using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Files: multipart upload read as a stream, import by address, and signed download.</summary>
internal static class ScaleFileRoutes
{
    private const int MaxFileBytes = 80 << 20;
    private const int MaxFieldBytes = 1 << 20;

    public static void Map(ScaleEmulator vendor)
    {
        vendor.Routes.MapStreaming("POST", "/v1/files/upload", (request, ct) => UploadAsync(vendor, request, ct));
        vendor.Routes.MapStreaming("POST", "/v1/files/import", (request, ct) => ImportAsync(vendor, request, ct));
        vendor.Routes.Map("GET", "/v1/assets", ListAssets);
        vendor.Routes.Map("GET", "/signed/{fileId}", request => Download(vendor, request), anonymous: true);
    }

    private static async ValueTask<EmulatorResponse> UploadAsync(
        ScaleEmulator vendor, EmulatorRequest request, CancellationToken cancellationToken)
    {
        List<MultipartPart> parts = await MultipartForm.ReadAsync(request, MaxFileBytes, cancellationToken).ConfigureAwait(false);
        MultipartPart upload = parts.Find(p => p is { Name: "file", FileName: not null }) ?? throw JsonMembers.Missing("file");
        Dictionary<string, string> fields = parts.Where(p => p.FileName is null).GroupBy(p => p.Name)
            .ToDictionary(g => g.Key, g => g.Last().Text);
        string type = MediaTypes.Of(upload.ContentType, upload.FileName!, upload.Content);
        lock (vendor.Gate)
            return Store(vendor, request, fields, upload.FileName!, type, upload.Content);
    }

    private static async ValueTask<EmulatorResponse> ImportAsync(
        ScaleEmulator vendor, EmulatorRequest request, CancellationToken cancellationToken)
    {
        EmulatorRequest buffered = new(request.Context, new Dictionary<string, string>(),
            await MultipartForm.ReadAsync(request.Context.Request.Body, MaxFieldBytes, cancellationToken).ConfigureAwait(false));
        JsonObject body = buffered.JsonObject();
        string address = body.RequiredText("file_url");
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https" or "s3" or "gs"))
            throw JsonMembers.Wrong("file_url", "a URL");
        Dictionary<string, string> fields = [];
        foreach (string name in new[] { "project_name", "display_name", "reference_id" })
        {
            if (body.Text(name) is { } value)
                fields[name] = value;
        }

        if (body["metadata"] is { } metadata)
            fields["metadata"] = metadata is JsonValue text && text.TryGetValue(out string? json) ? json : metadata.ToJsonString();
        string fileName = uri.Segments[^1].Trim('/');
        (string type, byte[] content) = (MediaTypes.Of(null, fileName, default), []);
        if (vendor.Outbound.Allowed)
            (type, content) = await FetchAsync(vendor, uri, fileName, cancellationToken).ConfigureAwait(false);
        lock (vendor.Gate)
            return Store(vendor, request, fields, fileName, type, content);
    }

    private static async Task<(string Type, byte[] Content)> FetchAsync(
        ScaleEmulator vendor, Uri uri, string fileName, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = new(HttpMethod.Get, uri);
        using HttpResponseMessage? response = await vendor.Outbound.TrySendAsync(message, cancellationToken).ConfigureAwait(false);
        if (response is not { IsSuccessStatusCode: true })
            throw new VendorErrorException(400, $"Could not fetch {uri.GetLeftPart(UriPartial.Path)}");
        byte[] content = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return (MediaTypes.Of(response.Content.Headers.ContentType?.MediaType, fileName, content), content);
    }

    private static EmulatorResponse Store(
        ScaleEmulator vendor, EmulatorRequest request, Dictionary<string, string> fields, string fileName, string type, byte[] content)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        string? project = fields.GetValueOrDefault("project_name");
        if (!string.IsNullOrEmpty(project))
            account.Project(project);
        string? reference = fields.GetValueOrDefault("reference_id");
        if (!string.IsNullOrEmpty(reference) && account.Files.Values.FirstOrDefault(f => f.ReferenceId == reference) is { } present)
            return AttachToAnotherProject(vendor, present, project, reference);
        ScaleFileRecord file = new()
        {
            Id = account.Ids.Uuid(),
            AccountId = account.Id,
            CreatedAt = vendor.Now,
            UpdatedAt = vendor.Now,
            MimeType = type,
            Content = content,
            DisplayName = fields.GetValueOrDefault("display_name") ?? (fileName.Length == 0 ? null : fileName),
            ReferenceId = reference,
            Metadata = ReadMetadata(fields.GetValueOrDefault("metadata")),
        };
        if (!string.IsNullOrEmpty(project))
            file.ProjectNames.Add(project);
        account.Files.Add(file.Id, file);
        return EmulatorResponse.Json(file.ToJson());
    }

    /// <summary>The same reference in a project the file is not in yet adds the project; otherwise it is a duplicate.</summary>
    private static EmulatorResponse AttachToAnotherProject(ScaleEmulator vendor, ScaleFileRecord file, string? project, string reference)
    {
        if (string.IsNullOrEmpty(project) || file.ProjectNames.Contains(project))
            throw new VendorErrorException(409, $"A file with the reference_id {reference} already exists.");
        file.ProjectNames.Add(project);
        file.UpdatedAt = vendor.Now;
        return EmulatorResponse.Json(file.ToJson());
    }

    private static JsonObject? ReadMetadata(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            return JsonBody.Parse(Encoding.UTF8.GetBytes(text)) as JsonObject ?? throw JsonMembers.Wrong("metadata", "a JSON object");
        }
        catch (JsonException)
        {
            throw JsonMembers.Wrong("metadata", "a JSON object");
        }
    }

    private static EmulatorResponse ListAssets(EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        string project = request.Query("project") is { Length: > 0 } name ? name : throw JsonMembers.Missing("project");
        account.Project(project);
        int start = request.QueryNumber("cursor", 0, 0, int.MaxValue);
        const int Page = 100;
        string? metadata = request.Query("metadata");
        ScaleFileRecord[] files =
        [
            .. account.Files.Values.Where(f => f.ProjectNames.Contains(project))
                .Where(f => string.IsNullOrEmpty(metadata) || f.Metadata?.ToJsonString().Contains(
                    metadata, StringComparison.Ordinal) is true)
                .OrderBy(f => f.CreatedAt),
        ];
        bool hasMore = start + Page < files.Length;
        JsonObject json = new()
        {
            ["assets"] = files.Skip(start).Take(Page).Select(JsonNode? (f) => f.ToJson()).ToJson(),
            ["cursor"] = hasMore ? (start + Page).ToString(CultureInfo.InvariantCulture) : null,
        };
        return EmulatorResponse.Json(json);
    }

    private static EmulatorResponse Download(ScaleEmulator vendor, EmulatorRequest request)
    {
        if (request.Query("signature") != "emulated")
            throw new VendorErrorException(403, "The signature is missing or wrong.");
        foreach (ScaleAccount account in vendor.Accounts)
        {
            if (account.Files.TryGetValue(request["fileId"], out ScaleFileRecord? file))
                return EmulatorResponse.Bytes(file.Content, file.MimeType);
            if (account.Artifacts.TryGetValue(request["fileId"], out var artifact))
                return EmulatorResponse.Bytes(artifact.Content, artifact.ContentType);
        }

        throw new VendorErrorException(404, "File not found");
    }
}
