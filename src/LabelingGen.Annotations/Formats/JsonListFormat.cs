using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// A format whose file is a JSON list with an object for each item, read and written one object at a time whatever the size of the file.
/// A file with one object a line, without brackets and commas, is read, too.
/// The vendors' own formats, which live in the vendors' packages, derive from it.
/// </summary>
public abstract class JsonListFormat : SingleFileFormat
{
    /// <summary>Creates the format.</summary>
    /// <param name="name">The name the tool knows it by.</param>
    /// <param name="description">What it is, in one sentence.</param>
    protected JsonListFormat(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>
    /// Whether objects that follow one another can be about the same item, by its <see cref="AnnotatedImage.Id"/>, or its name where it has
    /// none; their annotations are then those of one item.
    /// </summary>
    protected virtual bool JoinsNeighbors => false;

    /// <summary>Whether an item can be written only with the size of its picture, which its numbers are relative to.</summary>
    protected virtual bool NeedsSize(AnnotatedImage image) => false;

    /// <summary>Writes the object of an item.</summary>
    /// <param name="writer">Takes one object.</param>
    /// <param name="image">The item.</param>
    /// <returns>For each annotation that is read back of the object, in that order, the position of the one it was made of;
    /// <see langword="null"/> for an item that the format cannot hold: then nothing may be written.</returns>
    protected abstract IReadOnlyList<int>? WriteImage(Utf8JsonWriter writer, AnnotatedImage image);

    /// <summary>Reads the item of an object.</summary>
    /// <param name="record">The object.</param>
    /// <param name="place">Where it stands, for errors.</param>
    /// <param name="options">What the file does not say.</param>
    /// <exception cref="AnnotationFormatException">It is no such object; the error names the place.</exception>
    protected abstract AnnotatedImage ReadImage(JsonElement record, JsonPlace place, FormatOptions options);

    /// <summary>The objects of a file that is one object around the list, such as a page of an API; else the object itself.</summary>
    /// <exception cref="AnnotationFormatException">The list is none.</exception>
    protected virtual IEnumerable<(JsonElement Record, JsonPlace Place)> Unwrap(JsonElement root, JsonPlace place) => [(root, place)];

    /// <summary>The objects of a member that is a list.</summary>
    /// <exception cref="AnnotationFormatException">The member is no list of objects.</exception>
    protected static IEnumerable<(JsonElement Record, JsonPlace Place)> Members(JsonElement parent, string name, JsonPlace place)
    {
        JsonPlace list = place.Member(name);
        JsonElement items = parent.GetProperty(name);
        SafeJson.Expect(items, JsonValueKind.Array, list.File, list.Path);
        int index = 0;
        foreach (JsonElement item in items.EnumerateArray())
        {
            JsonPlace at = list.Item(index++);
            SafeJson.Expect(item, JsonValueKind.Object, at.File, at.Path);
            yield return (item, at);
        }
    }

    /// <summary>A member that is text; <see langword="null"/> if it is not there or something else.</summary>
    protected static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object ? SafeJson.Text(parent, name) : null;

    /// <summary>
    /// The members of an object that are not read, kept under their names; those that are null or an empty list say nothing.
    /// </summary>
    protected static ValueMap<JsonText> ReadExtra(JsonElement parent, params ReadOnlySpan<string> known) =>
        JsonExtras.ReadSaying(parent, known.ToArray());

    /// <summary>Keeps the members of a member that are not read, as an object under its name.</summary>
    protected static ValueMap<JsonText> ReadExtra(
        ValueMap<JsonText> extra, JsonElement parent, string name, params ReadOnlySpan<string> known)
    {
        ArgumentNullException.ThrowIfNull(extra);
        return parent.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.Object
            && ReadExtra(member, known) is { Count: > 0 } rest ? extra.With(name, JsonExtras.ToObject(rest)) : extra;
    }

    /// <summary>Writes what was kept of an object, but for the members that it has anyway.</summary>
    protected static void WriteExtra(Utf8JsonWriter writer, ValueMap<JsonText> extra, params ReadOnlySpan<string> known)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(extra);
        JsonExtras.Write(writer, extra, known.ToArray());
    }

    /// <summary>Writes what was kept of a member, but for the members that it has anyway.</summary>
    protected static void WriteExtra(Utf8JsonWriter writer, ValueMap<JsonText> extra, string name, params ReadOnlySpan<string> known)
    {
        ArgumentNullException.ThrowIfNull(extra);
        if (extra.TryGetValue(name, out JsonText kept) && kept.ToElement() is { ValueKind: JsonValueKind.Object } rest)
            WriteExtra(writer, JsonExtras.Read(rest, []), known);
    }

    /// <summary>The size in two members; <see langword="null"/> if one is not there or is no positive whole number.</summary>
    protected static ImageSize? Size(JsonElement parent, string width, string height) =>
        LabelStudioTask.SizeOf(parent, width, height) is { Width: > 0, Height: > 0 } size ? size : null;

    /// <summary>
    /// The size of a picture that the file does not tell: as <see cref="FormatOptions.FindSize"/> has it, else of the picture itself, under
    /// its name or that at the end of its address, in <see cref="FormatOptions.ImagesFolder"/> or beside the file.
    /// </summary>
    protected static ImageSize? FindSize(string name, string? location, JsonPlace place, FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PictureFiles.FindSize(name, location, place.File, options);
    }

    /// <summary>
    /// Reads one annotation: if it cannot be read and <see cref="FormatOptions.OnUnreadable"/> is told of it, it is left out.
    /// </summary>
    /// <exception cref="AnnotationFormatException">It cannot be read; the error names the place.</exception>
    protected static T? TryRead<T>(JsonPlace place, FormatOptions options, Func<T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Try(() => place.Read(read), place.File);
    }

    /// <summary>
    /// Tells that the size of a picture is not known, which the numbers of its annotations are relative to. If it returns, they are to be
    /// read without their shapes.
    /// </summary>
    /// <exception cref="AnnotationFormatException"><see cref="FormatOptions.OnUnknownSize"/> is not told of it.</exception>
    protected static void TellUnknownSize(string name, JsonPlace place, FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Unsized(place.Error($"The size of the picture '{name}' is not known, which the numbers are relative to. "
            + "Put the picture beside the file or into 'images'."));
    }

    private protected override string Separator => ",\n";

    private protected override string Tail => "\n]\n";

    private protected override string Head(FormatContext context, ValueMap<JsonText> extra) => "[\n";

    private protected override string? KeyOf(AnnotatedImage back) => JoinsNeighbors ? KeyOfItem(back) : null;

    private static string KeyOfItem(AnnotatedImage image) => image.Id ?? image.Name;

    private protected override EncodedImage Encode(AnnotatedImage image, FormatContext context)
    {
        if (image.Size is not { Width: > 0, Height: > 0 } && NeedsSize(image))
        {
            context.Options.Unsized(new AnnotationFormatException(
                $"The size of the image '{image.Name}' is not known; the numbers of the format '{Name}' are relative to it."));
            return EncodedImage.Unsized;
        }

        IReadOnlyList<int>? origins = null;
        string text = LabelStudioTask.Encode(writer => origins = WriteImage(writer, image));
        return origins is null ? default : new EncodedImage(text, [.. origins]);
    }

    private protected override AnnotatedImage Decode(string text, FormatContext context)
    {
        using JsonDocument document = SafeJson.Parse(text, "");
        return Decode(document.RootElement, new JsonPlace("", "$"), context.Options);
    }

    private protected override IAsyncEnumerable<AnnotatedImage> ReadImagesAsync(
        string path, FormatContext context, CancellationToken cancellationToken) =>
        JoinsNeighbors ? JoinAsync(path, context.Options, cancellationToken) : ReadRecordsAsync(path, context.Options, cancellationToken);

    private async IAsyncEnumerable<AnnotatedImage> ReadRecordsAsync(
        string path, FormatOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach ((JsonElement item, string itemPath) in JsonArrays.ReadAsync(path, cancellationToken).ConfigureAwait(false))
        {
            JsonPlace place = new(path, itemPath);
            foreach ((JsonElement record, JsonPlace at) in itemPath == "$" ? Unwrap(item, place) : [(item, place)])
            {
                if (options.Try(() => Decode(record, at, options), path) is { } image)
                    yield return image;
            }
        }
    }

    private async IAsyncEnumerable<AnnotatedImage> JoinAsync(
        string path, FormatOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AnnotatedImage? first = null;
        List<Annotation> annotations = [];
        HashSet<string> done = new(StringComparer.Ordinal);
        await foreach (AnnotatedImage image in ReadRecordsAsync(path, options, cancellationToken).ConfigureAwait(false))
        {
            string key = KeyOfItem(image);
            if (first is not null && key == KeyOfItem(first))
            {
                annotations.AddRange(image.Annotations);
                continue;
            }

            if (first is not null)
                yield return first with { Annotations = annotations.ToValueList() };
            if (!done.Add(key))
                throw new AnnotationFormatException($"The objects about '{key}' do not follow one another.", path);
            (first, annotations) = (image, [.. image.Annotations]);
        }

        if (first is not null)
            yield return first with { Annotations = annotations.ToValueList() };
    }

    private AnnotatedImage Decode(JsonElement record, JsonPlace place, FormatOptions options) =>
        SafeJson.Decode(place.File, place.Path, record, () => ReadImage(record, place, options));
}
