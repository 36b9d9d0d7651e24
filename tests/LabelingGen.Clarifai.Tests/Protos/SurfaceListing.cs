using Google.Protobuf;
using Google.Protobuf.Reflection;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Clarifai.Protobuf.HttpBinding;
using FieldLabel = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using FieldType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace LabelingGen.Clarifai.Tests.Protos;

/// <summary>Writes a descriptor set in the form of the recorded surface listing: one fact a line.</summary>
internal sealed class SurfaceListing
{
    public static ExtensionRegistry Extensions { get; } =
    [
        AnnotationsExtensions.Http, ScopeExtensions.ClarfaiExposed, ScopeExtensions.ClarifaiDependingScopes,
        ExtensionExtensions.ClAuthType, ExtensionExtensions.ClDependingScopes, ExtensionExtensions.ClPrivateField,
        ExtensionExtensions.ClPrivateMessage, ExtensionExtensions.ClPrivateRpc, ExtensionsExtensions.ClDefaultFloat,
        ExtensionsExtensions.ClMoretags, ExtensionsExtensions.ClShowIfEmpty, ExtensionsExtensions.Description,
    ];

    private readonly List<string> _lines = [];
    private readonly Dictionary<string, DescriptorProto> _messages = [];
    private readonly HashSet<string> _reachable = [];

    public static List<string> Write(IEnumerable<FileDescriptorProto> files, string service)
    {
        SurfaceListing listing = new();
        FileDescriptorProto[] all = [.. files];
        foreach (FileDescriptorProto file in all)
        {
            foreach (DescriptorProto message in file.MessageType)
                listing.Register(Join(file.Package, message.Name), message);
        }

        foreach (MethodDescriptorProto method in all.SelectMany(f => f.Service).Where(s => s.Name == service).SelectMany(s => s.Method))
        {
            listing.Reach(method.InputType[1..]);
            listing.Reach(method.OutputType[1..]);
        }

        foreach (FileDescriptorProto file in all)
            listing.WriteFile(file);
        return listing._lines;
    }

    private static string Join(string scope, string name) => scope.Length == 0 ? name : scope + "." + name;

    private void Register(string name, DescriptorProto message)
    {
        _messages.Add(name, message);
        foreach (DescriptorProto nested in message.NestedType)
            Register(Join(name, nested.Name), nested);
    }

    private void Reach(string type)
    {
        if (!_reachable.Add(type) || !_messages.TryGetValue(type, out DescriptorProto? message))
            return;
        foreach (FieldDescriptorProto field in message.Field.Where(f => f.TypeName.Length > 0))
            Reach(field.TypeName[1..]);
    }

    private void WriteFile(FileDescriptorProto file)
    {
        _lines.Add($"FILE {Upstream(file.Name)} | package {Or(file.Package, "(none)")} | syntax {file.Syntax} | "
            + $"imports {List(file.Dependency.Select(Upstream))} | messages {file.MessageType.Count} | enums {file.EnumType.Count} | "
            + $"services {file.Service.Count} | extensions {file.Extension.Count}");
        foreach (FieldDescriptorProto field in file.Extension)
        {
            _lines.Add($"EXTENSION {Join(file.Package, field.Name)} | number {field.Number} | extends {field.Extendee[1..]} | "
                + $"type {TypeName(field)} | label {LabelName(field)}");
        }

        foreach (ServiceDescriptorProto service in file.Service)
        {
            foreach (MethodDescriptorProto method in service.Method)
                WriteMethod(Join(file.Package, service.Name), method);
        }

        foreach (DescriptorProto message in file.MessageType)
            WriteMessage(file, Join(file.Package, message.Name), message);
        foreach (EnumDescriptorProto type in file.EnumType)
            WriteEnum(file, Join(file.Package, type.Name), type);
    }

    private void WriteMethod(string service, MethodDescriptorProto method)
    {
        string kind = (method.ClientStreaming, method.ServerStreaming) switch
        {
            (false, false) => "unary",
            (false, true) => "server-stream",
            (true, false) => "client-stream",
            _ => "bidi-stream",
        };
        MethodOptions options = method.Options;
        AuthType auth = options.GetExtension(ExtensionExtensions.ClAuthType);
        _lines.Add($"RPC {service}/{method.Name} | request {method.InputType[1..]} | response {method.OutputType[1..]} | kind {kind} | "
            + $"client_streaming {YesNo(method.ClientStreaming)} | server_streaming {YesNo(method.ServerStreaming)} | "
            + $"deprecated {YesNo(options.Deprecated)} | private {YesNo(options.GetExtension(ExtensionExtensions.ClPrivateRpc))} | "
            + $"cl_auth_type {OriginalName(AuthTypeDescriptor, (int)auth)} | "
            + $"cl_depending_scopes {List((options.GetExtension(ExtensionExtensions.ClDependingScopes) ?? []).Select(ScopeName))}");
        HttpRule rule = options.GetExtension(AnnotationsExtensions.Http);
        int binding = 0;
        foreach (HttpRule one in rule.AdditionalBindings.Prepend(rule))
        {
            string path = one.PatternCase switch
            {
                HttpRule.PatternOneofCase.Get => one.Get,
                HttpRule.PatternOneofCase.Put => one.Put,
                HttpRule.PatternOneofCase.Post => one.Post,
                HttpRule.PatternOneofCase.Delete => one.Delete,
                HttpRule.PatternOneofCase.Patch => one.Patch,
                _ => "?",
            };
            _lines.Add($"HTTP {service}/{method.Name} | binding {binding++} | verb {one.PatternCase.ToString().ToUpperInvariant()} | "
                + $"path {path} | body {Or(one.Body, "-")}");
        }
    }

    private void WriteMessage(FileDescriptorProto file, string name, DescriptorProto message)
    {
        _lines.Add($"MESSAGE {name} | file {Upstream(file.Name)} | fields {message.Field.Count} | "
            + $"oneofs {List(message.OneofDecl.Select(o => o.Name))} | "
            + $"nested-messages {List(message.NestedType.Where(n => !(n.Options?.MapEntry ?? false)).Select(n => n.Name))} | "
            + $"nested-enums {List(message.EnumType.Select(e => e.Name))} | "
            + $"reserved-numbers {Numbers(message.ReservedRange.Select(r => (r.Start, r.End - r.Start)))} | "
            + $"reserved-names {List(message.ReservedName)} | reachable-from-V2 {YesNo(_reachable.Contains(name))}"
            + (message.Options?.Deprecated ?? false ? " | options deprecated=yes" : ""));
        foreach (FieldDescriptorProto field in message.Field)
        {
            bool map = MapEntry(field) is not null;
            string kind = map ? "map" : field.Type switch { FieldType.Message => "message", FieldType.Enum => "enum", _ => "scalar" };
            string options = FieldOptionsText(field.Options);
            if (field.JsonName != DefaultJsonName(field.Name))
                options += " json_name=" + field.JsonName;
            _lines.Add($"FIELD {name}.{field.Name} | number {field.Number} | type {TypeName(field)} | kind {kind} | "
                + $"label {(map ? "map" : LabelName(field))} | "
                + $"oneof {(field.HasOneofIndex ? message.OneofDecl[field.OneofIndex].Name : "-")}"
                + (options.Length == 0 ? "" : " | options " + options));
        }

        foreach (DescriptorProto nested in message.NestedType.Where(n => !(n.Options?.MapEntry ?? false)))
            WriteMessage(file, Join(name, nested.Name), nested);
        foreach (EnumDescriptorProto type in message.EnumType)
            WriteEnum(file, Join(name, type.Name), type);
    }

    private void WriteEnum(FileDescriptorProto file, string name, EnumDescriptorProto type)
    {
        _lines.Add($"ENUM {name} | file {Upstream(file.Name)} | values {type.Value.Count} | "
            + $"allow_alias {YesNo(type.Options?.AllowAlias ?? false)} | "
            + $"reserved-numbers {Numbers(type.ReservedRange.Select(r => (r.Start, r.End - r.Start + 1)))} | "
            + $"reserved-names {List(type.ReservedName)} | reachable-from-V2 {YesNo(_reachable.Contains(name))}");
        foreach (EnumValueDescriptorProto value in type.Value)
        {
            List<string> options = [];
            if (value.Options is { } o)
            {
                if (o.GetExtension(ScopeExtensions.ClarfaiExposed))
                    options.Add("exposed=true");
                if (o.GetExtension(ScopeExtensions.ClarifaiDependingScopes) is { Count: > 0 } scopes)
                    options.Add("depends_on=" + List(scopes.Select(ScopeName)));
                if (o.Deprecated)
                    options.Add("deprecated=yes");
            }

            _lines.Add($"VALUE {name}.{value.Name}={value.Number}" + (options.Count == 0 ? "" : " | " + string.Join(' ', options)));
        }
    }

    private static string FieldOptionsText(FieldOptions? o)
    {
        if (o is null)
            return "";
        List<string> parts = [];
        if (o.HasExtension(ExtensionsExtensions.ClDefaultFloat))
            parts.Add(FormattableString.Invariant($"cl_default_float={o.GetExtension(ExtensionsExtensions.ClDefaultFloat)}"));
        if (o.HasExtension(ExtensionsExtensions.ClMoretags))
            parts.Add("cl_moretags=" + o.GetExtension(ExtensionsExtensions.ClMoretags));
        if (o.HasExtension(ExtensionExtensions.ClPrivateField))
            parts.Add("cl_private_field=true");
        if (o.GetExtension(ExtensionsExtensions.ClShowIfEmpty))
            parts.Add("cl_show_if_empty=true");
        if (o.Deprecated)
            parts.Add("deprecated=yes");
        if (o.HasPacked)
            parts.Add("packed=" + (o.Packed ? "true" : "false"));
        return string.Join(' ', parts);
    }

    private DescriptorProto? MapEntry(FieldDescriptorProto field)
        => field.Type == FieldType.Message && _messages.TryGetValue(field.TypeName[1..], out DescriptorProto? entry)
            && (entry.Options?.MapEntry ?? false)
            ? entry : null;

    private string TypeName(FieldDescriptorProto field)
        => MapEntry(field) is { } entry ? $"map<{TypeName(entry.Field[0])},{TypeName(entry.Field[1])}>"
            : field.TypeName.Length > 0 ? field.TypeName[1..] : field.Type.ToString().ToLowerInvariant();

    private static string LabelName(FieldDescriptorProto field)
        => field.Label == FieldLabel.Repeated ? "repeated" : field.Proto3Optional ? "optional" : "singular";

    private static EnumDescriptor AuthTypeDescriptor => TypesReflection.Descriptor.EnumTypes[0];

    private static string ScopeName(S scope) => OriginalName(ScopeReflection.Descriptor.EnumTypes[0], (int)scope);

    private static string OriginalName(EnumDescriptor type, int number) => type.FindValueByNumber(number).Name;

    private static string DefaultJsonName(string name)
    {
        System.Text.StringBuilder text = new();
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] != '_')
                text.Append(i > 0 && name[i - 1] == '_' ? char.ToUpperInvariant(name[i]) : name[i]);
        }

        return text.ToString();
    }

    private static string Upstream(string file) => file.StartsWith("clarifai/", StringComparison.Ordinal) ? "proto/" + file : file;

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Or(string text, string absent) => text.Length == 0 ? absent : text;

    private static string Numbers(IEnumerable<(int First, int Count)> ranges)
        => List(ranges.SelectMany(r => Enumerable.Range(r.First, r.Count)).Select(n => $"{n}"));

    private static string List(IEnumerable<string> items) => Or(string.Join(',', items), "-");
}
