using System.Text;
using LabelingGen.Annotations.Formats;
using LabelingGen.Clarifai;
using LabelingGen.FastLabel;
using LabelingGen.Nucleus;
using LabelingGen.Scale;

namespace LabelingGen.Cli;

/// <summary>All formats that the tool knows: those of the annotations library and those that the vendors' packages bring.</summary>
internal static class LabelFormats
{
    private const int HeadLength = 4096;

    /// <summary>
    /// The vendors' formats, each with what tells its files from others; Label Studio's is among the library's. All are read and written.
    /// None is asked for before it is needed, for it brings the vendor's whole package along.
    /// </summary>
    private static readonly (string Name, Func<AnnotationFormat> Format, Func<string, bool> IsMeant)[] OfVendors =
    [
        ("nucleus", static () => NucleusFormat.Instance,
            static head => Has(head, "exportedRows") || Has(head, "item") || Has(head, "reference_id")),
        ("scale", static () => ScaleTaskFormat.Instance, static head => Has(head, "task_id")),
        ("clarifai", static () => ClarifaiFormat.Instance,
            static head => Has(head, "inputs") || Has(head, "inputId") || Has(head, "input_id")
                || Has(head, "imageInfo") || Has(head, "image_info") || Has(head, "regionInfo") || Has(head, "region_info")),
        ("fastlabel", static () => FastLabelTaskFormat.Instance, static head => Has(head, "externalStatus")
            || (head[0] == '[' && Has(head, "name") && Has(head, "annotations") && !Has(head, "data") && !Has(head, "result"))),
    ];

    /// <summary>The names of those that can be read, or written too.</summary>
    public static string Names(bool written = false) => string.Join(", ", AnnotationFormats.All
        .Where(format => !written || format.CanWrite).Select(static format => format.Name)
        .Concat(OfVendors.Select(static vendor => vendor.Name)));

    /// <exception cref="CommandFailedException">There is no such format.</exception>
    public static AnnotationFormat Named(string name) =>
        AnnotationFormats.All.FirstOrDefault(format => IsEqual(format.Name, name))
            ?? OfVendors.FirstOrDefault(vendor => IsEqual(vendor.Name, name)).Format?.Invoke()
            ?? throw new CommandFailedException($"There is no format '{name}'. The formats are {Names()}.", ExitCodes.Usage);

    /// <summary>The format of labels by a name, or by the labels themselves where there is none.</summary>
    /// <exception cref="CommandFailedException">There is no such format, or it cannot be told.</exception>
    public static AnnotationFormat Find(string? name, string path) => name is not null ? Named(name)
        : OfVendor(path) ?? AnnotationFormats.Detect(path)
            ?? throw new CommandFailedException($"The format of '{path}' cannot be told; name it.", ExitCodes.Usage);

    private static AnnotationFormat? OfVendor(string path)
    {
        if (!File.Exists(path))
            return null;
        byte[] bytes = new byte[HeadLength];
        using FileStream file = File.OpenRead(path);
        string head = Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false))
            .TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return head is ['[' or '{', ..] ? OfVendors.FirstOrDefault(vendor => vendor.IsMeant(head)).Format?.Invoke() : null;
    }

    private static bool IsEqual(string first, string second) => string.Equals(first, second, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string head, string member) => head.Contains($"\"{member}\"", StringComparison.Ordinal);
}
