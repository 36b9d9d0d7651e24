namespace LabelingGen.Generator.Diagnostics;

/// <summary>What planning of types and methods cannot represent exactly: LG21xx for methods, LG22xx for types.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule NestedParameter = new(
        "LG2101",
        "Parameter nested too deeply for its style",
        "The value of the parameter '{0}' is nested deeper than its style can write; it is sent as JSON",
        DiagnosticRuleSeverity.Info,
        "A query, path or header parameter is an object or list of objects.",
        "The nested value is written as JSON text.",
        "Describe the parameter with 'content: application/json'.");

    public static readonly DiagnosticRule RequestTypeLeftOut = new(
        "LG2104",
        "Further request media type",
        "The request media type '{0}' is not offered",
        DiagnosticRuleSeverity.Info,
        "The body can be sent in several media types, and the method offers the richest ones.",
        "No overload sends this one.",
        "None is needed; list only the media types that matter.");

    public static readonly DiagnosticRule SeveralResults = new(
        "LG2105",
        "Success answers of several shapes",
        "The success answers have several shapes; the method returns a union of them",
        DiagnosticRuleSeverity.Info,
        "Two success statuses have different schemas.",
        "The result is a union.",
        "Use one schema for all success answers.");

    public static readonly DiagnosticRule PaginationUnusable = new(
        "LG2106",
        "Pagination rule that does not fit",
        "The pagination rule does not fit the operation: {0}",
        DiagnosticRuleSeverity.Warning,
        "x-pagination (or another dialect) names a property or parameter the operation does not have.",
        "The method returns one page.",
        "Correct the rule.");

    public static readonly DiagnosticRule JobUnusable = new(
        "LG2107",
        "Job rule that does not fit",
        "The job rule does not fit the operation: {0}",
        DiagnosticRuleSeverity.Warning,
        "x-job names an operation, property or parameter the document does not have.",
        "The method returns the answer as it is.",
        "Correct the rule.");

    public static readonly DiagnosticRule OperationsAlike = new(
        "LG2108",
        "Operations with one name",
        "Another operation is named '{0}' as well",
        DiagnosticRuleSeverity.Warning,
        "Two operations have the same name in every form.",
        "The second one has a number behind its name.",
        "Give one of them another operationId or x-csharp-name.");

    public static readonly DiagnosticRule SecuritySchemeUnsupported = new(
        "LG2109",
        "Security scheme that cannot be sent",
        "The security scheme '{0}' cannot be put on a request",
        DiagnosticRuleSeverity.Warning,
        "The scheme works below HTTP (mutual TLS) or lacks what is needed.",
        "The client does not use it.",
        "Configure it on the transport.");

    public static readonly DiagnosticRule FormWithoutFields = new(
        "LG2110",
        "Form without fields",
        "The form body '{0}' has no stated fields",
        DiagnosticRuleSeverity.Info,
        "The schema of a form body is no object with properties.",
        "The method takes names and values, or content.",
        "List the fields.");

    public static readonly DiagnosticRule ResponseTypeLeftOut = new(
        "LG2111",
        "Further response media type",
        "The answer as '{0}' is not offered",
        DiagnosticRuleSeverity.Info,
        "The answer comes in several media types, and the method asks for the richest one.",
        "The Accept header does not name this one.",
        "None is needed; list only the media types that matter.");

    public static readonly DiagnosticRule ServerUnusable = new(
        "LG2112",
        "Address that cannot be used",
        "The server address '{0}' cannot be used",
        DiagnosticRuleSeverity.Warning,
        "The address is no absolute http or https URL once its variables have their defaults.",
        "The endpoint must be given in the options.",
        "Correct the address.");

    public static readonly DiagnosticRule ErrorWithoutType = new(
        "LG2113",
        "Error answer without a type",
        "The error answer {0} has a schema without a name, which no type is made of",
        DiagnosticRuleSeverity.Info,
        "The schema of an error answer has no name, and most error answers have another one.",
        "The exception has the answer's text in ResponseBody.",
        "Name the schema under components: its type is generated, and reads ResponseBody; the one of most error answers is Details.");

    public static readonly DiagnosticRule EnumNamesCollide = new(
        "LG2201",
        "Enum names collide",
        "The value {1} of '{0}' would be named '{2}' as another value is; it is named '{3}'",
        DiagnosticRuleSeverity.Info,
        "Two values of an enum differ only in characters a C# name cannot have.",
        "One of the names has a word or number more.",
        "Give the values names with x-enum-varnames.");

    public static readonly DiagnosticRule AmbiguousUnion = new(
        "LG2202",
        "Alternatives that cannot be told apart",
        "The alternatives '{1}' and '{2}' of '{0}' look alike",
        DiagnosticRuleSeverity.Info,
        "Two alternatives of oneOf or anyOf have no discriminator and no required property that only one has.",
        "A value is read as the first of them that fits.",
        "Add a discriminator, or a required property with a constant.");
}
