namespace LabelingGen.Generator.Diagnostics;

/// <summary>What the generated client represents less exactly than the document says, or not at all: LG2xxx.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule UnknownType = new(
        "LG2001",
        "Unknown type",
        "The type '{0}' is not one of JSON's; any value is accepted",
        DiagnosticRuleSeverity.Warning,
        "A type that JSON Schema does not have.",
        "The value is JSON without a type.",
        "Use string, number, integer, boolean, array or object.");

    public static readonly DiagnosticRule TupleAsArray = new(
        "LG2002",
        "Tuple",
        "A list with a type per position becomes a list of one type",
        DiagnosticRuleSeverity.Info,
        "prefixItems (or a list as items) gives each position a type.",
        "The items have a type that fits all positions.",
        "None is needed; use an object where positions have names.");

    public static readonly DiagnosticRule EnumOfObjects = new(
        "LG2003",
        "Enum of objects or lists",
        "An enum with objects or lists among its values is ignored",
        DiagnosticRuleSeverity.Warning,
        "An enum lists values that are no scalars.",
        "The values are not typed as an enum.",
        "Describe the objects as schemas.");

    public static readonly DiagnosticRule SeveralUnions = new(
        "LG2004",
        "Several unions at once",
        "More than one oneOf or anyOf shapes this schema; the alternatives are not told apart",
        DiagnosticRuleSeverity.Warning,
        "oneOf and anyOf stand beside each other, or within allOf entries.",
        "Objects become one class with the properties of all alternatives, optional; anything else is JSON without a type.",
        "Name each combination as a schema of its own.");

    public static readonly DiagnosticRule MappingOutsideHierarchy = new(
        "LG2005",
        "Discriminator names a stranger",
        "The discriminator value '{0}' names '{1}', which does not inherit from this schema",
        DiagnosticRuleSeverity.Warning,
        "A discriminator without oneOf maps to a schema that has no allOf entry for the base.",
        "The value is read as an unknown one.",
        "Add an allOf entry, or use oneOf.");

    public static readonly DiagnosticRule MappingOutsideUnion = new(
        "LG2006",
        "Discriminator names a schema outside the union",
        "The discriminator value '{0}' names '{1}', which is not among the alternatives",
        DiagnosticRuleSeverity.Warning,
        "The mapping has a schema that oneOf does not list.",
        "The value is read as an unknown one.",
        "List the schema in oneOf.");

    public static readonly DiagnosticRule PathParameterNotInTemplate = new(
        "LG2007",
        "Path parameter that is not in the path",
        "The path parameter '{0}' does not occur in '{1}'",
        DiagnosticRuleSeverity.Warning,
        "A parameter says \"in: path\", but the template has no such name.",
        "The parameter is left out.",
        "Correct the name in one of them.");

    public static readonly DiagnosticRule ParameterWithoutName = new(
        "LG2008",
        "Parameter without a name",
        "A parameter without a name is left out",
        DiagnosticRuleSeverity.Warning,
        "The parameter has no name.",
        "The parameter is left out.",
        "Name it.");

    public static readonly DiagnosticRule UnknownParameterLocation = new(
        "LG2009",
        "Unknown place of a parameter",
        "The parameter '{0}' is in '{1}', which is not supported",
        DiagnosticRuleSeverity.Warning,
        "A parameter is in path, query, header or cookie (2.0: body, formData).",
        "The parameter is left out.",
        "Correct \"in\".");

    public static readonly DiagnosticRule UnsupportedStyle = new(
        "LG2010",
        "Unsupported parameter style",
        "The style '{0}' of '{1}' is not supported there; the usual one is used",
        DiagnosticRuleSeverity.Warning,
        "The style does not exist, or not for this place.",
        "The value is written in the place's usual style.",
        "Use a style that OpenAPI allows there.");

    public static readonly DiagnosticRule UnknownStatus = new(
        "LG2011",
        "Not a status",
        "'{0}' is not a status code, a range such as 4XX, or 'default'",
        DiagnosticRuleSeverity.Warning,
        "A key under responses is no status.",
        "The answer is left out.",
        "Correct the key.");

    public static readonly DiagnosticRule BodyWithoutContent = new(
        "LG2012",
        "Body without content",
        "The request body has no media type",
        DiagnosticRuleSeverity.Warning,
        "content is missing or empty.",
        "The method takes no body.",
        "Declare the content.");

    public static readonly DiagnosticRule UnknownSecurityKind = new(
        "LG2013",
        "Unknown security scheme",
        "The security scheme '{0}' is of an unknown type or incomplete",
        DiagnosticRuleSeverity.Warning,
        "The type is none of apiKey, http, oauth2, openIdConnect and mutualTLS, or its name or scheme is missing.",
        "The scheme is left out.",
        "Complete it.");

    public static readonly DiagnosticRule UnknownSecurityScheme = new(
        "LG2014",
        "Security scheme without definition",
        "The security scheme '{0}' is not defined",
        DiagnosticRuleSeverity.Warning,
        "A requirement names a scheme the document does not define.",
        "That requirement is ignored.",
        "Define it.");

    public static readonly DiagnosticRule ServerWithoutUrl = new(
        "LG2015",
        "Server without a URL",
        "A server without a URL is left out",
        DiagnosticRuleSeverity.Warning,
        "url is missing.",
        "The server is left out.",
        "Add it.");

    public static readonly DiagnosticRule UnreachableSchema = new(
        "LG2016",
        "Schema that nothing uses",
        "The schema '{0}' is used by no operation",
        DiagnosticRuleSeverity.Info,
        "Nothing refers to the schema.",
        "Its type is generated all the same, unless a filter is set.",
        "Remove it, or refer to it.");

    public static readonly DiagnosticRule UnboundedNumber = new(
        "LG2018",
        "Number whose format is too narrow",
        "'{0}' has limits outside the format '{1}'; a wider type is used",
        DiagnosticRuleSeverity.Info,
        "The limits of a number lie outside what its format can hold.",
        "The property has a wider type than the format says.",
        "State a wider format (int64), or none.");

    public static readonly DiagnosticRule PropertyRedeclared = new(
        "LG2019",
        "Property with several types",
        "The property '{0}' is declared with different types; the last one is used",
        DiagnosticRuleSeverity.Info,
        "Entries of allOf declare the same property differently.",
        "The property has the last one's type.",
        "Declare it once.");

    public static readonly DiagnosticRule PatternPropertyNames = new(
        "LG2020",
        "Property names by pattern",
        "Property names are not checked against the patterns",
        DiagnosticRuleSeverity.Info,
        "patternProperties give types by the name's pattern.",
        "All additional properties have a type that fits all patterns.",
        "None is needed.");

    public static readonly DiagnosticRule ConditionalProperties = new(
        "LG2021",
        "Properties under a condition",
        "The properties that depend on a condition here are optional; the condition is not checked",
        DiagnosticRuleSeverity.Info,
        "then, else or dependentSchemas declare properties.",
        "They are optional members of the class; one that several branches declare differently is a union.",
        "Name each combination as a schema of its own, in oneOf.");

    public static readonly DiagnosticRule DynamicReference = new(
        "LG2022",
        "Dynamic reference",
        "The dynamic reference '{0}' is read as a reference to the schema with that anchor",
        DiagnosticRuleSeverity.Info,
        "$dynamicRef means another schema wherever an extending one has the same $dynamicAnchor.",
        "The type is that of the anchor in the same file, also in schemas that extend it.",
        "Use $ref, and write out what the extending schemas replace.");

    public static readonly DiagnosticRule PartHeaders = new(
        "LG2023",
        "Headers of a part",
        "The headers of the part '{0}' are not sent",
        DiagnosticRuleSeverity.Info,
        "The encoding of a part of a multipart body declares headers.",
        "The part is sent with its own Content-Disposition and Content-Type alone.",
        "None is needed where the server reads only the part itself; otherwise declare the values as fields.");
}
