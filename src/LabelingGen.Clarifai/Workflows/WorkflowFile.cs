using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;

namespace LabelingGen.Clarifai;

/// <summary>A model as a workflow's file names it: an existing version, or one to be found or made.</summary>
internal sealed record WorkflowFileModel(
    string ModelId, string? VersionId, string? UserId, string? AppId, string? ModelTypeId, string? Description, Struct? Parameters);

internal sealed record WorkflowFileNode(string Id, WorkflowFileModel Model, IReadOnlyList<string> Inputs);

/// <summary>
/// A workflow's description in YAML, checked: unknown keys, wrong ids and nodes that stand in the wrong order are errors.
/// </summary>
internal sealed partial record WorkflowFile(string Id, IReadOnlyList<WorkflowFileNode> Nodes)
{
    private const int LongestId = 48;

    private static readonly string[] ModelKeys =
        ["model_id", "model_version_id", "user_id", "app_id", "model_type_id", "description", "output_info"];

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ClarifaiFileException">It breaks a rule.</exception>
    public static async Task<WorkflowFile> ReadAsync(string path, CancellationToken cancellationToken) =>
        new Reader(path).Read(await YamlReader.ReadFileAsync(path, cancellationToken).ConfigureAwait(false));

    /// <summary>The same of a text at hand.</summary>
    public static WorkflowFile Parse(string path, string text) => new Reader(path).Read(YamlReader.Read(path, text));

    [GeneratedRegex("^[0-9A-Za-z]+([-_][0-9A-Za-z]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();

    [GeneratedRegex("^[0-9a-f]{32}", RegexOptions.NonBacktracking)]
    private static partial Regex VersionPattern();

    private sealed class Reader(string path)
    {
        public WorkflowFile Read(YamlNode root)
        {
            YamlMapping workflow = Mapping(Only(Mapping(root, "the file"), "workflow").Find("workflow"), "workflow", root);
            Only(workflow, "id", "nodes");
            string id = IdOf(workflow, "id")!;
            if (workflow.Find("nodes") is not YamlSequence { Items.Count: > 0 } nodes)
                throw Wrong(workflow, "'nodes' must be a list of one node or more");
            List<WorkflowFileNode> read = [];
            foreach (YamlNode item in nodes.Items)
                read.Add(Node(Mapping(item, "a node"), read));
            return new WorkflowFile(id, read);
        }

        private WorkflowFileNode Node(YamlMapping node, List<WorkflowFileNode> before)
        {
            Only(node, "id", "model", "node_inputs");
            string id = Text(node, "id") is { Length: > 0 } given ? given : throw Wrong(node, "a node needs an 'id'");
            if (before.Exists(n => n.Id == id))
                throw Wrong(node, $"there are two nodes '{id}'");
            return new WorkflowFileNode(id, Model(Mapping(node.Find("model"), "model", node)), Inputs(node, before));
        }

        private WorkflowFileModel Model(YamlMapping model)
        {
            Only(model, ModelKeys);
            string modelId = IdOf(model, "model_id") ?? throw Wrong(model, "a model needs a 'model_id'");
            string? version = Text(model, "model_version_id")?.ToLowerInvariant();
            if (version is not null && !VersionPattern().IsMatch(version))
                throw Wrong(model, $"the 'model_version_id' '{version}' does not begin with 32 hexadecimal digits");
            if (version is not null && model.Entries.Any(e => e.Key is "model_type_id" or "description" or "output_info"))
                throw Wrong(model, "beside a 'model_version_id' only 'model_id', 'user_id' and 'app_id' may stand");
            Struct? parameters = null;
            if (model.Find("output_info") is { } info)
            {
                YamlMapping output = Only(Mapping(info, "output_info"), "params");
                parameters = YamlStruct.ToStruct(Mapping(output.Find("params"), "params", output));
            }

            return new WorkflowFileModel(
                modelId, version, IdOf(model, "user_id"), IdOf(model, "app_id"), IdOf(model, "model_type_id"), Text(model, "description"),
                parameters);
        }

        private List<string> Inputs(YamlMapping node, List<WorkflowFileNode> before)
        {
            if (node.Find("node_inputs") is not { } found)
                return [];
            if (found is not YamlSequence { Items.Count: > 0 } list)
                throw Wrong(found, "'node_inputs' must be a list of one input or more");
            List<string> inputs = [];
            foreach (YamlNode item in list.Items)
            {
                YamlMapping input = Only(Mapping(item, "an input of a node"), "node_id");
                string id = Text(input, "node_id") ?? throw Wrong(input, "an input needs a 'node_id'");
                inputs.Add(before.Exists(n => n.Id == id) ? id : throw Wrong(input, $"there is no node '{id}' before this one"));
            }

            return inputs;
        }

        private YamlMapping Mapping(YamlNode? node, string what, YamlNode? holder = null) => node as YamlMapping
            ?? throw Wrong(node ?? holder!, node is null ? $"'{what}' is missing" : $"{what} must be a mapping");

        private YamlMapping Only(YamlMapping mapping, params string[] keys)
        {
            foreach ((string key, YamlNode value) in mapping.Entries)
            {
                if (!keys.Contains(key))
                    throw Wrong(value, $"the key '{key}' is not known here; known are {string.Join(", ", keys)}");
            }

            return mapping;
        }

        private string? Text(YamlMapping mapping, string key) => mapping.Find(key) switch
        {
            null => null,
            YamlScalar { IsNull: false } scalar => scalar.Text,
            { } other => throw Wrong(other, $"'{key}' must be a text"),
        };

        private string? IdOf(YamlMapping mapping, string key)
        {
            if (Text(mapping, key) is not { } text)
                return key == "id" ? throw Wrong(mapping, "'id' is missing") : null;
            return text.Length <= LongestId && IdPattern().IsMatch(text)
                ? text
                : throw Wrong(mapping.Find(key)!,
                    $"'{key}' must be 1 to {LongestId} letters and digits with single - or _ between, which '{text}' is not");
        }

        private ClarifaiFileException Wrong(YamlNode at, string problem) => new(path, at.Line, problem);
    }
}
