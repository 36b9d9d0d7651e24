using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;

namespace LabelingGen.Cli;

/// <summary>Reads the files a user names; no other file is ever read.</summary>
internal static class SpecFiles
{
    private const long MaxFileBytes = 256L << 20;

    /// <summary>The document with everything that decides what is generated from it.</summary>
    public static SpecInput Open(
        string path, string ns, string client, IReadOnlyList<string> overlays, IReadOnlyList<string> references)
    {
        SpecItem spec = Read(path, "Spec") with { Namespace = ns, Client = client, Overlays = overlays.ToEquatableArray() };
        return SpecInputs.Of([spec, .. overlays.Select(file => Read(file, "Overlay")), .. references.Select(file => Read(file, ""))])
            .Single();
    }

    private static SpecItem Read(string path, string role)
    {
        FileInfo file = new(path);
        if (!file.Exists)
            throw new CommandFailedException($"There is no file {path}.", ExitCodes.Usage);
        if (file.Length > MaxFileBytes)
            throw new CommandFailedException($"{path} is larger than {MaxFileBytes >> 20} MB.");
        return new(role, path, File.ReadAllText(path));
    }
}
