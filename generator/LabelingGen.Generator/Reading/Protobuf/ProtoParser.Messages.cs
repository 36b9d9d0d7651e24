using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Reading.Protobuf;

internal sealed partial class ProtoParser
{
    private const int LargestFieldNumber = 536_870_911;

    private static readonly Dictionary<string, ProtoTypeKind> Scalars = new(StringComparer.Ordinal)
    {
        ["double"] = ProtoTypeKind.Double,
        ["float"] = ProtoTypeKind.Float,
        ["bool"] = ProtoTypeKind.Bool,
        ["string"] = ProtoTypeKind.String,
        ["bytes"] = ProtoTypeKind.Bytes,
        ["int32"] = ProtoTypeKind.Int32,
        ["uint32"] = ProtoTypeKind.UInt32,
        ["sint32"] = ProtoTypeKind.SInt32,
        ["int64"] = ProtoTypeKind.Int64,
        ["uint64"] = ProtoTypeKind.UInt64,
        ["sint64"] = ProtoTypeKind.SInt64,
        ["fixed32"] = ProtoTypeKind.Fixed32,
        ["sfixed32"] = ProtoTypeKind.SFixed32,
        ["fixed64"] = ProtoTypeKind.Fixed64,
        ["sfixed64"] = ProtoTypeKind.SFixed64,
    };

    private void ReadMessage(ProtoScope outer, string scope)
    {
        ProtoToken first = _token;
        Advance();
        string name = ReadName();
        string fullName = Join(scope, name);
        ProtoScope inner = new();
        List<ProtoField> fields = [];
        List<ProtoOneof> oneofs = [];
        List<ProtoRange> reserved = [];
        List<string> reservedNames = [];
        List<ProtoOption> options = [];
        ReadBody(() =>
        {
            switch (_token.Text)
            {
                case "message":
                    ReadMessage(inner, fullName);
                    break;
                case "enum":
                    ReadEnum(inner, fullName);
                    break;
                case "extend":
                    ReadExtend(inner, fullName);
                    break;
                case "option":
                    options.Add(ReadOptionStatement());
                    break;
                case "reserved":
                    ReadReserved(reserved, reservedNames, LargestFieldNumber);
                    break;
                case "oneof":
                    ReadOneof(fullName, oneofs, fields);
                    break;
                case "extensions" or "group" or "required":
                    throw new ProtoSyntaxException(_token.Start, _token.End, $"'{_token.Text}' does not exist in proto3");
                default:
                    fields.Add(ReadField(fullName, null));
                    break;
            }
        });
        outer.Messages.Add(new ProtoMessage(
            name,
            fullName,
            first.Comment,
            fields.ToEquatableArray(),
            oneofs.ToEquatableArray(),
            inner.Messages.ToEquatableArray(),
            inner.Enums.ToEquatableArray(),
            inner.Extensions.ToEquatableArray(),
            reserved.ToEquatableArray(),
            reservedNames.ToEquatableArray(),
            options.ToEquatableArray()));
        Locate(fullName, first);
        CheckFields(fullName, fields, reserved, reservedNames);
    }

    private void ReadOneof(string message, List<ProtoOneof> oneofs, List<ProtoField> fields)
    {
        ProtoToken first = _token;
        Advance();
        string name = ReadName();
        ReadBody(() =>
        {
            if (_token.Is("option"))
                ReadOptionStatement();
            else if (_token.Is("optional") || _token.Is("repeated") || _token.Is("required"))
                throw new ProtoSyntaxException(_token.Start, _token.End, "a field of a oneof has no label");
            else
                fields.Add(ReadField(message, name));
        });
        oneofs.Add(new ProtoOneof(name, first.Comment));
        Locate(Join(message, name), first);
    }

    private ProtoField ReadField(string scope, string? oneof)
    {
        ProtoToken first = _token;
        ProtoLabel label = _token.Text switch
        {
            "optional" => ProtoLabel.Optional,
            "repeated" => ProtoLabel.Repeated,
            _ => ProtoLabel.Implicit,
        };
        if (label != ProtoLabel.Implicit)
            Advance();
        ProtoType type = ReadFieldType();
        string name = ReadName();
        Expect("=");
        ProtoToken number = _token;
        int value = ReadInteger(negativeAllowed: false);
        if (value is < 1 or > LargestFieldNumber or (>= 19_000 and <= 19_999))
            throw new ProtoSyntaxException(number.Start, number.End, $"{value} is no number a field may have");
        List<ProtoOption> options = ReadOptionList();
        if (_token.Is("{"))
            throw new ProtoSyntaxException(first.Start, _token.End, "groups do not exist in proto3");
        Expect(";");
        Locate(Join(scope, name), first);
        string? jsonName = options.FirstOrDefault(o => o.Name == "json_name")?.Value.Text;
        return new ProtoField(name, value, label, type, oneof, jsonName ?? JsonName(name), first.Comment, options.ToEquatableArray());
    }

    private ProtoType ReadFieldType()
    {
        if (_token.Kind == ProtoTokenKind.Identifier && _token.Text == "map" && Peeks("<"))
        {
            Advance();
            Expect("<");
            ProtoToken key = _token;
            ProtoType keyType = ReadFieldType();
            if (keyType.Kind is ProtoTypeKind.Double or ProtoTypeKind.Float or ProtoTypeKind.Bytes
                or ProtoTypeKind.Unknown or ProtoTypeKind.Map)
                throw new ProtoSyntaxException(key.Start, key.End, "a map's key is a whole number, bool or string");
            Expect(",");
            ProtoType valueType = ReadFieldType();
            Expect(">");
            return new ProtoType(ProtoTypeKind.Map, null, keyType, valueType);
        }

        if (_token.Kind == ProtoTokenKind.Identifier && Scalars.TryGetValue(_token.Text, out ProtoTypeKind scalar) && !Peeks("."))
        {
            Advance();
            return new ProtoType(scalar);
        }

        return ReadTypeName();
    }

    private void ReadExtend(ProtoScope outer, string scope)
    {
        Advance();
        string extendee = ReadTypeName().Name!;
        ReadBody(() => outer.Extensions.Add(new ProtoExtension(extendee, ReadField(scope, null))));
    }

    private void ReadEnum(ProtoScope outer, string scope)
    {
        ProtoToken first = _token;
        Advance();
        string name = ReadName();
        string fullName = Join(scope, name);
        List<ProtoEnumValue> values = [];
        List<ProtoRange> reserved = [];
        List<string> reservedNames = [];
        List<ProtoOption> options = [];
        ReadBody(() =>
        {
            if (_token.Is("option") && !Peeks("="))
                options.Add(ReadOptionStatement());
            else if (_token.Is("reserved") && !Peeks("="))
                ReadReserved(reserved, reservedNames, int.MaxValue);
            else
                values.Add(ReadEnumValue(fullName));
        });
        outer.Enums.Add(new ProtoEnum(
            name, fullName, first.Comment, values.ToEquatableArray(), reserved.ToEquatableArray(), reservedNames.ToEquatableArray(),
            options.ToEquatableArray()));
        Locate(fullName, first);
        if (values.Count > 0 && values[0].Number != 0)
            _findings.ReportAt(Rules.ProtoDeclaration, fullName + "." + values[0].Name, "the first value of an enum must be 0");
    }

    private ProtoEnumValue ReadEnumValue(string scope)
    {
        ProtoToken first = _token;
        string name = ReadName();
        Expect("=");
        int number = ReadInteger(negativeAllowed: true);
        List<ProtoOption> options = ReadOptionList();
        Expect(";");
        Locate(Join(scope, name), first);
        return new ProtoEnumValue(name, number, first.Comment, options.ToEquatableArray());
    }

    private void ReadReserved(List<ProtoRange> ranges, List<string> names, int max)
    {
        Advance();
        do
        {
            if (_token.Kind == ProtoTokenKind.String)
            {
                names.Add(ReadString());
                continue;
            }

            int from = ReadInteger(negativeAllowed: true);
            int to = from;
            if (Accept("to"))
            {
                if (!Accept("max"))
                    to = ReadInteger(negativeAllowed: true);
                else
                    to = max;
            }

            ranges.Add(new ProtoRange(from, to));
        }
        while (Accept(","));
        Expect(";");
    }

    private void CheckFields(string message, List<ProtoField> fields, List<ProtoRange> reserved, List<string> reservedNames)
    {
        HashSet<int> numbers = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (ProtoField field in fields)
        {
            string key = message + "." + field.Name;
            if (!names.Add(field.Name))
                _findings.ReportAt(Rules.ProtoDeclaration, key, $"the name '{field.Name}' is used twice");
            if (!numbers.Add(field.Number))
                _findings.ReportAt(Rules.ProtoDeclaration, key, $"the number {field.Number} is used twice");
            if (reserved.Any(r => r.First <= field.Number && field.Number <= r.Last) || reservedNames.Contains(field.Name))
                _findings.ReportAt(Rules.ProtoDeclaration, key, $"'{field.Name}' uses a reserved number or name");
        }
    }

    /// <summary>The JSON name protoc gives a field: underscores out, the letter behind one in capitals.</summary>
    private static string JsonName(string name)
    {
        System.Text.StringBuilder text = new(name.Length);
        bool capital = false;
        foreach (char c in name)
        {
            if (c != '_')
                text.Append(capital ? char.ToUpperInvariant(c) : c);
            capital = c == '_';
        }

        return text.ToString();
    }
}
