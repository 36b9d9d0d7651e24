// The Scale flow as native code: project, batch, upload, tasks, waiting, pages, typed answers, typed errors.
// ScaleClient.FromEnvironment reads SCALE_API_KEY; the first argument is the endpoint of an emulator that stumbles (see .ci/aot).
using LabelingGen.Core;
using LabelingGen.Scale;

if (args is not [string endpoint])
{
    Console.Error.WriteLine("usage: AotSmoke ENDPOINT");
    return 2;
}

ScaleClient client = ScaleClient.FromEnvironment(new ScaleClientOptions { Endpoint = new Uri(endpoint) });
using CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
CancellationToken stop = limit.Token;

Project project = await client.Projects.CreateAsync(new() { Name = "street", Type = TaskType.ImageAnnotation }, stop);
Expect(TaskType.ImageAnnotation, project.Type);
Batch batch = await client.Batches.CreateAsync(new() { Project = "street", Name = "b1" }, stop);
Expect(BatchStatus.Staging, batch.Status);

byte[] picture = new byte[300_000];
using FileUpload upload = new(new MemoryStream(picture), "a.png", "image/png");
ScaleFile file = await client.Files.UploadAsync(upload, new() { ProjectName = "street", ReferenceId = "a" }, stop);
Expect(picture.Length, file.Size);

foreach (string id in (string[])["u1", "u2", "u3"])
{
    ScaleTask task = await client.Tasks.CreateImageAnnotationAsync(Parameters(id), stop);
    Expect(id, task.UniqueId);
}

try
{
    await client.Tasks.CreateImageAnnotationAsync(Parameters("u1"), stop);
    throw new InvalidOperationException("A unique_id was taken twice.");
}
catch (ScaleDuplicateTaskException duplicate)
{
    Expect(409, duplicate.Status);
}

await client.Batches.FinalizeAsync("b1", stop);
BatchProgress progress = await client.Batches.WaitForCompletionAsync("b1", new() { Timeout = TimeSpan.FromMinutes(1) }, stop);
Expect(3, progress.Completed);

int boxes = 0;
List<string> found = [];
await foreach (ScaleTask task in client.Tasks.ListAsync(new() { Batch = "b1", Status = ScaleTaskStatus.Completed, PageSize = 2 }, stop))
{
    found.Add(task.UniqueId ?? "");
    foreach (ImageAnnotation annotation in task.ReadResponse<ImageAnnotationResponse>()?.Annotations ?? [])
        boxes += annotation is BoxAnnotation ? 1 : 0;
}

found.Sort(StringComparer.Ordinal);
Expect("u1 u2 u3", string.Join(' ', found));
Expect(true, boxes > 0);

try
{
    await client.Tasks.GetAsync("000000000000000000000000", stop);
    throw new InvalidOperationException("A task that is not there was answered.");
}
catch (ScaleResourceNotFoundException missing)
{
    Expect(404, missing.Status);
}

Console.WriteLine($"The Scale flow runs as native code: {found.Count} tasks, {boxes} boxes.");
return 0;

ImageAnnotationTaskParameters Parameters(string uniqueId) => new()
{
    Batch = "b1",
    UniqueId = uniqueId,
    Attachment = file.AttachmentUrl,
    Geometries = new() { Box = new() { ObjectsToAnnotate = ["car", "bus"] } },
};

static void Expect<T>(T expected, T actual)
{
    if (!EqualityComparer<T>.Default.Equals(expected, actual))
        throw new InvalidOperationException($"Expected '{expected}', got '{actual}'.");
}
