using System.ClientModel;
using System.Globalization;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Nucleus;
using AnnotatedImage = LabelingGen.Annotations.AnnotatedImage;

namespace LabelingGen.Cli;

/// <summary>Scale Nucleus: a dataset of the pictures on disk, annotated, sliced, queried and exported, while the server stumbles.</summary>
internal sealed class NucleusStory : IDemoStory
{
    private const int PageSize = 3;

    private readonly IReadOnlyList<DemoScene> _scenes = DemoScene.Load();
    private string _dataset = "";
    private string _slice = "";

    /// <inheritdoc/>
    public Task<VendorEmulator> StartAsync(CancellationToken cancellationToken) =>
        VendorEmulator.StartAsync(new() { Vendors = ["nucleus"] }, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<DemoStep> Steps(VendorEmulator emulator, DemoLabels labels)
    {
        NucleusClient client = new(ApiCredential.FromKey(emulator.Nucleus.ApiKey), new NucleusClientOptions
        {
            Endpoint = emulator.Nucleus.Endpoint,
            TimeProvider = emulator.Clock,
            TryTimeout = TimeSpan.FromHours(1),
            ReadTimeout = TimeSpan.FromHours(1),
        });
        return
        [
            new("Create a dataset", token => CreateAsync(client, token)),
            new("Append the pictures while the server answers 503 and loses an answer", token => AppendAsync(client, emulator, token)),
            new("Append them again", token => RepeatAsync(client, token)),
            new("Annotate boxes and polygons", token => AnnotateAsync(client, token)),
            new("Refuse two boxes of one id before anything is sent", token => RefuseAsync(client, token)),
            new("Make a slice", token => SliceAsync(client, token)),
            new("Query the items with boxes", token => QueryAsync(client, token)),
            new("Append remote items in a job and wait for it", token => WaitAsync(client, emulator, token)),
            new("Export the slice in pages", token => ExportAsync(client, token)),
            labels.Step("nucleus", token => ReadLabelsAsync(client, token)),
        ];
    }

    private async Task<string> CreateAsync(NucleusClient client, CancellationToken cancellationToken)
    {
        ClientResult<DatasetId> created = await client.Datasets.CreateAsync(
            new CreateDatasetRequest { Name = "street-scenes", IsScene = false }, cancellationToken).ConfigureAwait(false);
        _dataset = created.Value.Id;
        return $"dataset {_dataset}";
    }

    private async Task<string> AppendAsync(NucleusClient client, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        emulator.Faults.Add("status=503;method=POST;path=/v1/nucleus/dataset/*/append;times=1");
        emulator.Faults.Add("reset=after;method=POST;path=/v1/nucleus/dataset/*/append;skip=1;times=1");
        AppendResult result = await TimeLapse.WaitAsync(emulator.Clock, UploadAsync(client, cancellationToken)).ConfigureAwait(false);
        result.ThrowIfFailed();
        int stored = emulator.Nucleus.CountItems(_dataset);
        DemoFailedException.Unless(stored == _scenes.Count, $"{stored} items are stored.");
        return $"{stored} items, each stored once";
    }

    private async Task<string> RepeatAsync(NucleusClient client, CancellationToken cancellationToken)
    {
        AppendResult result = await UploadAsync(client, cancellationToken).ConfigureAwait(false);
        DemoFailedException.Unless(result.IgnoredItems == _scenes.Count, $"{result.IgnoredItems} items were ignored.");
        return $"{result.IgnoredItems} items were there and left alone";
    }

    private async Task<string> AnnotateAsync(NucleusClient client, CancellationToken cancellationToken)
    {
        LabelUploadResult<GroundTruthAnnotation> result = await client.Datasets.AnnotateAsync(
            _dataset, Annotations(), cancellationToken: cancellationToken).ConfigureAwait(false);
        result.ThrowIfFailed();
        int wanted = _scenes.Sum(scene => scene.Annotations.Count);
        DemoFailedException.Unless(result.Processed == wanted, $"{result.Processed} of {wanted} annotations were stored.");
        return $"{result.Processed} annotations with the ids of the official client";
    }

    private async Task<string> RefuseAsync(NucleusClient client, CancellationToken cancellationToken)
    {
        BoxAnnotation box = new("car", 1, 2, 3, 4, _scenes[0].FileName);
        try
        {
            await client.Datasets.AnnotateAsync(_dataset, [box, box], cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (DuplicateIdException duplicate)
        {
            return $"{nameof(DuplicateIdException)}: {duplicate.Ids[0]}";
        }

        throw new DemoFailedException("Both boxes were sent.");
    }

    private async Task<string> SliceAsync(NucleusClient client, CancellationToken cancellationToken)
    {
        string[] half = [.. _scenes.Take((_scenes.Count + 1) / 2).Select(scene => scene.FileName)];
        _slice = (await client.Slices.CreateAsync(_dataset, "first half", half, cancellationToken).ConfigureAwait(false)).Value.Id;
        ClientResult<SliceContents> contents = await client.Slices.GetContentsAsync(_slice, cancellationToken).ConfigureAwait(false);
        int members = contents.Value.ReadMembers().Count(member => member.Item is not null);
        DemoFailedException.Unless(members == half.Length, $"The slice has {members} items.");
        return $"slice {_slice} of {members} items";
    }

    private async Task<string> QueryAsync(NucleusClient client, CancellationToken cancellationToken)
    {
        int found = 0;
        await foreach (DatasetItem item in client.Datasets.QueryItemsAsync(
            _dataset, "annotations.count > 0", PageSize, cancellationToken).ConfigureAwait(false))
            found++;
        DemoFailedException.Unless(found == _scenes.Count(scene => scene.Annotations.Count > 0), $"{found} items were found.");
        return $"{found} items";
    }

    private async Task<string> WaitAsync(NucleusClient client, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        NucleusJob job = await client.Datasets.StartAppendAsync(
            _dataset,
            Enumerable.Range(0, 1000).Select(i => new DatasetItem($"https://example.com/{i}.png", $"remote-{i}"))
                .AsAsync(cancellationToken),
            cancellationToken: cancellationToken).ConfigureAwait(false);
        // Another process could go on from here.
        NucleusJob resumed = client.Jobs.Resume(job.RehydrationToken!);
        JobStatus status = await TimeLapse.WaitAsync(
            emulator.Clock, resumed.WaitForCompletionAsync(null, cancellationToken: cancellationToken)).ConfigureAwait(false);
        int stored = emulator.Nucleus.CountItems(_dataset);
        DemoFailedException.Unless(stored == _scenes.Count + 1000, $"{stored} items are stored.");
        return $"{status.JobType} {status.Status}, 1000 items from one signed upload";
    }

    private async Task<string> ExportAsync(NucleusClient client, CancellationToken cancellationToken)
    {
        int rows = 0;
        int annotations = 0;
        await foreach (ExportRow row in client.Slices.ExportItemsAndAnnotationsAsync(
            _slice, pageSize: PageSize, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            DemoScene scene = _scenes.Single(s => s.FileName == row.Item.Reference);
            int found = row.All().Count();
            DemoFailedException.Unless(found == scene.Annotations.Count, $"{scene.FileName} has {found} annotations.");
            annotations += found;
            rows++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{rows} items with {annotations} annotations in pages of {PageSize}");
    }

    private async Task<IReadOnlyList<AnnotatedImage>> ReadLabelsAsync(NucleusClient client, CancellationToken cancellationToken)
    {
        List<AnnotatedImage> images = [];
        await foreach (ExportRow row in client.Datasets.ExportItemsAndAnnotationsAsync(
            _dataset, query: "annotations.count > 0", cancellationToken: cancellationToken).ConfigureAwait(false))
            images.Add(NucleusPayloads.ToImage(row));
        return images;
    }

    private async Task<AppendResult> UploadAsync(NucleusClient client, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("labelinggen-demo-").FullName;
        try
        {
            foreach (DemoScene scene in _scenes)
                await File.WriteAllBytesAsync(Path.Combine(folder, scene.FileName), scene.Picture, cancellationToken).ConfigureAwait(false);
            return await client.Datasets.AppendFolderAsync(_dataset, folder, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The true labels; polygons get an id, so that they can be sent twice without harm.</summary>
    private List<GroundTruthAnnotation> Annotations() =>
    [
        .. _scenes.SelectMany(scene => scene.Annotations.Select(GroundTruthAnnotation (truth, i) =>
        {
            string label = truth["label"]!.GetValue<string>();
            return truth["type"]!.GetValue<string>() == "box"
                ? new BoxAnnotation(
                    label, Number(truth, "left"), Number(truth, "top"), Number(truth, "width"), Number(truth, "height"), scene.FileName)
                : new PolygonAnnotation(
                    label, truth["vertices"]!.AsArray().Select(v => new Point2D(Number(v!, "x"), Number(v!, "y"))), scene.FileName,
                    string.Create(CultureInfo.InvariantCulture, $"polygon-{i}"));
        })),
    ];

    private static double Number(JsonNode node, string member) => node[member]!.GetValue<double>();
}
