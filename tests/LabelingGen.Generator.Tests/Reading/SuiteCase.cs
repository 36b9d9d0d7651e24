using System.Text.Json;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>A case of one of the public suites under <c>../shared/suites</c>.</summary>
internal sealed record SuiteCase(string Name, string Expect, byte[] Bytes, byte[]? Json)
{
    /// <summary>The cases of a suite, or none where the shared folder is absent.</summary>
    public static IReadOnlyList<SuiteCase> Load(string file)
    {
        if (RepositoryPaths.InShared("suites", file) is not { } path)
            return [];
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("cases").EnumerateArray().Select(c => new SuiteCase(
            c.GetProperty("name").GetString()!,
            c.GetProperty("expect").GetString()!,
            c.GetProperty("base64").GetBytesFromBase64(),
            c.TryGetProperty("json64", out JsonElement json) ? json.GetBytesFromBase64() : null)).ToList();
    }

    /// <summary>The text as the compiler would decode it.</summary>
    public string Text
    {
        get
        {
            using StreamReader reader = new(new MemoryStream(Bytes), System.Text.Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
    }
}
