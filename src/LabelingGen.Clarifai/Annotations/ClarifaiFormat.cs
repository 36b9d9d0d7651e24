using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using LabelingGen.Clarifai.Protobuf;
using Shape = LabelingGen.Annotations;

namespace LabelingGen.Clarifai;

/// <summary>
/// Clarifai's inputs and annotations in the JSON form of their messages: one file. Inputs are written, as an export of a dataset has them:
/// the picture's address and size, its file name in the metadata, regions and concepts. Inputs and annotations are read, as a list or as
/// the API's answer (<c>inputs</c>, <c>annotations</c>); the annotations of one input stand one after the other, and the size of its
/// picture is then that of the file <c>images/INPUT.png</c> (or another extension). Coordinates are 32-bit fractions of the picture's width
/// and height. Shapes become others as <see cref="ClarifaiConversion"/> says. What else an input says is kept and written again; what else
/// an annotation or a region says is kept with its labels, and reported where it is not written.
/// </summary>
public sealed class ClarifaiFormat : JsonListFormat
{
    private const string FileName = "filename";
    private const string Info = "imageInfo";

    private static readonly string[] OfRecord = ["id", "inputId", "input_id", "data"];
    private static readonly string[] OfData = ["image", "metadata", "regions", "concepts"];
    private static readonly string[] OfImage = ["url", Info, "image_info"];
    private static readonly string[] OfInfo = ["width", "height"];
    private static readonly string[] OfRegion = ["id", "regionInfo", "region_info", "data", "value"];

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private ClarifaiFormat()
        : base("clarifai", "Clarifai inputs with their regions and concepts: one JSON file, fractions of the picture")
    {
    }

    /// <summary>The format.</summary>
    public static ClarifaiFormat Instance { get; } = new();

    /// <inheritdoc/>
    protected override bool JoinsNeighbors => true;

    /// <inheritdoc/>
    protected override bool NeedsSize(AnnotatedImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Annotations.Any(static annotation => annotation.Shape is not null);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<int> WriteImage(Utf8JsonWriter writer, AnnotatedImage image)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(image);
        Image picture = new() { Url = image.Location ?? "" };
        Input input = new()
        {
            Id = image.Id ?? image.Name,
            Data = new Data { Image = picture, Metadata = new Struct { Fields = { [FileName] = Value.ForString(image.Name) } } },
        };
        if (image.Size is { Width: > 0, Height: > 0 } known)
            picture.ImageInfo = new ImageInfo { Width = known.Width, Height = known.Height };
        List<int> ofRegions = [];
        List<int> ofConcepts = [];
        foreach ((Protobuf.Annotation annotation, int origin) in ClarifaiConversion.Convert(image, input.Id, image.Size ?? default))
        {
            foreach (Region region in annotation.Data.Regions)
            {
                region.Id = annotation.Id;
                input.Data.Regions.Add(region);
                ofRegions.Add(origin);
            }

            input.Data.Concepts.Add(annotation.Data.Concepts);
            ofConcepts.AddRange(Enumerable.Repeat(origin, annotation.Data.Concepts.Count));
        }

        Write(writer, input, image.Extra);
        return [.. ofRegions, .. ofConcepts];
    }

    /// <summary>Writes an input with what was kept of the one that it was read from.</summary>
    private static void Write(Utf8JsonWriter writer, Input input, ValueMap<JsonText> extra)
    {
        writer.WriteStartObject();
        writer.WriteString("id", input.Id);
        writer.WriteStartObject("data");
        WriteMember("image", input.Data.Image, OfImage);
        WriteMember("metadata", input.Data.Metadata, [FileName]);
        WriteList("regions", input.Data.Regions);
        WriteList("concepts", input.Data.Concepts.Concat(ClarifaiExtras.AbsentOf(extra)));
        WriteExtra(writer, extra, "data", OfData);
        writer.WriteEndObject();
        WriteExtra(writer, extra, [.. OfRecord, "image", "metadata", "concepts", Info]);
        writer.WriteEndObject();

        void WriteMember(string name, IMessage value, string[] known)
        {
            writer.WriteStartObject(name);
            using JsonDocument json = JsonDocument.Parse(JsonFormatter.Default.Format(value));
            foreach (JsonProperty member in json.RootElement.EnumerateObject())
            {
                if (member.Name == Info)
                    WriteMember(Info, input.Data.Image.ImageInfo, OfInfo);
                else
                    member.WriteTo(writer);
            }

            WriteExtra(writer, extra, name, known);
            writer.WriteEndObject();
        }

        void WriteList<T>(string name, IEnumerable<T> values)
            where T : IMessage
        {
            string[] texts = [.. values.Select(static value => JsonFormatter.Default.Format(value))];
            if (texts.Length == 0)
                return;
            writer.WritePropertyName(name);
            writer.WriteRawValue($"[{string.Join(',', texts)}]");
        }
    }

    /// <inheritdoc/>
    protected override AnnotatedImage ReadImage(JsonElement record, JsonPlace place, FormatOptions options)
    {
        string? input = Text(record, "inputId") ?? Text(record, "input_id");
        string id = input ?? Text(record, "id") ?? throw place.Error("An input has no 'id'.");
        JsonElement data = Member(record, "data");
        JsonElement picture = Member(data, "image");
        JsonElement info = Member(picture, Info, "image_info");
        string name = Text(Member(data, "metadata"), FileName) ?? id;
        string? location = Text(picture, "url") is { Length: > 0 } url ? url : null;
        ImageSize? size = Size(info, "width", "height") ?? FindSize(name, location, place, options);
        string? annotationId = input is null ? null : Text(record, "id");
        ValueList<Shape.Annotation> labels = ReadLabels(data, annotationId, (name, size), place.Member("data"), options);
        ValueMap<JsonText> extra = ReadExtra(ReadExtra(record, [.. OfRecord, "image", "metadata"]), record, "data", OfData);
        if (input is not null)
        {
            // What an annotation says of itself is not said of the picture.
            labels = labels.Select(label => label with { Extra = label.Extra.Aggregate(extra, (all, own) => all.With(own.Key, own.Value)) })
                .ToValueList();
            extra = ValueMap<JsonText>.Empty;
        }

        if (data.ValueKind == JsonValueKind.Object)
        {
            extra = ReadExtra(ReadExtra(extra, data, "image", OfImage), data, "metadata", FileName);
            extra = ClarifaiExtras.KeepAbsent(extra, Member(data, "concepts"));
            if (picture.ValueKind == JsonValueKind.Object && size is not null)
                extra = ReadExtra(extra, picture, Info, OfInfo);
        }
        return new AnnotatedImage(name, size, labels)
        {
            Id = id,
            Location = location,
            Extra = extra,
        };
    }

    /// <inheritdoc/>
    protected override IEnumerable<(JsonElement Record, JsonPlace Place)> Unwrap(JsonElement root, JsonPlace place)
    {
        string[] lists = [.. new[] { "inputs", "annotations" }.Where(name => root.TryGetProperty(name, out _))];
        return lists.Length == 0 ? base.Unwrap(root, place) : lists.SelectMany(name => Members(root, name, place));
    }

    private static ValueList<Shape.Annotation> ReadLabels(
        JsonElement data, string? annotationId, (string Name, ImageSize? Size) picture, JsonPlace place, FormatOptions options)
    {
        List<Shape.Annotation> labels = [];
        if (Member(data, "regions").ValueKind == JsonValueKind.Array)
        {
            if (picture.Size is null)
                TellUnknownSize(picture.Name, place, options);
            foreach ((JsonElement item, JsonPlace at) in Members(data, "regions", place))
            {
                Shape.Annotation? label = TryRead(at, options, () =>
                {
                    Region region = Parse<Region>(item, at);
                    return ClarifaiShapes.ToShapes(
                        new Data { Regions = { region } }, picture.Size ?? new ImageSize(1, 1), annotationId ?? region.Id)[0];
                });
                if (label is null)
                    continue;
                ValueMap<JsonText> extra = ReadExtra(ReadExtra(item, OfRegion), item, "data", "concepts");
                labels.Add(label with
                {
                    Shape = picture.Size is null ? null : label.Shape,
                    Extra = ValueMap<JsonText>.Create([.. extra, .. label.Extra]),
                });
            }
        }

        if (Member(data, "concepts").ValueKind == JsonValueKind.Array)
        {
            foreach ((JsonElement item, JsonPlace at) in Members(data, "concepts", place))
            {
                IReadOnlyList<Shape.Annotation>? told = TryRead(at, options, () =>
                    ClarifaiShapes.ToShapes(new Data { Concepts = { Parse<Concept>(item, at) } }, picture.Size ?? default, annotationId));
                labels.AddRange(told ?? []);
            }
        }

        return labels.ToValueList();
    }

    private static T Parse<T>(JsonElement json, JsonPlace place)
        where T : IMessage, new()
    {
        try
        {
            return Parser.Parse<T>(json.GetRawText());
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidJsonException)
        {
            throw place.Error(error.Message, error);
        }
    }

    private static JsonElement Member(JsonElement parent, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value))
                return value;
        }

        return default;
    }
}
