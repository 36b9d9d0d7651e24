using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

/// <summary>
/// Looks into packages: from which commit they are, that the same sources give the same bytes on any machine, that symbols are beside them,
/// and what of others they bring along, against a list that reviews see.
/// </summary>
internal static class PackageInspection
{
    /// <summary>Where a package holds assemblies that are native code as well, one folder a host.</summary>
    private static readonly string[] NativeFolders = ["tools/linux-", "tools/win-"];

    public static void Run(string feed, string commit, string approvedDependencies)
    {
        List<string> dependencies = [];
        foreach (string package in Directory.GetFiles(feed, "*.nupkg").Order(StringComparer.Ordinal))
        {
            using ZipArchive archive = ZipFile.OpenRead(package);
            string name = Path.GetFileName(package);
            XElement metadata = ReadMetadata(archive);
            XElement repository = Child(metadata, "repository") ?? throw new InvalidDataException($"{name} names no repository.");
            Expect(name, "git", repository.Attribute("type")?.Value);
            Expect(name, commit, repository.Attribute("commit")?.Value);
            Expect(name, "MIT", Child(metadata, "license")?.Value);
            Expect(name, "README.md", Child(metadata, "readme")?.Value);
            InspectAssemblies(name, archive);
            bool isLibrary = archive.Entries.Any(entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal));
            if (isLibrary && !File.Exists(Path.ChangeExtension(package, ".snupkg")))
                throw new InvalidDataException($"{name} has no package of symbols beside it.");
            dependencies.AddRange(Dependencies(metadata, archive));
        }

        string[] approved = [.. File.ReadAllLines(approvedDependencies).Where(line => line.Length > 0)];
        string[] difference =
            [.. dependencies.Except(approved).Select(line => "+ " + line), .. approved.Except(dependencies).Select(line => "- " + line)];
        if (difference.Length > 0)
            throw new InvalidDataException($"{approvedDependencies} is to be changed:\n{string.Join('\n', difference)}");
    }

    private static XElement ReadMetadata(ZipArchive archive)
    {
        using Stream stream = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return Child(XDocument.Load(stream).Root!, "metadata")!;
    }

    private static void InspectAssemblies(string name, ZipArchive archive)
    {
        foreach (ZipArchiveEntry entry in archive.Entries.Where(IsOwnAssembly))
        {
            using MemoryStream bytes = new();
            using (Stream stream = entry.Open())
                stream.CopyTo(bytes);
            bytes.Position = 0;
            using PEReader reader = new(bytes);
            bool isNative = reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
            if (isNative != NativeFolders.Any(folder => entry.FullName.StartsWith(folder, StringComparison.Ordinal)))
                throw new InvalidDataException(
                    $"{name}: {entry.FullName} is native code in the place of a portable assembly, or the other way round.");
            var debug = reader.ReadDebugDirectory();
            if (!debug.Any(item => item.Type == DebugDirectoryEntryType.Reproducible))
                throw new InvalidDataException($"{name}: {entry.FullName} was not compiled deterministically.");
            foreach (DebugDirectoryEntry item in debug.Where(item => item.Type == DebugDirectoryEntryType.CodeView))
            {
                string path = reader.ReadCodeViewDebugDirectoryData(item).Path;
                if (!path.StartsWith("/_/", StringComparison.Ordinal))
                    throw new InvalidDataException($"{name}: {entry.FullName} tells where it was built: {path}.");
            }
        }
    }

    private static IEnumerable<string> Dependencies(XElement metadata, ZipArchive archive)
    {
        string id = Child(metadata, "id")!.Value;
        IEnumerable<string> referenced = metadata.Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(element => (Id: element.Attribute("id")!.Value, Version: element.Attribute("version")!.Value))
            .Select(dependency => IsOwn(dependency.Id) ? dependency.Id : $"{dependency.Id} {dependency.Version}");
        IEnumerable<string> bundled = archive.Entries
            .Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal) && !IsOwn(entry.Name))
                .Select(entry => "bundles " + entry.Name);
        return referenced.Concat(bundled).Distinct().Order(StringComparer.Ordinal).Select(dependency => $"{id}: {dependency}");
    }

    private static bool IsOwnAssembly(ZipArchiveEntry entry) =>
        IsOwn(entry.Name) && entry.Name.EndsWith(".dll", StringComparison.Ordinal)
            && !entry.Name.EndsWith(".resources.dll", StringComparison.Ordinal);

    private static bool IsOwn(string name) => name.StartsWith("LabelingGen.", StringComparison.Ordinal);

    private static XElement? Child(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static void Expect(string package, string expected, string? actual)
    {
        if (expected != actual)
            throw new InvalidDataException($"{package}: expected '{expected}', got '{actual}'.");
    }
}
