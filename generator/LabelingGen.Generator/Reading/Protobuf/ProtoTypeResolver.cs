using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Reading.Protobuf;

/// <summary>Replaces type names as written by full names, looking from the innermost scope outwards as protoc does.</summary>
internal sealed class ProtoTypeResolver
{
    // Known without their files: protoc and every protobuf runtime ship them.
    private const string WellKnownPackage = "google.protobuf";

    private static readonly string[] WellKnownMessages =
    [
        "Any", "Api", "BoolValue", "BytesValue", "DescriptorProto", "DoubleValue", "Duration", "Empty", "Enum", "EnumOptions",
        "EnumValue", "EnumValueOptions", "ExtensionRangeOptions", "Field", "FieldDescriptorProto", "FieldMask",
        "FieldOptions", "FileDescriptorProto", "FileDescriptorSet", "FileOptions", "FloatValue", "Int32Value", "Int64Value",
        "ListValue", "MessageOptions", "Method", "MethodOptions", "Mixin", "OneofOptions", "Option", "ServiceOptions",
        "SourceContext", "StringValue", "Struct", "Timestamp", "Type", "UInt32Value", "UInt64Value", "Value",
    ];

    private readonly Dictionary<string, ProtoTypeKind> _types = new(StringComparer.Ordinal)
    {
        [WellKnownPackage + ".NullValue"] = ProtoTypeKind.Enum,
    };

    private readonly ProtoFindings _findings;

    private ProtoTypeResolver(ProtoFindings findings)
    {
        _findings = findings;
        foreach (string name in WellKnownMessages)
            _types[WellKnownPackage + "." + name] = ProtoTypeKind.Message;
    }

    public static IEnumerable<ProtoFile> Resolve(IReadOnlyList<ProtoFile> files, ProtoFindings findings)
    {
        ProtoTypeResolver resolver = new(findings);
        HashSet<string> declared = new(StringComparer.Ordinal);
        foreach (ProtoFile file in files)
        {
            foreach (ProtoMessage message in file.Messages)
                resolver.Declare(message, declared);
            foreach (ProtoEnum type in file.Enums)
                resolver.Declare(type.FullName, ProtoTypeKind.Enum, declared);
            foreach (ProtoService service in file.Services)
                resolver.Declare(service.FullName, ProtoTypeKind.Unknown, declared);
        }

        return files.Select(f => f with
        {
            Messages = f.Messages.Select(resolver.Resolve).ToEquatableArray(),
            Services = f.Services.Select(s => resolver.Resolve(s, f.Package)).ToEquatableArray(),
            Extensions = resolver.Resolve(f.Extensions, f.Package),
        });
    }

    private void Declare(ProtoMessage message, HashSet<string> declared)
    {
        Declare(message.FullName, ProtoTypeKind.Message, declared);
        foreach (ProtoMessage nested in message.Messages)
            Declare(nested, declared);
        foreach (ProtoEnum nested in message.Enums)
            Declare(nested.FullName, ProtoTypeKind.Enum, declared);
    }

    private void Declare(string name, ProtoTypeKind kind, HashSet<string> declared)
    {
        if (!declared.Add(name))
            _findings.ReportAt(Rules.ProtoNameTaken, name, name);
        else if (kind != ProtoTypeKind.Unknown)
            _types[name] = kind;
    }

    private ProtoMessage Resolve(ProtoMessage message) => message with
    {
        Fields = message.Fields.Select(f => Resolve(f, message.FullName, message.FullName + "." + f.Name)).ToEquatableArray(),
        Messages = message.Messages.Select(Resolve).ToEquatableArray(),
        Extensions = Resolve(message.Extensions, message.FullName),
    };

    private ProtoService Resolve(ProtoService service, string package) => service with
    {
        Methods = service.Methods.Select(m => m with
        {
            Input = Resolve(m.Input, package, service.FullName + "." + m.Name),
            Output = Resolve(m.Output, package, service.FullName + "." + m.Name),
        }).ToEquatableArray(),
    };

    private EquatableArray<ProtoExtension> Resolve(EquatableArray<ProtoExtension> extensions, string scope)
        => extensions.Select(e => new ProtoExtension(
            Resolve(new ProtoType(ProtoTypeKind.Unknown, e.Extendee), scope, scope + "." + e.Field.Name).Name!,
            Resolve(e.Field, scope, scope + "." + e.Field.Name))).ToEquatableArray();

    private ProtoField Resolve(ProtoField field, string scope, string key) => field with { Type = Resolve(field.Type, scope, key) };

    private ProtoType Resolve(ProtoType type, string scope, string key)
    {
        if (type.Kind == ProtoTypeKind.Map)
            return type with { Value = Resolve(type.Value!, scope, key) };
        if (type.Kind != ProtoTypeKind.Unknown)
            return type;
        string name = type.Name!;
        if (name[0] == '.')
        {
            return _types.TryGetValue(name.Substring(1), out ProtoTypeKind absolute)
                ? new ProtoType(absolute, name.Substring(1))
                : Unknown(name, key);
        }

        for (string at = scope; ; at = at.Substring(0, Math.Max(0, at.LastIndexOf('.'))))
        {
            string candidate = at.Length == 0 ? name : at + "." + name;
            if (_types.TryGetValue(candidate, out ProtoTypeKind kind))
                return new ProtoType(kind, candidate);
            if (at.Length == 0)
                return Unknown(name, key);
        }
    }

    private ProtoType Unknown(string name, string key)
    {
        _findings.ReportAt(Rules.ProtoUnknownType, key, name.TrimStart('.'));
        return new ProtoType(ProtoTypeKind.Unknown, name.TrimStart('.'));
    }
}
