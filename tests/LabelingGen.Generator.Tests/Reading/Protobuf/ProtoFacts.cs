using Google.Protobuf.Reflection;
using LabelingGen.Generator.Reading.Protobuf;
using LabelingGen.Generator.Reading.Tree;
using FieldLabel = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using FieldType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace LabelingGen.Generator.Tests.Reading.Protobuf;

/// <summary>One line for each fact of a file, the same whether protoc or our reader tells it, comments and spans included.</summary>
internal static class ProtoFacts
{
    public static List<string> Of(ProtoReadResult result, string path)
    {
        List<string> lines = [];
        ProtoFile file = result.Model.Files.Single(f => f.Path == path);
        lines.Add($"package {file.Package} imports {string.Join(',', file.Imports.Select(i => i.Path + (i.Public ? "!" : "")))}");
        foreach (ProtoMessage message in file.Messages)
            Message(message);
        foreach (ProtoEnum type in file.Enums)
            Enum(type);
        foreach (ProtoService service in file.Services)
        {
            lines.Add($"service {service.FullName} {Deprecated(service.Options)}{Place(service.FullName)}{Words(service.Comment)}");
            foreach (ProtoMethod m in service.Methods)
            {
                string key = service.FullName + "." + m.Name;
                lines.Add($"rpc {key} {m.Input.Name} {m.Output.Name} {m.ClientStreaming} {m.ServerStreaming} {Deprecated(m.Options)}"
                    + Place(key) + Words(m.Comment));
            }
        }

        foreach (ProtoExtension extension in file.Extensions)
            lines.Add($"extend {extension.Extendee} {extension.Field.Name} {extension.Field.Number} {Type(extension.Field.Type)}");
        return lines;

        void Message(ProtoMessage message)
        {
            lines.Add($"message {message.FullName} {Deprecated(message.Options)}{Place(message.FullName)}{Words(message.Comment)} "
                + $"reserved {string.Join(',', message.Reserved.Select(r => $"{r.First}-{r.Last}"))} "
                + $"{string.Join(',', message.ReservedNames)} "
                + $"oneofs {string.Join(',', message.Oneofs.Select(o => o.Name + Words(o.Comment)))}");
            foreach (ProtoField f in message.Fields)
            {
                string key = message.FullName + "." + f.Name;
                lines.Add($"field {key} {f.Number} {(f.Type.Kind == ProtoTypeKind.Map ? ProtoLabel.Repeated : f.Label)} {Type(f.Type)} "
                    + $"{f.Oneof} {f.JsonName} {Deprecated(f.Options)}{Place(key)}{Words(f.Comment)}");
            }

            foreach (ProtoMessage nested in message.Messages)
                Message(nested);
            foreach (ProtoEnum nested in message.Enums)
                Enum(nested);
        }

        void Enum(ProtoEnum type)
        {
            lines.Add($"enum {type.FullName} {Deprecated(type.Options)}{Place(type.FullName)}{Words(type.Comment)} "
                + $"reserved {string.Join(',', type.Reserved.Select(r => $"{r.First}-{r.Last}"))} {string.Join(',', type.ReservedNames)}");
            foreach (ProtoEnumValue v in type.Values)
            {
                string key = type.FullName + "." + v.Name;
                lines.Add($"value {key} {v.Number} {Deprecated(v.Options)}{Place(key)}{Words(v.Comment)}");
            }
        }

        string Place(string key)
        {
            SourceSpan span = result.Positions[key].Span;
            return $"@{span.StartLine}:{span.StartColumn}-{span.EndLine}:{span.EndColumn}";
        }
    }

    public static List<string> Of(FileDescriptorProto file, IReadOnlyDictionary<string, DescriptorProto> messages)
    {
        List<string> lines = [];
        Dictionary<string, SourceCodeInfo.Types.Location> locations = [];
        foreach (SourceCodeInfo.Types.Location location in file.SourceCodeInfo.Location)
            locations.TryAdd(string.Join('.', location.Path), location);
        lines.Add($"package {file.Package} imports "
            + string.Join(',', file.Dependency.Select((d, i) => d + (file.PublicDependency.Contains(i) ? "!" : ""))));
        for (int i = 0; i < file.MessageType.Count; i++)
            Message(file.MessageType[i], Join(file.Package, file.MessageType[i].Name), $"4.{i}");
        for (int i = 0; i < file.EnumType.Count; i++)
            Enum(file.EnumType[i], Join(file.Package, file.EnumType[i].Name), $"5.{i}");
        for (int i = 0; i < file.Service.Count; i++)
        {
            ServiceDescriptorProto service = file.Service[i];
            string name = Join(file.Package, service.Name);
            lines.Add($"service {name} {Flag(service.Options?.Deprecated)}{Place($"6.{i}")}{Comment($"6.{i}")}");
            for (int j = 0; j < service.Method.Count; j++)
            {
                MethodDescriptorProto m = service.Method[j];
                lines.Add($"rpc {name}.{m.Name} {m.InputType[1..]} {m.OutputType[1..]} {m.ClientStreaming} {m.ServerStreaming} "
                    + Flag(m.Options?.Deprecated) + Place($"6.{i}.2.{j}") + Comment($"6.{i}.2.{j}"));
            }
        }

        foreach (FieldDescriptorProto extension in file.Extension)
            lines.Add($"extend {extension.Extendee[1..]} {extension.Name} {extension.Number} {Type(extension, messages)}");
        return lines;

        void Message(DescriptorProto message, string name, string path)
        {
            // protoc makes a oneof of its own for each "optional" field.
            IEnumerable<(OneofDescriptorProto Oneof, int Index)> oneofs = message.OneofDecl.Select((o, i) => (o, i))
                .Where(o => !message.Field.Any(f => f.Proto3Optional && f.OneofIndex == o.i));
            lines.Add($"message {name} {Flag(message.Options?.Deprecated)}{Place(path)}{Comment(path)} "
                + $"reserved {string.Join(',', message.ReservedRange.Select(r => $"{r.Start}-{r.End - 1}"))} "
                + $"{string.Join(',', message.ReservedName)} "
                + $"oneofs {string.Join(',', oneofs.Select(o => o.Oneof.Name + Comment($"{path}.8.{o.Index}")))}");
            for (int i = 0; i < message.Field.Count; i++)
            {
                FieldDescriptorProto f = message.Field[i];
                ProtoLabel label = f.Label == FieldLabel.Repeated ? ProtoLabel.Repeated
                    : f.Proto3Optional ? ProtoLabel.Optional : ProtoLabel.Implicit;
                string? oneof = f.HasOneofIndex && !f.Proto3Optional ? message.OneofDecl[f.OneofIndex].Name : null;
                lines.Add($"field {name}.{f.Name} {f.Number} {label} {Type(f, messages)} {oneof} {f.JsonName} "
                    + Flag(f.Options?.Deprecated) + Place($"{path}.2.{i}") + Comment($"{path}.2.{i}"));
            }

            for (int i = 0; i < message.NestedType.Count; i++)
            {
                if (!(message.NestedType[i].Options?.MapEntry ?? false))
                    Message(message.NestedType[i], Join(name, message.NestedType[i].Name), $"{path}.3.{i}");
            }

            for (int i = 0; i < message.EnumType.Count; i++)
                Enum(message.EnumType[i], Join(name, message.EnumType[i].Name), $"{path}.4.{i}");
        }

        void Enum(EnumDescriptorProto type, string name, string path)
        {
            lines.Add($"enum {name} {Flag(type.Options?.Deprecated)}{Place(path)}{Comment(path)} "
                + $"reserved {string.Join(',', type.ReservedRange.Select(r => $"{r.Start}-{r.End}"))} "
                + string.Join(',', type.ReservedName));
            for (int i = 0; i < type.Value.Count; i++)
            {
                EnumValueDescriptorProto v = type.Value[i];
                string at = $"{path}.2.{i}";
                lines.Add($"value {name}.{v.Name} {v.Number} {Flag(v.Options?.Deprecated)}{Place(at)}{Comment(at)}");
            }
        }

        string Place(string path)
        {
            Google.Protobuf.Collections.RepeatedField<int> s = locations[path].Span;
            return s.Count == 3 ? $"@{s[0]}:{s[1]}-{s[0]}:{s[2]}" : $"@{s[0]}:{s[1]}-{s[2]}:{s[3]}";
        }

        string Comment(string path) => Words(locations.TryGetValue(path, out var location) ? location.LeadingComments : null);
    }

    public static void Register(string scope, IEnumerable<DescriptorProto> messages, Dictionary<string, DescriptorProto> all)
    {
        foreach (DescriptorProto message in messages)
        {
            all[Join(scope, message.Name)] = message;
            Register(Join(scope, message.Name), message.NestedType, all);
        }
    }

    private static string Join(string scope, string name) => scope.Length == 0 ? name : scope + "." + name;

    private static string Flag(bool? deprecated) => deprecated == true ? "deprecated " : "";

    private static string Deprecated(IEnumerable<ProtoOption> options)
        => Flag(options.Any(o => o.Name == "deprecated" && o.Value.Text == "true"));

    /// <summary>The words of a comment, since blanks are laid out differently.</summary>
    private static string Words(string? comment)
        => "\"" + string.Join(' ', (comment ?? "").Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)) + "\"";

    private static string Type(ProtoType type) => type.Kind switch
    {
        ProtoTypeKind.Map => $"map<{Type(type.Key!)},{Type(type.Value!)}>",
        ProtoTypeKind.Message or ProtoTypeKind.Enum or ProtoTypeKind.Unknown => $"{type.Kind} {type.Name}".ToLowerInvariant(),
        _ => type.Kind.ToString().ToLowerInvariant(),
    };

    private static string Type(FieldDescriptorProto field, IReadOnlyDictionary<string, DescriptorProto> messages)
    {
        if (field.Type == FieldType.Message && messages.TryGetValue(field.TypeName[1..], out DescriptorProto? entry)
            && (entry.Options?.MapEntry ?? false))
            return $"map<{Type(entry.Field[0], messages)},{Type(entry.Field[1], messages)}>";
        return (field.TypeName.Length > 0 ? $"{field.Type} {field.TypeName[1..]}" : $"{field.Type}").ToLowerInvariant();
    }
}
