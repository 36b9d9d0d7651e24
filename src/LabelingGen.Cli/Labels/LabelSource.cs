using System.CommandLine;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Cli;

/// <summary>The options by which commands are told what labels to read.</summary>
internal sealed class LabelSource
{
    public LabelSource(string formatOption)
    {
        Format = new Option<string?>(formatOption)
        {
            Description = $"Format of the input: {LabelFormats.Names()}. Guessed when absent.",
        };
        ArgumentRules.AcceptNonEmptyOnly(Classes);
    }

    public Option<string?> Format { get; }

    public Option<string?> Classes { get; } =
        new("--classes") { Description = "File with class names, one a line, in the order of their numbers." };

    public Option<string?> Images { get; } =
        new("--images") { Description = "Folder with the pictures, relative to the labels; sizes are read from them." };

    public Option<bool?> Devkit { get; } = new("--voc-devkit")
    {
        Description = "Pascal VOC corners count from 1 with an inclusive maximum, as the development kit has it, or with 'false' from 0. "
            + "Unless told, they do in files of VOC2007 to VOC2012.",
    };

    public async Task<FormatOptions> OptionsAsync(ParseResult result, CancellationToken cancellationToken) => new()
    {
        Classes = result.GetValue(Classes) is { } file ? await ReadClassesAsync(file, cancellationToken).ConfigureAwait(false) : default,
        ImagesFolder = result.GetValue(Images),
        VocConvention = result.GetValue(Devkit) switch
        {
            true => VocConvention.Devkit,
            false => VocConvention.ZeroBased,
            null => null,
        },
    };

    public AnnotationFormat Find(ParseResult result, string path) => LabelFormats.Find(result.GetValue(Format), path);

    public static async Task<ValueList<string>> ReadClassesAsync(string file, CancellationToken cancellationToken)
    {
        string[] lines = await File.ReadAllLinesAsync(file, cancellationToken).ConfigureAwait(false);
        // A blank line within is a number without a name; those at the end are none.
        return lines.Select(static line => line.Trim()).Reverse().SkipWhile(static line => line.Length == 0).Reverse().ToValueList();
    }
}
