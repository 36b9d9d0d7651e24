namespace LabelingGen.Generator.Diagnostics;

/// <summary>What is wrong in a <c>.proto</c> file: LG13xx.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule ProtoSyntax = new(
        "LG1301",
        "The text is not proto3",
        "The declaration cannot be read: {0}",
        DiagnosticRuleSeverity.Error,
        "The file breaks the grammar of proto3 at this place.",
        "The declaration is left out; reading goes on behind it.",
        "Correct the syntax; protoc names the same place.");

    public static readonly DiagnosticRule NotProto3 = new(
        "LG1302",
        "Not a proto3 file",
        "The file is written in {0}; only proto3 is read",
        DiagnosticRuleSeverity.Error,
        "The file states no syntax, which means proto2, or another one, or an edition.",
        "The file is not read.",
        "State 'syntax = \"proto3\";' if the file keeps to it.");

    public static readonly DiagnosticRule ProtoDeclaration = new(
        "LG1303",
        "A declaration protoc refuses",
        "In this declaration, {0}",
        DiagnosticRuleSeverity.Warning,
        "A number or name is used twice, or is reserved, or breaks a rule of proto3.",
        "The declaration is read as it stands; protoc will refuse the file.",
        "Follow protoc's message.");

    public static readonly DiagnosticRule ProtoUnknownType = new(
        "LG1304",
        "Unknown type",
        "The type '{0}' is in none of the files",
        DiagnosticRuleSeverity.Warning,
        "The name has a typing error, or the file that declares it is not among the LabelingGenSpec items.",
        "Methods that use the type are left out.",
        "Correct the name, or add the file.");

    public static readonly DiagnosticRule ProtoNameTaken = new(
        "LG1305",
        "Name declared twice",
        "'{0}' is declared a second time",
        DiagnosticRuleSeverity.Warning,
        "Two files, or two places of one, declare the same full name.",
        "The first declaration is used.",
        "Rename one of them, or leave one of the files out.");

    public static readonly DiagnosticRule ProtoJobRule = new(
        "LG1306",
        "A rule for jobs fits nothing",
        "The rule for the job '{0}' cannot be followed: {1}",
        DiagnosticRuleSeverity.Warning,
        "A name in 'jobs' of the overlay's x-grpc is not, or no longer, in the .proto files.",
        "No class is made for this kind of job; its methods stay.",
        "Correct the name in the overlay.");
}
