using System.IO.Compression;
using System.Text;
using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>Archives of datasets' versions, and the media that they name, served over HTTP by addresses that nobody can guess.</summary>
internal sealed class ClarifaiExports(ClarifaiState state, Func<Uri> endpoint)
{
    private const string MimeType = "application/x.clarifai-data+protobuf";
    private const string Split = "train";

    private readonly Dictionary<string, (DateTimeOffset Begun, byte[] Archive)> _archives = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (byte[] Content, string Type)> _media = new(StringComparer.Ordinal);

    public void Map(ClarifaiMethods methods, RouteTable routes)
    {
        methods.Map("PutDatasetVersionExports", PutDatasetVersionExportsRequest.Parser, Export);
        routes.Map("GET", "/exports/{id}", Archive, anonymous: true);
        routes.Map("GET", "/media/{id}/orig/{name}", Media, anonymous: true);
    }

    /// <summary>Begins an export, and tells of one that was begun how it stands.</summary>
    private MultiDatasetVersionExportResponse Export(PutDatasetVersionExportsRequest request)
    {
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        ClarifaiDatasetRecord dataset = ClarifaiState.Find(app.Datasets, request.DatasetId, StatusCode.ConnDoesNotExist, "Dataset");
        ClarifaiState.Find(dataset.Versions, request.DatasetVersionId, StatusCode.ConnDoesNotExist, "Dataset version");
        string key = $"{app.App.Id}/{request.DatasetId}/{request.DatasetVersionId}";
        if (!_ids.TryGetValue(key, out string? id))
        {
            id = _ids[key] = state.NewId();
            _archives[id] = (state.Now, Archive(app, request.DatasetId));
        }

        TimeSpan passed = state.Now - _archives[id].Begun;
        bool isDone = passed >= state.Options.ProcessingDuration;
        MultiDatasetVersionExportResponse answer = new() { Status = state.Success() };
        foreach (DatasetVersionExport wanted in request.Exports)
        {
            answer.Exports.Add(new DatasetVersionExport
            {
                Format = wanted.Format,
                Url = isDone ? new Uri(endpoint(), "/exports/" + id).AbsoluteUri : "",
                Size = isDone ? (ulong)_archives[id].Archive.Length : 0,
                Status = isDone ? state.Of(StatusCode.DatasetVersionExportSuccess, "Export is ready")
                    : passed == TimeSpan.Zero ? state.Of(StatusCode.DatasetVersionExportPending, "Export is pending")
                    : state.Of(StatusCode.DatasetVersionExportInProgress, "Export is in progress"),
            });
        }

        return answer;
    }

    /// <summary>Inputs with what was said of them; their media are named, not contained.</summary>
    private byte[] Archive(ClarifaiAppRecord app, string datasetId)
    {
        InputBatch batch = new();
        foreach (ClarifaiInputRecord record in app.Inputs.Values.Where(i => i.Input.DatasetIds.Contains(datasetId)))
        {
            Input input = new() { Id = record.Input.Id, Data = record.Input.Data?.Clone() ?? new Data() };
            foreach (Annotation annotation in app.Annotations.Values.Where(a => a.InputId == input.Id && !a.InputLevel))
            {
                input.Data.Regions.AddRange(annotation.Data.Regions);
                input.Data.Concepts.AddRange(annotation.Data.Concepts);
            }

            Host(input);
            batch.Inputs.Add(input);
        }

        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "mimetype", Encoding.ASCII.GetBytes(MimeType));
            Write(zip, $"{Split}/batch_0_n{batch.Inputs.Count}", batch.ToByteArray());
        }

        return bytes.ToArray();
    }

    private void Host(Input input)
    {
        if (input.Data.Image is { Base64.Length: > 0 } image)
        {
            image.Hosted = Hosted(image.Base64.ToByteArray(), "image/png", input.Id + ".png");
            image.Base64 = ByteString.Empty;
        }
        else if (input.Data.Text is { Raw.Length: > 0 } text)
        {
            text.Hosted = Hosted(Encoding.UTF8.GetBytes(text.Raw), "text/plain; charset=utf-8", input.Id + ".txt");
        }
    }

    private HostedURL Hosted(byte[] content, string type, string name)
    {
        string id = state.NewId();
        _media[id] = (content, type);
        string prefix = new Uri(endpoint(), "/media/" + id).AbsoluteUri;
        return new HostedURL { Prefix = prefix, Suffix = Uri.EscapeDataString(name), Sizes = { "orig" } };
    }

    private EmulatorResponse Archive(EmulatorRequest request) =>
        _archives.TryGetValue(request["id"], out (DateTimeOffset, byte[] Bytes) archive)
            ? EmulatorResponse.Bytes(archive.Bytes, "application/zip")
            : EmulatorResponse.Empty(404);

    private EmulatorResponse Media(EmulatorRequest request) =>
        _media.TryGetValue(request["id"], out (byte[] Content, string Type) media)
            ? EmulatorResponse.Bytes(media.Content, media.Type)
            : EmulatorResponse.Empty(404);

    private static void Write(ZipArchive zip, string name, byte[] content)
    {
        using Stream entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(content);
    }
}
