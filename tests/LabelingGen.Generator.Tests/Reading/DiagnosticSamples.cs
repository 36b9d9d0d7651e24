using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>
/// A document for each diagnostic, in <c>Samples/</c>, with its place marked «so»: <c>LG1020.yaml</c>, where its JSON is not simply the
/// YAML one <c>LG1020.json</c> too, and <c>LG3003.overlay.yaml</c>. A YAML sample that says "yaml only" has no form in JSON, or one of its
/// own.
/// </summary>
internal static class DiagnosticSamples
{
    private static readonly string Folder = RepositoryPaths.InRepository("tests", "LabelingGen.Generator.Tests", "Reading", "Samples");

    public static IEnumerable<string> Ids(string extension) => Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f))
        .Where(f => f.EndsWith(extension, StringComparison.Ordinal)
        && f.IndexOf('.', StringComparison.Ordinal) == f.Length - extension.Length)
        .Select(f => f[..^extension.Length]).Order(StringComparer.Ordinal);

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public static string? Find(string name) => File.Exists(Path.Combine(Folder, name)) ? Read(name) : null;
}
