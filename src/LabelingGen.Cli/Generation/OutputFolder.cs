using System.Text;

namespace LabelingGen.Cli;

/// <summary>
/// Puts generated files into a folder. They are written in full beside their place and moved into it, so that no reader ever sees half
/// a file, and nothing changes when writing fails. Files of an earlier run that are no longer generated are removed.
/// </summary>
internal static class OutputFolder
{
    private const string Suffix = ".g.cs";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="files">Text by file name; a name never has a folder in it.</param>
    /// <returns>How many files of an earlier run were removed.</returns>
    public static int Publish(string folder, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        foreach (string name in files.Keys)
        {
            if (name != Path.GetFileName(name) || !name.EndsWith(Suffix, StringComparison.Ordinal))
                throw new CommandFailedException($"'{name}' is no name of a generated file.");
        }

        Directory.CreateDirectory(folder);
        string staging = Path.Combine(folder, ".labelinggen-" + Path.GetRandomFileName());
        Directory.CreateDirectory(staging);
        try
        {
            foreach ((string name, string text) in files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using FileStream stream = new(Path.Combine(staging, name), FileMode.CreateNew, FileAccess.Write);
                stream.Write(Utf8.GetBytes(text));
            }

            foreach (string name in files.Keys)
                File.Move(Path.Combine(staging, name), Path.Combine(folder, name), overwrite: true);
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }

        return RemoveStale(folder, files);
    }

    /// <summary>A stale file lies in the same namespace and begins as the files of this run do.</summary>
    private static int RemoveStale(string folder, IReadOnlyDictionary<string, string> files)
    {
        if (files.Count == 0)
            return 0;
        string header = Header(files.Values.First());
        HashSet<string> namespaces = [.. files.Keys.Select(NamespaceOf)];
        HashSet<string> current = new(files.Keys, StringComparer.OrdinalIgnoreCase);
        int removed = 0;
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Suffix))
        {
            string name = Path.GetFileName(path);
            if (current.Contains(name) || !namespaces.Contains(NamespaceOf(name)) || !File.ReadAllText(path)
                .StartsWith(header, StringComparison.Ordinal))
                continue;
            File.Delete(path);
            removed++;
        }

        return removed;
    }

    private static string NamespaceOf(string name)
    {
        string stem = name[..^Suffix.Length];
        int dot = stem.LastIndexOf('.');
        return dot < 0 ? "" : stem[..dot];
    }

    private static string Header(string text)
    {
        const string End = "</auto-generated>";
        int end = text.IndexOf(End, StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + End.Length)];
    }
}
