namespace LabelingGen.Generator.Reading.OpenApi.Validation;

internal enum FieldKind
{
    Any,
    Text,
    Boolean,
    Number,
    Object,
    List,
    Map,
}

/// <param name="Type">Name of the object type, of the items or of the values; null where they may be anything.</param>
internal sealed record FieldRule(FieldKind Kind, string? Type, bool Required);

/// <param name="Open">Entries that are not listed are allowed (schemas).</param>
/// <param name="Values">For objects that are maps with some fixed entries: the type of every other entry.</param>
internal sealed record ObjectRule(string Name, IReadOnlyDictionary<string, FieldRule> Fields, bool Open, string? Values)
{
    /// <summary>The version's own entry is not asked for: without it the document would not have come this far.</summary>
    public IReadOnlyList<string> Required { get; } =
        Fields.Where(f => f.Value.Required && f.Key is not ("openapi" or "swagger")).Select(f => f.Key).ToList();
}

/// <summary>
/// The objects of OpenAPI with their entries, from the specifications 2.0, 3.0.4, 3.1.1 and 3.2.0. One line each: <c>name: entry:type
/// entry!:type</c>; <c>!</c> = required,
/// <c>[]T</c> = list, <c>{}T</c> = mapping, <c>~</c> = further entries are fine, <c>*:T</c> = every other entry.
/// </summary>
internal static class StructureTable
{
    private const string Common = """
        Info: title!:text version!:text summary:text description:text termsOfService:text contact:Contact license:License
        Contact: name:text url:text email:text
        License: name!:text identifier:text url:text
        Tag: name!:text summary:text description:text externalDocs:ExternalDocs parent:text kind:text
        ExternalDocs: url!:text description:text
        Schema: ~ properties:{}Schema items:any additionalProperties:Schema allOf:[]Schema oneOf:[]Schema anyOf:[]Schema not:Schema
          prefixItems:[]Schema patternProperties:{}Schema xml:Xml externalDocs:ExternalDocs
        """;

    private const string Version3 = """
        OpenApi: openapi!:text $self:text info!:Info jsonSchemaDialect:text servers:[]Server paths:Paths webhooks:{}PathItem
          components:Components security:[]any tags:[]Tag externalDocs:ExternalDocs
        Server: url!:text name:text description:text variables:{}ServerVariable
        ServerVariable: default!:text enum:[]any description:text
        Components: schemas:{}Schema responses:{}Response parameters:{}Parameter examples:{}Example requestBodies:{}RequestBody
          headers:{}Header securitySchemes:{}SecurityScheme links:{}Link callbacks:{}Callback pathItems:{}PathItem mediaTypes:{}MediaType
        Paths: *:PathItem
        PathItem: summary:text description:text get:Operation put:Operation post:Operation delete:Operation options:Operation
          head:Operation patch:Operation trace:Operation query:Operation additionalOperations:{}Operation servers:[]Server
          parameters:[]Parameter
        Operation: tags:[]text summary:text description:text externalDocs:ExternalDocs operationId:text parameters:[]Parameter
          requestBody:RequestBody responses:Responses callbacks:{}Callback deprecated:bool security:[]any servers:[]Server
        Parameter: name!:text in!:text description:text required:bool deprecated:bool allowEmptyValue:bool style:text explode:bool
          allowReserved:bool schema:Schema content:{}MediaType example:any examples:any
        RequestBody: description:text content!:{}MediaType required:bool
        MediaType: schema:Schema itemSchema:Schema example:any examples:any encoding:{}Encoding prefixEncoding:[]Encoding
          itemEncoding:Encoding description:text
        Encoding: contentType:text headers:{}Header style:text explode:bool allowReserved:bool encoding:{}Encoding
          prefixEncoding:[]Encoding itemEncoding:Encoding
        Responses: *:Response
        Response: summary:text description:text headers:{}Header content:{}MediaType links:{}Link
        Callback: *:PathItem
        Example: summary:text description:text value:any dataValue:any serializedValue:text externalValue:text
        Link: operationRef:text operationId:text parameters:any requestBody:any description:text server:Server
        Header: description:text required:bool deprecated:bool allowEmptyValue:bool style:text explode:bool schema:Schema
          content:{}MediaType example:any examples:any
        SecurityScheme: type!:text description:text name:text in:text scheme:text bearerFormat:text flows:Flows openIdConnectUrl:text
          oauth2MetadataUrl:text deprecated:bool
        Flows: implicit:Flow password:Flow clientCredentials:Flow authorizationCode:Flow deviceAuthorization:Flow
        Flow: authorizationUrl:text deviceAuthorizationUrl:text tokenUrl:text refreshUrl:text scopes!:any
        Xml: nodeType:text name:text namespace:text prefix:text attribute:bool wrapped:bool
        """;

    private const string Version2 = """
        OpenApi: swagger!:text info!:Info host:text basePath:text schemes:[]text consumes:any produces:any paths!:Paths
          definitions:{}Schema parameters:{}Parameter responses:{}Response securityDefinitions:{}SecurityScheme security:[]any tags:[]Tag
          externalDocs:ExternalDocs
        Paths: *:PathItem
        PathItem: get:Operation put:Operation post:Operation delete:Operation options:Operation head:Operation patch:Operation
          parameters:[]Parameter
        Operation: tags:[]text summary:text description:text externalDocs:ExternalDocs operationId:text consumes:any produces:any
          parameters:[]Parameter responses:Responses schemes:[]text deprecated:bool security:[]any
        Parameter: ~ name!:text in!:text description:text required:bool schema:Schema
        Responses: *:Response
        Response: description:text schema:Schema headers:{}Header examples:any
        Header: ~ description:text
        SecurityScheme: type!:text description:text name:text in:text flow:text authorizationUrl:text tokenUrl:text scopes:any
        Xml: name:text namespace:text prefix:text attribute:bool wrapped:bool
        """;

    /// <summary>A table per version: rules of the same entries differ in what one entry says about another.</summary>
    private static readonly IReadOnlyDictionary<string, ObjectRule>?[] Tables =
        new IReadOnlyDictionary<string, ObjectRule>?[(int)SpecVersion.OpenApi32 + 1];

    // A race makes a table twice at worst.
    public static IReadOnlyDictionary<string, ObjectRule> For(SpecVersion version) =>
        Tables[(int)version] ??= Parse(Common + "\n" + (version == SpecVersion.Swagger2 ? Version2 : Version3));

    private static Dictionary<string, ObjectRule> Parse(string table)
    {
        Dictionary<string, ObjectRule> rules = new(StringComparer.Ordinal);
        foreach (string line in table.Replace("\n  ", " ").Split('\n'))
        {
            int colon = line.IndexOf(':');
            string name = line.Substring(0, colon).Trim();
            Dictionary<string, FieldRule> fields = new(StringComparer.Ordinal);
            bool open = false;
            string? values = null;
            foreach (string word in line.Substring(colon + 1).Trim().Split(' '))
            {
                int at = word.LastIndexOf(':');
                string type = word.Substring(at + 1);
                if (word == "~")
                    open = true;
                else if (word[0] == '*')
                    values = type;
                else
                    fields.Add(word.Substring(0, at).TrimEnd('!'), Field(type, word[at - 1] == '!'));
            }

            rules.Add(name, new ObjectRule(name, fields, open, values));
        }

        return rules;
    }

    private static FieldRule Field(string type, bool required) => type switch
    {
        "any" => new FieldRule(FieldKind.Any, null, required),
        "text" => new FieldRule(FieldKind.Text, null, required),
        "bool" => new FieldRule(FieldKind.Boolean, null, required),
        "number" => new FieldRule(FieldKind.Number, null, required),
        _ when type.StartsWith("[]", StringComparison.Ordinal) => new FieldRule(FieldKind.List, TypeOrNull(type.Substring(2)), required),
        _ when type.StartsWith("{}", StringComparison.Ordinal) => new FieldRule(FieldKind.Map, TypeOrNull(type.Substring(2)), required),
        _ => new FieldRule(FieldKind.Object, type, required),
    };

    private static string? TypeOrNull(string type) => type is "any" or "text" ? null : type;
}
