using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LabelingGen.Clarifai;

/// <summary>What a training takes: data, concepts and the parameters of the model's type.</summary>
public sealed partial class ModelParameters
{
    private static readonly string[] Sections = ["dataset_id", "dataset_version_id", "concepts", "train_params", "inference_params"];

    /// <summary>The dataset to train on; null for types that take none.</summary>
    public string? DatasetId { get; set; }

    /// <summary>Its version; null or empty = the service makes one.</summary>
    public string? DatasetVersionId { get; set; }

    /// <summary>Ids of the concepts to tell apart; null for types that take none.</summary>
    public IList<string>? Concepts { get; private set; }

    /// <summary>Parameters of the training by name; a null value = not set.</summary>
    public Struct Training { get; } = new();

    /// <summary>Parameters of predictions with the trained model by name.</summary>
    public Struct Inference { get; } = new();

    /// <summary>Sets a parameter of the training or of predictions, wherever it stands.</summary>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public void Set(string name, Value value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        Struct[] holders = [.. new[] { Training, Inference }.Where(s => s.Fields.ContainsKey(name))];
        if (holders.Length == 0)
        {
            IEnumerable<string> known = Training.Fields.Keys.Concat(Inference.Fields.Keys);
            throw new ArgumentException($"There is no parameter '{name}'; there are {string.Join(", ", known)}.", nameof(name));
        }

        foreach (Struct holder in holders)
            holder.Fields[name] = value;
    }

    /// <summary>Reads a file that <see cref="SaveAsync"/> or the vendor's own client wrote.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ClarifaiFileException">The file breaks a rule, or names a <c>custom_config</c> that is not there; it is named with
    /// its line.</exception>
    public static async Task<ModelParameters> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        YamlNode root = await YamlReader.ReadFileAsync(path, cancellationToken).ConfigureAwait(false);
        if (root is not YamlMapping mapping)
            throw new ClarifaiFileException(path, root.Line, "it is no mapping");
        ModelParameters parameters = new();
        foreach ((string key, YamlNode node) in mapping.Entries)
        {
            switch (key, node)
            {
                case ("dataset_id", YamlScalar scalar):
                    parameters.DatasetId = scalar.IsNull ? "" : scalar.Text;
                    break;
                case ("dataset_version_id", YamlScalar scalar):
                    parameters.DatasetVersionId = scalar.IsNull ? "" : scalar.Text;
                    break;
                case ("concepts", YamlSequence sequence) when sequence.Items.All(i => i is YamlScalar { IsNull: false }):
                    parameters.Concepts = [.. sequence.Items.Cast<YamlScalar>().Select(i => i.Text)];
                    break;
                case ("train_params", YamlMapping values):
                    parameters.Training.MergeFrom(YamlStruct.ToStruct(values));
                    break;
                case ("inference_params", YamlMapping values):
                    parameters.Inference.MergeFrom(YamlStruct.ToStruct(values));
                    break;
                default:
                    throw new ClarifaiFileException(path, node.Line, Sections.Contains(key)
                        ? $"the value of '{key}' is of another kind than it must be"
                        : $"the key '{key}' is none of {string.Join(", ", Sections)}");
            }
        }

        await parameters.ReadCustomConfigAsync(path, mapping, cancellationToken).ConfigureAwait(false);
        return parameters;
    }

    /// <summary>
    /// Writes the parameters as YAML, to be edited and loaded again. Source text of a <c>custom_config</c> goes into a file
    /// <c>{template}.py</c> beside it, which the YAML names.
    /// </summary>
    /// <exception cref="IOException">A file cannot be written; it is as it was.</exception>
    /// <exception cref="InvalidDataException">The template's name cannot name a file.</exception>
    public async Task SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        Struct training = await WriteCustomConfigAsync(path, cancellationToken).ConfigureAwait(false);
        await using AtomicFile file = AtomicFile.Create(path);
        await using (StreamWriter text = new(file.Stream, leaveOpen: true) { NewLine = "\n" })
            await text.WriteAsync(ToYaml(training).AsMemory(), cancellationToken).ConfigureAwait(false);
        await file.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The parameters as YAML, the source text of a <c>custom_config</c> included.</summary>
    public string ToYaml() => ToYaml(Training);

    private string ToYaml(Struct training)
    {
        List<KeyValuePair<string, Value>> entries = [];
        if (DatasetId is not null)
            entries.Add(new("dataset_id", Value.ForString(DatasetId)));
        if (DatasetVersionId is not null)
            entries.Add(new("dataset_version_id", Value.ForString(DatasetVersionId)));
        if (Concepts is not null)
            entries.Add(new("concepts", Value.ForList([.. Concepts.Select(Value.ForString)])));
        entries.Add(new("train_params", new Value { StructValue = training }));
        if (Inference.Fields.Count > 0)
            entries.Add(new("inference_params", new Value { StructValue = Inference }));
        using StringWriter text = new() { NewLine = "\n" };
        Emitter emitter = new(text);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        YamlStruct.Write(emitter, entries);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>The parameters of a type with their defaults.</summary>
    internal static ModelParameters OfType(ModelType type, string? template)
    {
        bool isClusterer = type.Id == "clusterer";
        ModelParameters parameters = new();
        if (!isClusterer)
            (parameters.DatasetId, parameters.DatasetVersionId) = ("", "");
        if (!isClusterer && type.Id != "text-to-text")
            parameters.Concepts = [];
        foreach (ModelTypeField field in type.ModelTypeFields.Where(f => !f.InternalOnly))
        {
            string[] path = field.Path.Split('.');
            string name = path[^1];
            if (name is "dataset_id" or "dataset_version_id" || (path.Length > 1 && path[1] is "dataset" or "data"))
                continue;
            if (name == "template" && template is not null)
                parameters.AddTemplate(field, template);
            else if (path[0] is "train_info" or "input_info")
                parameters.Training.Fields[name] = DefaultOf(field);
            else if (path[0] == "output_info")
                parameters.Inference.Fields[name] = DefaultOf(field);
        }

        return parameters;
    }

    private static Value DefaultOf(ModelTypeField field) => field.DefaultValue?.Clone() ?? Value.ForNull();

    private void AddTemplate(ModelTypeField field, string template)
    {
        ModelTypeEnumOption option = field.ModelTypeEnumOptions.FirstOrDefault(o => o.Id == template)
            ?? throw new ArgumentException(
                $"There is no template '{template}'; there are {string.Join(", ", field.ModelTypeEnumOptions.Select(o => o.Id))}.",
                nameof(template));
        Training.Fields["template"] = Value.ForString(template);
        foreach (ModelTypeField own in option.ModelTypeFields.Where(f => !f.InternalOnly))
            Training.Fields[own.Path.Split('.')[^1]] = DefaultOf(own);
    }
}
