using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Label Studio's compact JSON (JSON_MIN): one file with a flat object for each picture; the answers of a control tag are a member with its
/// name. Regions have no identifier, score or origin.
/// </summary>
public sealed class LabelStudioCompactFormat : SingleFileFormat
{
    internal LabelStudioCompactFormat()
        : base("label-studio-min", "Label Studio's compact JSON: one file, a flat object a picture")
    {
    }

    private protected override string Separator => ",\n";

    private protected override string Tail => "\n]\n";

    private protected override string Head(FormatContext context) => "[\n";

    private protected override EncodedImage Encode(AnnotatedImage image, FormatContext context)
    {
        int[] origins = [];
        string text = LabelStudioTask.Encode(writer =>
        {
            writer.WriteStartObject();
            LabelStudioTask.WriteId(writer, image.Id);
            writer.WriteString("image", image.Location ?? image.Name);
            LabelStudioTask.WriteOwn(writer, image);
            writer.WritePropertyName("label");
            origins = LabelStudioRecord.WriteRegions(writer, image);
            foreach ((string key, JsonText value) in image.Extra)
            {
                if (LabelStudioTask.IsOwn(key) || key is "id" or "image" or "label")
                    continue;
                writer.WritePropertyName(key);
                writer.WriteRawValue(value.Text);
            }

            writer.WriteEndObject();
        });
        return new EncodedImage(text, origins);
    }

    private protected override AnnotatedImage Decode(string text, FormatContext context)
    {
        using JsonDocument document = SafeJson.Parse(text, "");
        return SafeJson.Decode("", "$", document.RootElement, () => Read(document.RootElement, "", "$", context));
    }

    private protected override Task<IReadOnlyList<Category>> ReadHeadAsync(string path, FormatOptions options,
        CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Category>>([.. options.Classes.Select(static name => new Category(name))]);

    private protected override async IAsyncEnumerable<AnnotatedImage> ReadImagesAsync(
        string path, FormatContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach ((JsonElement item, int index) in JsonArrays.ReadAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (context.Options.Try(() => SafeJson.Decode(path, $"$[{index}]", item, () => Read(item, path, $"$[{index}]", context)),
                path) is { } image)
                yield return image;
        }
    }

    private static AnnotatedImage Read(JsonElement record, string file, string path, FormatContext context)
    {
        SafeJson.Expect(record, JsonValueKind.Object, file, path);
        return LabelStudioRecord.Read(record, file, path, context);
    }
}
