using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Reading.Protobuf;

/// <summary>What a set of <c>.proto</c> files says: names resolved, comments attached, positions left out. Equal by value.</summary>
internal sealed record ProtoModel(EquatableArray<ProtoFile> Files)
{
    public static readonly ProtoModel Empty = new(EquatableArray<ProtoFile>.Empty);
}

/// <param name="Path">As other files import it: <c>google/api/http.proto</c>.</param>
/// <param name="Package">Empty for none.</param>
internal sealed record ProtoFile(
    string Path,
    string Package,
    EquatableArray<ProtoImport> Imports,
    EquatableArray<ProtoMessage> Messages,
    EquatableArray<ProtoEnum> Enums,
    EquatableArray<ProtoService> Services,
    EquatableArray<ProtoExtension> Extensions,
    EquatableArray<ProtoOption> Options);

internal sealed record ProtoImport(string Path, bool Public);

/// <param name="FullName">With package and enclosing messages, without a leading dot.</param>
internal sealed record ProtoMessage(
    string Name,
    string FullName,
    string? Comment,
    EquatableArray<ProtoField> Fields,
    EquatableArray<ProtoOneof> Oneofs,
    EquatableArray<ProtoMessage> Messages,
    EquatableArray<ProtoEnum> Enums,
    EquatableArray<ProtoExtension> Extensions,
    EquatableArray<ProtoRange> Reserved,
    EquatableArray<string> ReservedNames,
    EquatableArray<ProtoOption> Options);

internal sealed record ProtoOneof(string Name, string? Comment);

internal enum ProtoLabel
{
    /// <summary>No label: presence of scalars is not told.</summary>
    Implicit,
    Optional,
    Repeated,
}

/// <param name="Oneof">Name of the oneof the field belongs to.</param>
internal sealed record ProtoField(
    string Name,
    int Number,
    ProtoLabel Label,
    ProtoType Type,
    string? Oneof,
    string JsonName,
    string? Comment,
    EquatableArray<ProtoOption> Options);

internal enum ProtoTypeKind
{
    Double, Float, Int64, UInt64, Int32, Fixed64, Fixed32, Bool, String, Bytes, UInt32, SFixed32, SFixed64, SInt32, SInt64,
    Message, Enum, Map,

    /// <summary>A name that was not found; it may stand in a file that was not handed over.</summary>
    Unknown,
}

/// <param name="Name">Full name of a message or enum, without a leading dot.</param>
/// <param name="Key">Key of a map.</param>
/// <param name="Value">Values of a map.</param>
internal sealed record ProtoType(ProtoTypeKind Kind, string? Name = null, ProtoType? Key = null, ProtoType? Value = null);

internal sealed record ProtoEnum(
    string Name,
    string FullName,
    string? Comment,
    EquatableArray<ProtoEnumValue> Values,
    EquatableArray<ProtoRange> Reserved,
    EquatableArray<string> ReservedNames,
    EquatableArray<ProtoOption> Options);

internal sealed record ProtoEnumValue(string Name, int Number, string? Comment, EquatableArray<ProtoOption> Options);

internal sealed record ProtoService(
    string Name, string FullName, string? Comment, EquatableArray<ProtoMethod> Methods, EquatableArray<ProtoOption> Options);

/// <param name="Input">Full name of the request message.</param>
/// <param name="Output">Full name of the response message.</param>
internal sealed record ProtoMethod(
    string Name,
    string? Comment,
    ProtoType Input,
    ProtoType Output,
    bool ClientStreaming,
    bool ServerStreaming,
    EquatableArray<ProtoOption> Options);

/// <summary>A field added to a message of somebody else, in proto3 to an options message.</summary>
internal sealed record ProtoExtension(string Extendee, ProtoField Field);

/// <summary>Numbers from first to last, both included.</summary>
internal sealed record ProtoRange(int First, int Last);

/// <param name="Name">As written, blanks left out: <c>deprecated</c>, <c>(google.api.http)</c>, <c>(my.option).field</c>.</param>
internal sealed record ProtoOption(string Name, ProtoConstant Value);

internal enum ProtoConstantKind
{
    Identifier,
    Number,
    String,
    Aggregate,
    List,
}

/// <summary>An option's value.</summary>
internal sealed record ProtoConstant(
    ProtoConstantKind Kind, string Text, EquatableArray<ProtoOption> Fields, EquatableArray<ProtoConstant> Items)
{
    public static ProtoConstant Scalar(ProtoConstantKind kind, string text)
        => new(kind, text, EquatableArray<ProtoOption>.Empty, EquatableArray<ProtoConstant>.Empty);
}
