namespace LabelingGen.Nucleus.Tests.Flows;

/// <summary>A folder of its own for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("labelinggen-").FullName;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string[] Files => [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(f =>
        f[(Path.Length + 1)..]).Order()];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
