using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LabelingGen.Clarifai;

/// <summary>Free values between YAML and protobuf.</summary>
internal static class YamlStruct
{
    public static Value ToValue(YamlNode node) => node switch
    {
        YamlMapping mapping => new Value { StructValue = ToStruct(mapping) },
        YamlSequence sequence => Value.ForList([.. sequence.Items.Select(ToValue)]),
        YamlScalar { IsNull: true } => Value.ForNull(),
        YamlScalar { IsPlain: true, Text: "true" or "True" or "TRUE" } => Value.ForBool(true),
        YamlScalar { IsPlain: true, Text: "false" or "False" or "FALSE" } => Value.ForBool(false),
        YamlScalar { IsPlain: true } scalar when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture,
            out double number)
            && double.IsFinite(number) => Value.ForNumber(number),
        YamlScalar scalar => Value.ForString(scalar.Text),
        _ => throw new InvalidOperationException("There is no other kind of node."),
    };

    public static Struct ToStruct(YamlMapping mapping)
    {
        Struct result = new();
        foreach ((string key, YamlNode node) in mapping.Entries)
            result.Fields[key] = ToValue(node);
        return result;
    }

    /// <summary>Writes a mapping as a block, keys in the order given.</summary>
    public static void Write(IEmitter emitter, IEnumerable<KeyValuePair<string, Value>> entries)
    {
        emitter.Emit(new MappingStart());
        foreach ((string key, Value value) in entries)
        {
            emitter.Emit(new Scalar(key));
            Write(emitter, value);
        }

        emitter.Emit(new MappingEnd());
    }

    public static void Write(IEmitter emitter, Value value)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.StructValue:
                Write(emitter, value.StructValue.Fields);
                break;
            case Value.KindOneofCase.ListValue:
                bool isEmpty = value.ListValue.Values.Count == 0;
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, isEmpty ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (Value item in value.ListValue.Values)
                    Write(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case Value.KindOneofCase.NumberValue:
                string number = value.NumberValue.ToString("R", CultureInfo.InvariantCulture);
                // A whole number keeps its point, as the vendor writes numbers.
                emitter.Emit(new Scalar(number.AsSpan().ContainsAny('.', 'E') ? number : number + ".0"));
                break;
            case Value.KindOneofCase.BoolValue:
                emitter.Emit(new Scalar(value.BoolValue ? "true" : "false"));
                break;
            case Value.KindOneofCase.StringValue:
                emitter.Emit(Text(value.StringValue));
                break;
            default:
                emitter.Emit(new Scalar("null"));
                break;
        }
    }

    /// <summary>A text that reads back as a text.</summary>
    public static Scalar Text(string text)
    {
        bool plain = ToValue(new YamlScalar(0, text, true)).KindCase == Value.KindOneofCase.StringValue;
        return new Scalar(
            AnchorName.Empty, TagName.Empty, text, plain ? ScalarStyle.Any : ScalarStyle.SingleQuoted, plain, isQuotedImplicit: true);
    }
}
