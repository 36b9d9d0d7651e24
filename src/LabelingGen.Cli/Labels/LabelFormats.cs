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

    /// <summary>The vendors' formats, each with what tells its files from others; Label Studio's is among the library's.</summary>
    private static readonly (AnnotationFormat Format, Func<string, bool> IsMeant)[] OfVendors =
    [
        (NucleusFormat.Instance, static head => Has(head, "exportedRows") || Has(head, "item") || Has(head, "reference_id")),
        (ScaleTaskFormat.Instance, static head => Has(head, "task_id")),
        (ClarifaiFormat.Instance, static head => Has(head, "inputs") || Has(head, "inputId") || Has(head, "input_id")
            || Has(head, "imageInfo") || Has(head, "image_info") || Has(head, "regionInfo") || Has(head, "region_info")),
        (FastLabelTaskFormat.Instance, static head => Has(head, "externalStatus")
            || (head[0] == '[' && Has(head, "name") && Has(head, "annotations") && !Has(head, "data") && !Has(head, "result"))),
    ];

    public static IReadOnlyList<AnnotationFormat> All { get; } =
        [.. AnnotationFormats.All, .. OfVendors.Select(static vendor => vendor.Format)];

    /// <summary>The names of those that can be read, or written too.</summary>
    public static string Names(bool written = false) =>
        string.Join(", ", All.Where(format => !written || format.CanWrite).Select(static format => format.Name));

    /// <exception cref="CommandFailedException">There is no such format.</exception>
    public static AnnotationFormat Named(string name) =>
        All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase))
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
        return head is ['[' or '{', ..] ? OfVendors.FirstOrDefault(vendor => vendor.IsMeant(head)).Format : null;
    }

    private static bool Has(string head, string member) => head.Contains($"\"{member}\"", StringComparison.Ordinal);
}
