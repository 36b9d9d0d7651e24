namespace LabelingGen.Generator.Diagnostics;

/// <summary>Texts and documents that cannot be read, or only in part: LG10xx.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule SyntaxError = new(
        "LG1001",
        "The text is neither YAML nor JSON",
        "The text cannot be read: {0}",
        DiagnosticRuleSeverity.Error,
        "The file breaks the syntax of YAML (of which JSON is a part) at this place.",
        "Only what stands before the place is read.",
        "Correct the syntax; the position is where the parser gave up.");

    public static readonly DiagnosticRule NotOpenApi = new(
        "LG1002",
        "Not an OpenAPI document",
        "The document has neither 'openapi' nor 'swagger', and no 'paths'",
        DiagnosticRuleSeverity.Error,
        "The file is empty, is a list or a single value, or is another kind of document.",
        "No client is generated from it.",
        "Point the LabelingGenSpec item at the root file of the API description.");

    public static readonly DiagnosticRule UnknownVersion = new(
        "LG1003",
        "Unknown OpenAPI version",
        "Version '{0}' is not one of 2.0, 3.0, 3.1 and 3.2",
        DiagnosticRuleSeverity.Error,
        "The version field names something this generator does not know.",
        "No client is generated from it.",
        "Use a document of a known version.");

    public static readonly DiagnosticRule NewerVersion = new(
        "LG1004",
        "Newer OpenAPI version",
        "Version '{0}' is read as 3.2",
        DiagnosticRuleSeverity.Info,
        "The document is of a 3.x version that is newer than this generator.",
        "What 3.2 does not have is ignored.",
        "Update the generator when a version for it exists.");

    public static readonly DiagnosticRule MissingVersion = new(
        "LG1005",
        "No OpenAPI version",
        "The document states no version; read as {0}",
        DiagnosticRuleSeverity.Info,
        "Neither 'openapi' nor 'swagger' is present, but 'paths' is.",
        "The version is guessed from the document's other parts.",
        "State the version: 'openapi: 3.0.3'.");

    public static readonly DiagnosticRule TooLarge = new(
        "LG1006",
        "The file is too large",
        "The file has {0} characters, more than are read",
        DiagnosticRuleSeverity.Error,
        "The file is larger than any API description known.",
        "The file is not read.",
        "Split the description, or leave examples out.");

    public static readonly DiagnosticRule TooManyNodes = new(
        "LG1007",
        "The file has too many values",
        "The file holds more values than are read",
        DiagnosticRuleSeverity.Error,
        "The file is larger than any API description known.",
        "Only what stands before the place is read.",
        "Split the description, or leave examples out.");

    public static readonly DiagnosticRule TooDeep = new(
        "LG1008",
        "Nested too deeply",
        "More than {0} levels within each other; what is deeper is left out",
        DiagnosticRuleSeverity.Warning,
        "Mappings and lists are nested beyond any sensible depth.",
        "The value at this place is read as null.",
        "Flatten the value.");

    public static readonly DiagnosticRule TooDeepToRead = new(
        "LG1009",
        "Nested far too deeply",
        "The nesting is so deep that reading stops here",
        DiagnosticRuleSeverity.Error,
        "Mappings and lists are nested by the thousand.",
        "Only what stands before the place is read.",
        "Flatten the value.");

    public static readonly DiagnosticRule AliasExpansion = new(
        "LG1010",
        "Aliases stand for too much",
        "The aliases of the file stand for more values than are read",
        DiagnosticRuleSeverity.Error,
        "YAML aliases of aliases multiply (a so-called bomb).",
        "Only what stands before the place is read.",
        "Write the values out, or use $ref.");

    public static readonly DiagnosticRule UnknownAlias = new(
        "LG1011",
        "Unknown alias",
        "The alias '*{0}' names no anchor, or one that contains it",
        DiagnosticRuleSeverity.Warning,
        "A YAML alias has no anchor before it.",
        "The alias is read as null.",
        "Define the anchor before its first use.");

    public static readonly DiagnosticRule ComplexKey = new(
        "LG1012",
        "A key that is not a text",
        "A mapping or list as a key is left out with its value",
        DiagnosticRuleSeverity.Warning,
        "YAML allows any value as a key; OpenAPI has only texts.",
        "The entry is left out.",
        "Use a text as the key.");

    public static readonly DiagnosticRule SeveralDocuments = new(
        "LG1013",
        "Several documents in one file",
        "Only the first of the documents in the file is read",
        DiagnosticRuleSeverity.Info,
        "The file has more than one YAML document ('---').",
        "Further documents are ignored.",
        "Put each document into a file of its own.");

    public static readonly DiagnosticRule DuplicateKey = new(
        "LG1014",
        "Key given twice",
        "The key '{0}' stands here for the second time; line {1} is ignored",
        DiagnosticRuleSeverity.Warning,
        "YAML and JSON ask for unique keys.",
        "The last one wins, as in most parsers.",
        "Remove one of them.");

    public static readonly DiagnosticRule DuplicateKeyMerged = new(
        "LG1015",
        "Key given twice, read together",
        "The key '{0}' stands here for the second time; its entries are added to those of line {1}",
        DiagnosticRuleSeverity.Info,
        "Two mappings under one key have no entry in common.",
        "Both are read, as one mapping.",
        "Join them.");

    public static readonly DiagnosticRule ControlCharacter = new(
        "LG1016",
        "Control character",
        "Control character U+{0} (and any further one) is read as a space",
        DiagnosticRuleSeverity.Info,
        "The text holds a character that neither YAML nor JSON allows.",
        "It is replaced; nothing else changes.",
        "Remove it.");

    public static readonly DiagnosticRule TooManySchemas = new(
        "LG1017",
        "Too many schemas",
        "More than {0} schemas; from {1} on they are any value",
        DiagnosticRuleSeverity.Error,
        "Schemas multiply through allOf and unions beyond any sensible number.",
        "Further schemas are JSON values without a type.",
        "Simplify the schemas.");

    public static readonly DiagnosticRule SchemaTooDeep = new(
        "LG1018",
        "Inline schemas nested too deeply",
        "More than {0} inline schemas within each other; this one is any value",
        DiagnosticRuleSeverity.Warning,
        "Schemas are written inline into each other without end.",
        "The value is JSON without a type.",
        "Give the inner schemas names under components.");

    public static readonly DiagnosticRule UnresolvedReference = new(
        "LG1020",
        "A reference that points nowhere",
        "The reference '{0}' points nowhere",
        DiagnosticRuleSeverity.Warning,
        "The pointer has a typing error, or the file is not among the AdditionalFiles.",
        "The place is read as if nothing stood there: a schema as any value.",
        "Correct the pointer, or list the file as an AdditionalFile.");

    public static readonly DiagnosticRule RemoteReference = new(
        "LG1021",
        "A reference out of the project",
        "The reference '{0}' leads out of the files of the project; nothing is fetched",
        DiagnosticRuleSeverity.Warning,
        "The reference is an address on the network or of the file system.",
        "The place is read as if nothing stood there: a schema as any value.",
        "Add the file to the project and refer to it by relative path.");

    public static readonly DiagnosticRule ReferenceCycle = new(
        "LG1022",
        "A reference that leads back to itself",
        "The reference '{0}' leads back to itself",
        DiagnosticRuleSeverity.Warning,
        "References (or allOf entries) form a circle without a schema in it.",
        "The place is read as if nothing stood there: a schema as any value.",
        "Let one of them be a schema.");

    public static readonly DiagnosticRule WrongType = new(
        "LG1023",
        "Wrong kind of value",
        "'{0}' must be {1}",
        DiagnosticRuleSeverity.Warning,
        "The document has a value of another kind here than OpenAPI asks for.",
        "The value is left out where it cannot be understood.",
        "Write the value as OpenAPI describes it.");

    public static readonly DiagnosticRule NotASchema = new(
        "LG1024",
        "Not a schema",
        "The value is not a schema",
        DiagnosticRuleSeverity.Warning,
        "A schema is a mapping, or true or false in 3.1.",
        "It is read as any value.",
        "Write a schema.");

    public static readonly DiagnosticRule TypeDeclaredTwice = new(
        "LG1025",
        "Two specs with types of one name",
        "The client of '{0}' has types of the same names in the namespace '{1}' ({2}); those of this spec are left out",
        DiagnosticRuleSeverity.Error,
        "Two specs of a project have the same namespace, which is the project's own where none is given.",
        "The types of the first spec are generated, and of the second one those that have other names.",
        "Give each spec a Namespace of its own.");
}
