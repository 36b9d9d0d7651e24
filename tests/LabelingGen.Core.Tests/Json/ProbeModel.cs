using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Core.Tests.Json;

/// <summary>A model as the generator writes them, with one member of each kind, to test the reader and writer behind all of them.</summary>
internal sealed class ProbeModel : IApiModel<ProbeModel>
{
    private Settable<string?> _note;
    private UnknownProperties? _unknownProperties;

    public required long Id { get; set; }

    public required string Name { get; set; }

    public double? Score { get; set; }

    public int? Count { get; set; }

    public IReadOnlyList<double>? Points { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public ProbeModel? Child { get; set; }

    public string? Note { get => _note.Value; set => _note = new(value); }

    public UnknownProperties UnknownProperties => _unknownProperties ??= new();

    public static ProbeModel Read(ref Utf8JsonReader reader)
    {
        var json = new ObjectReader(ref reader, "ProbeModel");
        var model = new ProbeModel { Id = default, Name = null! };
        while (json.Next(ref reader))
        {
            ReadOnlySpan<byte> name = json.Name;
            switch (name.Length)
            {
                case 2 when name.SequenceEqual("id"u8): model.Id = json.RequiredInt64(ref reader, 0); break;
                case 4 when name.SequenceEqual("name"u8): model.Name = json.RequiredString(ref reader); break;
                case 4 when name.SequenceEqual("note"u8): model._note = new(json.NullableString(ref reader)); break;
                case 5 when name.SequenceEqual("score"u8): model.Score = json.Double(ref reader); break;
                case 5 when name.SequenceEqual("count"u8): model.Count = json.Int32(ref reader); break;
                case 5 when name.SequenceEqual("child"u8): model.Child = json.Value(ref reader, Read); break;
                case 6 when name.SequenceEqual("points"u8): model.Points = json.List(ref reader, JsonCodec.ReadDouble); break;
                case 9 when name.SequenceEqual("createdAt"u8): model.CreatedAt = json.Struct(ref reader, JsonCodec.ReadDateTime); break;
                default: json.Other(ref reader); break;
            }
        }

        if (json.IsIncomplete(1))
            json.Missing(0, JsonNames.Id, model.Id);
        model._unknownProperties = json.Unknown;
        return model;
    }

    public static void Write(Utf8JsonWriter writer, ProbeModel value)
    {
        var json = new ObjectWriter(writer, value._unknownProperties);
        json.Int64(JsonNames.Id, value.Id);
        json.String(JsonNames.Name, value.Name);
        json.String(JsonNames.Note, value._note);
        json.Double(JsonNames.Score, value.Score);
        json.Int32(JsonNames.Count, value.Count);
        json.Value(JsonNames.Child, value.Child, Write);
        json.List(JsonNames.Points, value.Points, JsonCodec.WriteDouble);
        json.Struct(JsonNames.CreatedAt, value.CreatedAt, JsonCodec.WriteDateTime);
        json.End();
    }

    private static class JsonNames
    {
        internal static readonly JsonEncodedText Id = JsonCodec.Name("id");
        internal static readonly JsonEncodedText Name = JsonCodec.Name("name");
        internal static readonly JsonEncodedText Note = JsonCodec.Name("note");
        internal static readonly JsonEncodedText Score = JsonCodec.Name("score");
        internal static readonly JsonEncodedText Count = JsonCodec.Name("count");
        internal static readonly JsonEncodedText Child = JsonCodec.Name("child");
        internal static readonly JsonEncodedText Points = JsonCodec.Name("points");
        internal static readonly JsonEncodedText CreatedAt = JsonCodec.Name("createdAt");
    }
}
