using System.Globalization;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>
/// Damaged copies of the shared documents never make the reader throw, hang or fault. 1,200 by default; <c>LABELINGGEN_MUTATIONS=10000</c>
/// for more,
/// <c>LABELINGGEN_SEED=n</c> to repeat one.
/// </summary>
public class MutationTests
{
    [Fact]
    public void A_damaged_document_never_makes_the_reader_fault()
    {
        if (RepositoryPaths.InShared("corpus") is not { } corpus)
            return;
        string[] texts = [.. Directory.EnumerateFiles(corpus, "*.*", SearchOption.TopDirectoryOnly)
            .Where(f => f.EndsWith(".yaml", StringComparison.Ordinal) || f.EndsWith(".json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(t => t.Length < 120_000)];
        int count = Setting("LABELINGGEN_MUTATIONS") ?? 1_200;
        int first = Setting("LABELINGGEN_SEED") ?? 0;
        if (Setting("LABELINGGEN_SEED") is not null)
            count = 1;
        for (int seed = first; seed < first + count; seed++)
        {
            string text = SpecMutator.Mutate(texts, seed);
            ReadResult result;
            try
            {
                result = SpecReading.Read(text);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}: {e.GetType().Name} escaped", e);
            }

            result.Diagnostics.ShouldNotContain(d =>
                d.Id == "LG9001", $"seed {seed}: {result.Diagnostics.FirstOrDefault(d => d.Id == "LG9001")?.Message}");
            (result.Model is not null || result.Diagnostics
                .Any(d => d.Severity == DiagnosticRuleSeverity.Error)).ShouldBeTrue($"seed {seed}: neither model nor error");
            foreach (NamedSchema schema in result.Model?.Schemas ?? EquatableArray<NamedSchema>.Empty)
                schema.GetHashCode();
        }
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value
            : null;
}
