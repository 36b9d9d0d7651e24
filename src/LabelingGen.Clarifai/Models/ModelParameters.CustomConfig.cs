using Google.Protobuf.WellKnownTypes;

namespace LabelingGen.Clarifai;

public sealed partial class ModelParameters
{
    private const string CustomConfig = "custom_config";

    /// <summary>A parameter that holds source text is kept in a file of its own.</summary>
    private async Task<Struct> WriteCustomConfigAsync(string path, CancellationToken cancellationToken)
    {
        if (!Training.Fields.TryGetValue(CustomConfig, out Value? source) || source.KindCase != Value.KindOneofCase.StringValue
            || source.StringValue.Length == 0)
            return Training;
        string template = Training.Fields.TryGetValue("template", out Value? named) && named.StringValue.Length > 0
            ? named.StringValue
            : CustomConfig;
        string name = template + ".py";
        string target = SafePath.Join(FolderOf(path), name);
        await using (AtomicFile file = AtomicFile.Create(target))
        {
            await using (StreamWriter text = new(file.Stream, leaveOpen: true))
                await text.WriteAsync(source.StringValue.AsMemory(), cancellationToken).ConfigureAwait(false);
            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        Struct training = Training.Clone();
        training.Fields[CustomConfig] = Value.ForString(name);
        return training;
    }

    /// <summary>Puts the content of the file that is named in the place of its name.</summary>
    private async Task ReadCustomConfigAsync(string path, YamlMapping root, CancellationToken cancellationToken)
    {
        if (!Training.Fields.TryGetValue(CustomConfig, out Value? named) || named.KindCase != Value.KindOneofCase.StringValue
            || named.StringValue.Length == 0)
            return;
        YamlNode section = root.Entries.First(e => e.Key == "train_params").Value;
        int line = ((YamlMapping)section).Entries.First(e => e.Key == CustomConfig).Value.Line;
        string source = Path.Combine(FolderOf(path), named.StringValue);
        if (!File.Exists(source))
            throw new ClarifaiFileException(path, line, $"there is no file '{named.StringValue}' that {CustomConfig} names");
        Training.Fields[CustomConfig] = Value.ForString(await File.ReadAllTextAsync(source, cancellationToken).ConfigureAwait(false));
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;
}
