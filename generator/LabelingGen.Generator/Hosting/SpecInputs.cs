using System.Collections.Immutable;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Generator.Hosting;

/// <summary>Puts the files of each spec together, whatever order the compiler lists them in.</summary>
internal static class SpecInputs
{
    public static ImmutableArray<SpecInput> Of(ImmutableArray<SpecItem> items)
    {
        ImmutableArray<SpecItem> ordered = items.OrderBy(item => FilePath.Normalize(item.Path), StringComparer.Ordinal).ToImmutableArray();
        return ordered.Where(item => item.Role == "Spec").Select(spec => Of(spec, ordered)).ToImmutableArray();
    }

    private static SpecInput Of(SpecItem spec, ImmutableArray<SpecItem> items)
    {
        List<SpecFile> overlays = new();
        foreach (string path in spec.Overlays)
        {
            SpecItem? overlay = items.FirstOrDefault(item => item.Role == "Overlay" && IsAt(item.Path, path));
            if (overlay is not null)
                overlays.Add(File(overlay));
        }

        EquatableArray<SpecFile> others = items.Where(item => item.Role.Length == 0).Select(File).ToEquatableArray();
        string ns = Identifier.Dotted(spec.Namespace);
        string client = spec.Client.Length > 0 ? Identifier.Preferred(spec.Client) : DefaultClient(ns);
        return new SpecInput(new SpecSet(File(spec), overlays.ToEquatableArray(), others), spec.Options, ns, client);
    }

    // "Acme.Pets" has a "PetsClient".
    private static string DefaultClient(string ns)
    {
        string last = ns.Substring(ns.LastIndexOf('.') + 1);
        return last.EndsWith("Client", StringComparison.Ordinal) ? last : last + "Client";
    }

    private static SpecFile File(SpecItem item) => new(item.Path, item.Text);

    private static bool IsAt(string path, string wanted)
    {
        string full = FilePath.Normalize(path);
        string end = FilePath.Normalize(wanted);
        return full == end || full.EndsWith("/" + end, StringComparison.Ordinal);
    }
}
