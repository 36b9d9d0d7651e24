using System.Diagnostics;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace LabelingGen.Testing;

/// <summary>Runs the protoc of Grpc.Tools; the test project imports <c>tests/Protoc.targets</c>, which says where it is.</summary>
public static class Protoc
{
    /// <summary>The folder of the well-known <c>google/protobuf/*.proto</c> files that ship with protoc.</summary>
    public static string WellKnownFolder(Assembly tests) => Metadata(tests, "ProtocIncludes");

    /// <summary>Compiles the files, given relative to <paramref name="root"/>, into a descriptor set with source information.</summary>
    public static FileDescriptorSet Compile(Assembly tests, string root, IEnumerable<string> files, ExtensionRegistry? extensions = null)
    {
        string output = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            string[] options =
                ["-I", root, "-I", WellKnownFolder(tests), "--include_imports", "--include_source_info", "--descriptor_set_out=" + output];
            Run(tests, [.. options, .. files]);
            return FileDescriptorSet.Parser.WithExtensionRegistry(extensions ?? []).ParseFrom(File.ReadAllBytes(output));
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>Generates C# messages; the texts of the files.</summary>
    public static IReadOnlyList<string> GenerateCSharp(Assembly tests, string root, params string[] files)
    {
        DirectoryInfo output = Directory.CreateTempSubdirectory();
        try
        {
            Run(tests, ["-I", root, "-I", WellKnownFolder(tests), "--csharp_out=" + output.FullName, .. files]);
            IEnumerable<FileInfo> written = output.EnumerateFiles("*.cs").OrderBy(f => f.Name, StringComparer.Ordinal);
            return [.. written.Select(f => File.ReadAllText(f.FullName))];
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static void Run(Assembly tests, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(Metadata(tests, "ProtocPath")) { RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 || errors.Length > 0)
            throw new InvalidOperationException("protoc: " + errors);
    }

    private static string Metadata(Assembly tests, string key)
        => tests.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == key)?.Value
            ?? throw new InvalidOperationException($"{tests.GetName().Name} must import tests/Protoc.targets.");
}
