namespace LabelingGen.Clarifai;

/// <summary>A value of a YAML file with the line it stands on, from 1.</summary>
internal abstract record YamlNode(int Line);

/// <param name="IsPlain">Written without quotes, so that it may mean a number, a boolean or null.</param>
internal sealed record YamlScalar(int Line, string Text, bool IsPlain) : YamlNode(Line)
{
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record YamlSequence(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

internal sealed record YamlMapping(int Line, IReadOnlyList<KeyValuePair<string, YamlNode>> Entries) : YamlNode(Line)
{
    public YamlNode? Find(string key) => Entries.FirstOrDefault(e => e.Key == key).Value;
}
