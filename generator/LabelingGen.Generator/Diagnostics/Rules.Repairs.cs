namespace LabelingGen.Generator.Diagnostics;

/// <summary>Common flaws, read as their authors meant them: LG11xx.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule MissingResponses = new(
        "LG1101",
        "No responses",
        "The operation '{0}' declares no responses",
        DiagnosticRuleSeverity.Info,
        "'responses' is missing.",
        "The method returns the raw response.",
        "Declare the answers.");

    public static readonly DiagnosticRule DuplicateOperationId = new(
        "LG1102",
        "operationId given twice",
        "The operationId '{0}' is taken by an earlier operation",
        DiagnosticRuleSeverity.Info,
        "Two operations have the same operationId.",
        "It is kept where the two stand under different tags; else the second one's name is made of its method and path.",
        "Make it unique.");

    public static readonly DiagnosticRule DanglingMapping = new(
        "LG1103",
        "Discriminator mapping points nowhere",
        "The discriminator value '{0}' is mapped to '{1}', which does not exist",
        DiagnosticRuleSeverity.Info,
        "A mapping entry names a schema the document does not have.",
        "The entry is ignored; the value is read as an unknown one.",
        "Correct or remove the entry.");

    public static readonly DiagnosticRule RequiredInProperty = new(
        "LG1104",
        "'required' inside a property",
        "'required' inside the property '{0}' is read as if it stood in the object's list",
        DiagnosticRuleSeverity.Info,
        "Draft 3 of JSON Schema (and parameters) write 'required: true'; a property does not.",
        "The property is required, or not, as it says.",
        "List it in the object's 'required'.");

    public static readonly DiagnosticRule NullableBesideReference = new(
        "LG1105",
        "'nullable' beside a reference",
        "The value may be null here, although OpenAPI 3.0 ignores what stands beside $ref (at {0})",
        DiagnosticRuleSeverity.Info,
        "'nullable' stands beside '$ref' in a 3.0 document.",
        "This use of the schema allows null.",
        "Use 'allOf: [{$ref: …}]' with 'nullable'.");

    public static readonly DiagnosticRule TypeSpelling = new(
        "LG1106",
        "Type spelt differently",
        "The type '{0}' is read as '{1}'",
        DiagnosticRuleSeverity.Info,
        "The type is written in another case or with a name of another language.",
        "None.",
        "Use the JSON Schema name of the type.");

    public static readonly DiagnosticRule EnumValueType = new(
        "LG1107",
        "Enum value of another type",
        "The enum value {0} is read as a {1}",
        DiagnosticRuleSeverity.Info,
        "An enum of texts holds unquoted values such as 1 or true, or one of numbers holds texts.",
        "The value is read as what the type says, where it can be.",
        "Quote (or do not quote) the value.");

    public static readonly DiagnosticRule DuplicateEnumValue = new(
        "LG1108",
        "Enum value given twice",
        "The enum value {0} stands here for the second time",
        DiagnosticRuleSeverity.Info,
        "The list of an enum repeats a value.",
        "It is read once.",
        "Remove it.");

    public static readonly DiagnosticRule OptionalPathParameter = new(
        "LG1109",
        "Path parameter not required",
        "The path parameter '{0}' is not marked as required",
        DiagnosticRuleSeverity.Info,
        "A path parameter is always required; the document does not say so.",
        "It is required.",
        "Add 'required: true'.");

    public static readonly DiagnosticRule PathParameterMissing = new(
        "LG1110",
        "Path parameter without definition",
        "'{0}' in the path '{1}' is not defined; it is read as a text",
        DiagnosticRuleSeverity.Warning,
        "The path template has a name in braces that no parameter defines.",
        "The method takes a string for it.",
        "Define the parameter.");

    public static readonly DiagnosticRule PathWithoutSlash = new(
        "LG1111",
        "Path without a slash",
        "The path '{0}' does not begin with '/'",
        DiagnosticRuleSeverity.Info,
        "Paths begin with a slash.",
        "One is put before it.",
        "Add it.");

    public static readonly DiagnosticRule TypeWithoutSchema = new(
        "LG1112",
        "'type' without 'schema'",
        "The parameter '{0}' states its type without 'schema', as in 2.0",
        DiagnosticRuleSeverity.Info,
        "The parameter of a 3.x document is written in the style of 2.0.",
        "It is read as in 2.0.",
        "Put type and format below 'schema'.");

    public static readonly DiagnosticRule VariableWithoutDefault = new(
        "LG1113",
        "Server variable without default",
        "The server variable '{0}' has no default",
        DiagnosticRuleSeverity.Info,
        "'default' is missing.",
        "Its first value, or nothing, is the default.",
        "Add a default.");

    public static readonly DiagnosticRule EnumOnWrongType = new(
        "LG1114",
        "Enum on an object or array",
        "The enum on a schema of type '{0}' is ignored",
        DiagnosticRuleSeverity.Info,
        "The enum stands one level too high.",
        "The values are not typed.",
        "Move the enum to the items or properties.");

    public static readonly DiagnosticRule ExampleOnly = new(
        "LG1115",
        "Schema told by an example",
        "The schema has no type; its example is taken for it",
        DiagnosticRuleSeverity.Info,
        "A schema has an example and says nothing of its shape.",
        "The shape of the example is its shape, with every property optional.",
        "State the type.");

    public static readonly DiagnosticRule DuplicateParameter = new(
        "LG1116",
        "Parameter given twice",
        "The parameter '{0}' stands here for the second time",
        DiagnosticRuleSeverity.Info,
        "Two parameters have the same name and place.",
        "The last one wins.",
        "Remove one.");

    public static readonly DiagnosticRule DuplicateOperation = new(
        "LG1117",
        "Operation given twice",
        "The operation '{0}' stands here for the second time",
        DiagnosticRuleSeverity.Warning,
        "Two paths become the same one.",
        "The second one is left out.",
        "Join the paths.");

    public static readonly DiagnosticRule ReservedHeader = new(
        "LG1118",
        "Header that is no parameter",
        "The header parameter '{0}' is ignored",
        DiagnosticRuleSeverity.Info,
        "OpenAPI has Accept, Content-Type and Authorization follow from bodies, answers and security schemes.",
        "The client sends the header by itself.",
        "Remove the parameter; declare a security scheme for Authorization.");

    public static readonly DiagnosticRule DiscriminatorProperty = new(
        "LG1119",
        "Discriminator property not declared",
        "The discriminator property '{0}' is not among the properties; it is added as a text",
        DiagnosticRuleSeverity.Info,
        "The base of a hierarchy does not list the property that tells its members apart.",
        "The class has it as an optional string.",
        "Declare it, and as required.");

    public static readonly DiagnosticRule StrayEntry = new(
        "LG1120",
        "Entry that OpenAPI does not know",
        "'{0}' is not an entry of {1}",
        DiagnosticRuleSeverity.Info,
        "A misspelt or misplaced entry, or one of another version.",
        "It is ignored.",
        "Correct it, or begin its name with x-.");

    public static readonly DiagnosticRule MissingEntry = new(
        "LG1121",
        "Required entry is missing",
        "'{0}' is missing in {1}",
        DiagnosticRuleSeverity.Info,
        "OpenAPI requires the entry.",
        "A default is used where one is needed.",
        "Add it.");

    public static readonly DiagnosticRule InvalidEntry = new(
        "LG1122",
        "Entry that contradicts OpenAPI",
        "{0}",
        DiagnosticRuleSeverity.Info,
        "Two entries exclude each other, or one has a value it may not have here.",
        "The entry is ignored where it matters.",
        "Follow the OpenAPI version the document states.");

    public static readonly DiagnosticRule PathParameterSpelling = new(
        "LG1123",
        "Path parameter spelt differently",
        "The path parameter '{0}' is read as '{1}'",
        DiagnosticRuleSeverity.Info,
        "A parameter and the name in the path template differ in case, in hyphens and underscores, or by an operator of RFC 6570.",
        "The two count as one.",
        "Use one spelling.");

    public static readonly DiagnosticRule QuotedIndent = new(
        "LG1124",
        "Quoted text indented too little",
        "A further line of a quoted text is indented less than what it belongs to",
        DiagnosticRuleSeverity.Info,
        "YAML asks every line of a quoted text to be indented; most parsers do not.",
        "The text is read to its closing quote.",
        "Indent the lines.");
}
