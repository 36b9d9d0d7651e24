using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>One import: collects tasks, checks all of them, then stores all or none.</summary>
internal sealed class LabelStudioImport(LabelStudioEmulator vendor, JsonObject project, bool commit, IReadOnlyList<string> predictedFields)
{
    private readonly List<(JsonObject Task, long? Upload)> _tasks = [];
    private readonly List<long> _uploads = [];
    private readonly Dictionary<string, int> _formats = [];

    public static JsonNode? Parse(byte[] json)
    {
        try
        {
            return JsonBody.Parse(json);
        }
        catch (JsonException malformed)
        {
            throw new VendorErrorException(400, "JSON parse error - " + malformed.Message);
        }
    }

    public void AddJson(JsonNode? json, long? upload = null)
    {
        foreach (JsonNode? item in json is JsonArray list ? list.ToArray() : [json])
        {
            JsonObject task = item as JsonObject
                ?? throw new VendorErrorException(400, "Task is missing dictionary \"data\"", "non_field_errors");
            _tasks.Add((task.ContainsKey("data") ? task.Copy() : new JsonObject { ["data"] = task.DeepClone() }, upload));
        }
    }

    /// <summary>Of two parts of the same name the last one counts, as on the server; parts without a file name are not looked at.</summary>
    public void AddFiles(IReadOnlyList<MultipartPart> parts)
    {
        foreach (MultipartPart part in parts.Where(p => p.FileName is not null).GroupBy(p => p.Name).Select(group => group.Last()))
        {
            string path = $"upload/{project.Id()}/{vendor.Ids.Uuid()[..8]}-{Path.GetFileName(part.FileName!)}";
            vendor.Files[path] = part.Content;
            JsonObject upload = vendor.Uploads.Add(
                new JsonObject { ["file"] = path, ["size"] = part.Content.Length, ["project"] = project.Id() });
            AddStored([upload]);
        }

        if (_uploads.Count == 0)
            throw new VendorErrorException(400, "No files were uploaded.", "non_field_errors");
    }

    public void AddStored(IEnumerable<JsonObject> uploads)
    {
        foreach (JsonObject upload in uploads)
        {
            string path = upload.RequiredText("file");
            string extension = Path.GetExtension(path).ToLowerInvariant();
            _formats[extension] = _formats.GetValueOrDefault(extension) + 1;
            _uploads.Add(upload.Id());
            byte[] content = vendor.Files[path];
            switch (extension)
            {
                case ".json":
                    AddJson(Parse(content), upload.Id());
                    break;
                case ".csv" or ".tsv":
                    AddRows(Encoding.UTF8.GetString(content), extension == ".tsv" ? '\t' : null, upload.Id());
                    break;
                case ".txt":
                    foreach (string line in Lines(Encoding.UTF8.GetString(content)))
                        Add(JsonValue.Create(line), upload.Id());
                    break;
                case ".html" or ".htm" or ".xml":
                    Add(JsonValue.Create(Encoding.UTF8.GetString(content)), upload.Id());
                    break;
                default:
                    Add(JsonValue.Create("/data/" + path), upload.Id());
                    break;
            }
        }
    }

    /// <summary>Stores the tasks; the answer of the server.</summary>
    public JsonObject Commit(bool returnIds)
    {
        LabelStudioConfig config = LabelStudioConfig.Parse(project.Text("label_config"));
        foreach ((JsonObject task, _) in _tasks)
        {
            JsonObject data = task["data"] as JsonObject ?? throw new VendorErrorException(400, "Data must be a dictionary.", "data");
            if (!data.ContainsKey("$undefined$"))
                config.CheckData(data);
            foreach (JsonObject annotation in (task["annotations"] as JsonArray ?? []).OfType<JsonObject>())
                CheckAnnotation(annotation);
        }

        List<JsonObject> made = commit ? [.. _tasks.Select(Store)] : [];
        if (made.Count > 0)
            vendor.Webhooks.Send("TASKS_CREATED", project, ("tasks", made.Copies()));
        JsonObject answer = new()
        {
            ["task_count"] = _tasks.Count,
            ["annotation_count"] = commit ? _tasks.Sum(t => (t.Task["annotations"] as JsonArray)?.Count ?? 0) : null,
            ["prediction_count"] = commit ? made.Sum(t => vendor.Predictions.Rows.Count(p => p.Whole("task") == t.Id())) : null,
            ["duration"] = 0.1,
            ["file_upload_ids"] = _uploads.Select(id => (JsonNode?)id).ToJson(),
            ["could_be_tasks_list"] = _formats.Keys.Any(extension => extension is ".json" or ".csv" or ".tsv" or ".txt"),
            ["found_formats"] = new JsonObject(_formats.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value))),
            ["data_columns"] = _tasks.SelectMany(t => t.Task["data"]!.AsObject().Select(p => p.Key)).Distinct().ToJson(),
        };
        if (returnIds && commit)
            answer["task_ids"] = made.Select(task => (JsonNode?)task.Id()).ToJson();
        return answer;
    }

    private JsonObject Store((JsonObject Task, long? Upload) item)
    {
        JsonObject task = LabelStudioTaskRoutes.Create(vendor, project, item.Task, check: false);
        task["file_upload"] = item.Upload;
        foreach (JsonObject annotation in (item.Task["annotations"] as JsonArray ?? []).OfType<JsonObject>())
        {
            JsonObject imported = annotation.Copy().With(("ground_truth", true), ("last_action", "imported"));
            imported["import_id"] = annotation.Whole("id");
            LabelStudioAnnotationRoutes.Create(vendor, task, imported);
        }

        List<JsonObject> predictions = [.. (item.Task["predictions"] as JsonArray ?? []).OfType<JsonObject>()];
        foreach (string field in predictedFields.Where(task["data"]!.AsObject().ContainsKey))
            predictions.Add(new JsonObject { ["result"] = new JsonArray(), ["model_version"] = field });
        foreach (JsonObject prediction in predictions)
        {
            LabelStudioAnnotationRoutes.CreatePrediction(vendor, task, prediction);
            if (project.Text("model_version") is null or "")
                project["model_version"] = prediction.Text("model_version") ?? "undefined";
        }

        return task;
    }

    private void CheckAnnotation(JsonObject annotation)
    {
        annotation.Result(isRequired: true);
        if (annotation["completed_by"] is JsonObject user && vendor.Users.Rows.All(u => u.Text("email") != user.Text("email")))
            throw new VendorErrorException(400, $"Unknown annotator's email {user.Text("email")}", "annotations");
    }

    /// <summary>A value without a key goes under the config's only key, or waits for one.</summary>
    private void Add(JsonNode value, long upload)
    {
        IReadOnlyList<string> keys = LabelStudioConfig.Parse(project.Text("label_config")).DataKeys;
        if (keys.Count > 1)
            throw new VendorErrorException(400,
                "Your label config has more than one data key and direct file upload supports only one data key.", "non_field_errors");
        _tasks.Add((new JsonObject { ["data"] = new JsonObject { [keys.Count == 1 ? keys[0] : "$undefined$"] = value } }, upload));
    }

    private void AddRows(string text, char? separator, long upload)
    {
        string[] lines = Lines(text);
        if (lines.Length == 0)
            return;
        char split = separator ?? (lines[0].Count(c => c == ';') > lines[0].Count(c => c == ',') ? ';' : ',');
        string[] header = lines[0].Split(split);
        foreach (string line in lines.Skip(1))
        {
            string[] cells = line.Split(split);
            JsonObject data = new(header.Select((name, i) =>
                KeyValuePair.Create(name.Trim('"'), (JsonNode?)(i < cells.Length ? cells[i].Trim('"') : ""))));
            _tasks.Add((new JsonObject { ["data"] = data }, upload));
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
