using System.Runtime.CompilerServices;
using System.Text;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Support;

/// <summary>Compares emitted files with approved ones beside the test; <c>UPDATE_SNAPSHOTS=1</c> rewrites them.</summary>
internal static class Approval
{
    public static void ShouldMatchApproved(
        this GeneratorRun run, string name, IEnumerable<string> files, [CallerFilePath] string testFile = "")
    {
        string path = Path.Combine(RepositoryPaths.FolderOfSource(testFile), "Approved", name + ".approved.txt");
        StringBuilder text = new();
        foreach (string file in files)
            text.Append("==== ").Append(file).Append('\n').Append(run.Files[file]);
        string actual = text.ToString();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        File.Exists(path).ShouldBeTrue($"there is no approved file {Path.GetFileName(path)}; run once with UPDATE_SNAPSHOTS=1");
        string[] expected = File.ReadAllText(path).Split('\n');
        string[] lines = actual.Split('\n');
        int first = Enumerable.Range(0, Math.Max(expected.Length, lines.Length))
            .FirstOrDefault(i => i >= expected.Length || i >= lines.Length || expected[i] != lines[i], -1);
        if (first >= 0)
        {
            lines.ElementAtOrDefault(first).ShouldBe(
                expected.ElementAtOrDefault(first), $"{Path.GetFileName(path)} line {first + 1}; UPDATE_SNAPSHOTS=1 approves");
        }
    }
}
