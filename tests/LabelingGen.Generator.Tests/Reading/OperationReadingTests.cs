using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>Operations, parameters, bodies, answers, security and servers.</summary>
public class OperationReadingTests
{
    private const string Head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";

    private static readonly PrimitiveSchema Text = new(PrimitiveKind.String);

    [Fact]
    public void An_operation_overrides_the_parameters_of_its_path()
    {
        Operation operation = SpecReading.Read(Head + """
            paths:
              /pets/{id}:
                summary: Of the path.
                parameters:
                  - {name: id, in: path, required: true, schema: {type: string}}
                  - {name: q, in: query, schema: {type: string}}
                get:
                  operationId: getPet
                  tags: [Pets, Pets, Other]
                  deprecated: true
                  parameters:
                    - {name: q, in: query, description: Mine., required: true, schema: {type: integer}}
                  responses: {'200': {description: ok}}
            """).Operation("GET /pets/{id}");

        operation.Parameters.Select(p => (p.Name, p.Location, p.Required, p.Description)).ShouldBe(
            [("id", ParameterLocation.Path, true, null), ("q", ParameterLocation.Query, true, "Mine.")]);
        operation.Summary.ShouldBe("Of the path.");
        operation.Tags.ShouldBe(EquatableArray.Create("Pets", "Other"));
        operation.Deprecated.ShouldBeTrue();
        operation.OperationId.ShouldBe("getPet");
    }

    [Theory]
    [InlineData("in: query", "Form", true)]
    [InlineData("in: query, explode: false", "Form", false)]
    [InlineData("in: query, style: spaceDelimited", "SpaceDelimited", false)]
    [InlineData("in: query, style: pipeDelimited, explode: true", "PipeDelimited", true)]
    [InlineData("in: query, style: deepObject, explode: true", "DeepObject", true)]
    [InlineData("in: header", "Simple", false)]
    [InlineData("in: header, explode: true", "Simple", true)]
    [InlineData("in: cookie", "Form", true)]
    [InlineData("in: query, style: label", "Form", true)]
    public void A_style_is_read_with_its_default(string parameter, string style, bool explode)
    {
        Parameter read = SpecReading.Read(Head + $$"""
            paths: {/a: {get: {responses: {}, parameters: [{name: p, {{parameter}}, schema: {type: array, items: {type: string} } }]} } }
            """).Operation("GET /a").Parameters.ShouldHaveSingleItem();

        (read.Style.ToString(), read.Explode).ShouldBe((style, explode));
    }

    [Theory]
    [InlineData("label", "Label")]
    [InlineData("matrix", "Matrix")]
    [InlineData("simple", "Simple")]
    public void A_path_parameter_has_styles_of_its_own(string style, string expected) => SpecReading.Read(Head + $$"""
        paths: {'/a/{p}': {get: {responses: {}, parameters: [{name: p, in: path, required: true, style: {{style}}, schema: {type: string} }]} } }
        """).Operation("GET /a/{p}").Parameters.ShouldHaveSingleItem().Style.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("csv", "Form", false)]
    [InlineData("multi", "Form", true)]
    [InlineData("ssv", "SpaceDelimited", false)]
    [InlineData("tsv", "TabDelimited", false)]
    [InlineData("pipes", "PipeDelimited", false)]
    public void A_collection_format_of_2_0_is_a_style(string format, string style, bool explode)
    {
        Parameter read = SpecReading.Read($$"""
            swagger: '2.0'
            info: { title: T, version: '1' }
            paths: {/a: {get: {responses: {}, parameters: [{name: p, in: query, type: array, items: {type: integer}, collectionFormat: {{format}} }]} } }
            """).Operation("GET /a").Parameters.ShouldHaveSingleItem();

        (read.Style.ToString(), read.Explode).ShouldBe((style, explode));
        read.Schema.ShouldBe(new ArraySchema(new PrimitiveSchema(PrimitiveKind.Integer)));
    }

    [Fact]
    public void A_parameter_may_be_described_by_content_or_stand_elsewhere()
    {
        Operation operation = SpecReading.Read(Head + """
            paths:
              /a:
                get:
                  responses: {}
                  parameters:
                    - {name: filter, in: query, content: {application/json: {schema: {type: object}}}}
                    - $ref: '#/components/parameters/Page'
            components:
              parameters:
                Page: {$ref: '#/components/parameters/Page2'}
                Page2: {name: page, in: query, schema: {type: integer, default: 1}}
            """).Operation("GET /a");

        operation.Parameters[0].ContentType.ShouldBe("application/json");
        (operation.Parameters[1].Name, operation.Parameters[1].Schema.DefaultJson).ShouldBe(("page", "1"));
    }

    [Fact]
    public void A_path_parameter_that_nobody_defines_is_a_text()
    {
        Operation operation = SpecReading.Read(Head + "paths: {'/a/{x}/{y}': {get: {responses: {}}}}").Operation("GET /a/{x}/{y}");

        operation.Parameters.Select(p => (p.Name, p.Schema)).ShouldBe([("x", Text), ("y", Text)]);
    }

    [Fact]
    public void A_body_has_its_media_types_with_encodings()
    {
        RequestBody body = SpecReading.Read(Head + """
            paths:
              /a:
                post:
                  requestBody:
                    required: true
                    content:
                      application/json; charset=utf-8: {schema: {type: object}}
                      multipart/form-data:
                        schema: {type: object, properties: {file: {type: string, format: binary}, meta: {type: object}}}
                        encoding: {meta: {contentType: application/json}, file: {style: form, explode: false}}
                      application/octet-stream: {}
                      text/csv: {schema: {}}
                      application/x-ndjson: {schema: {type: array, items: {type: string}}}
                      application/jsonl: {itemSchema: {type: string}}
                  responses: {}
            """).Operation("POST /a").Body.ShouldNotBeNull();

        body.Required.ShouldBeTrue();
        body.Contents.Select(c => c.MediaType).ShouldBe(
            ["application/json", "multipart/form-data", "application/octet-stream", "text/csv", "application/x-ndjson",
                "application/jsonl"]);
        body.Contents[1].Encodings.ShouldBe(EquatableArray.Create(
            new PartEncoding("meta", "application/json", null, null), new PartEncoding("file", null, ParameterStyle.Form, false)));
        body.Contents[2].Schema.ShouldBe(new PrimitiveSchema(PrimitiveKind.Binary));
        body.Contents[3].Schema.ShouldBe(Text);
        body.Contents[4].ItemSchema.ShouldBe(Text);
        body.Contents[5].ItemSchema.ShouldBe(Text);
    }

    [Fact]
    public void The_forms_and_bodies_of_2_0_are_bodies()
    {
        ReadResult result = SpecReading.Read("""
            swagger: '2.0'
            info: { title: T, version: '1' }
            consumes: [application/json, application/xml]
            paths:
              /body: {post: {responses: {}, parameters: [{name: b, in: body, required: true, schema: {type: string}}]}}
              /form: {post: {responses: {}, parameters: [{name: a, in: formData, type: string, required: true}, {name: l, in: formData, type: array, items: {type: string}, collectionFormat: multi}]}}
              /file: {post: {responses: {}, consumes: [application/x-www-form-urlencoded], parameters: [{name: f, in: formData, type: file}]}}
            """);

        result.Operation("POST /body").Body!.Contents.Select(c => (c.MediaType, c.Schema))
            .ShouldBe([("application/json", Text), ("application/xml", Text)]);
        MediaContent form = result.Operation("POST /form").Body!.Contents.ShouldHaveSingleItem();
        form.MediaType.ShouldBe("application/x-www-form-urlencoded");
        form.Schema.ShouldBeOfType<ObjectSchema>().Properties.Select(p => (p.Name, p.Required)).ShouldBe([("a", true), ("l", false)]);
        form.Encodings.ShouldHaveSingleItem().ShouldBe(new PartEncoding("l", null, ParameterStyle.Form, true));
        MediaContent file = result.Operation("POST /file").Body!.Contents.ShouldHaveSingleItem();
        file.MediaType.ShouldBe("multipart/form-data");
        file.Schema.Property("f").ShouldBe(new PrimitiveSchema(PrimitiveKind.Binary));
    }

    [Fact]
    public void Answers_are_read_by_status_with_headers()
    {
        Operation operation = SpecReading.Read(Head + """
            paths:
              /a:
                get:
                  responses:
                    200: {description: ok, headers: {X-Total: {schema: {type: integer}}}, content: {application/json: {schema: {type: string}}}}
                    4xx: {$ref: '#/components/responses/Bad'}
                    '204': {description: empty}
                    Default: {description: other}
                    x-note: {}
            components:
              responses:
                Bad: {description: bad, content: {application/problem+json: {schema: {type: object}}}}
            """).Operation("GET /a");

        operation.Responses.Select(r => (r.Status, r.Description, r.Contents.Count)).ShouldBe(
            [("200", "ok", 1), ("4XX", "bad", 1), ("204", "empty", 0), ("default", "other", 0)]);
        operation.Responses[0].Headers.ShouldHaveSingleItem()
            .ShouldBe(new ResponseHeader("X-Total", new PrimitiveSchema(PrimitiveKind.Integer), null));
    }

    [Fact]
    public void An_answer_of_2_0_comes_in_what_the_document_produces()
    {
        ReadResult result = SpecReading.Read("""
            swagger: '2.0'
            info: { title: T, version: '1' }
            produces: [application/json]
            paths:
              /a: {get: {responses: {200: {description: ok, schema: {type: string}, headers: {X-A: {type: integer}}}}}}
              /b: {get: {produces: [text/plain], responses: {200: {description: ok, schema: {type: string}}}}}
            """);

        result.Operation("GET /a").Responses[0].Contents.ShouldHaveSingleItem().MediaType.ShouldBe("application/json");
        result.Operation("GET /a").Responses[0].Headers[0].Schema.ShouldBe(new PrimitiveSchema(PrimitiveKind.Integer));
        result.Operation("GET /b").Responses[0].Contents.ShouldHaveSingleItem().MediaType.ShouldBe("text/plain");
    }

    [Fact]
    public void Security_schemes_and_requirements_are_read()
    {
        ApiModel model = SpecReading.Read(Head + """
            security: [{Key: []}, {}]
            paths:
              /a: {get: {security: [], responses: {}}}
              /b: {get: {security: [{Key: [], OAuth: [read]}], responses: {}}}
              /c: {get: {responses: {}}}
            components:
              securitySchemes:
                Key: {type: apiKey, in: header, name: X-Key, x-environment: MY_KEY, x-prefix: 'Token '}
                Basic: {type: http, scheme: BASIC, x-basic-username-only: true}
                Bearer: {type: http, scheme: bearer}
                Other: {type: http, scheme: Hawk}
                OAuth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a', scopes: {read: '', write: ''}}}}
                Id: {type: openIdConnect, openIdConnectUrl: 'https://a'}
                Tls: {type: mutualTLS}
            """).Model.ShouldNotBeNull();

        model.SecuritySchemes.Select(s => (s.Id, s.Kind, s.HttpScheme)).ShouldBe(
        [
            ("Key", SecurityKind.ApiKey, null), ("Basic", SecurityKind.Basic, "Basic"), ("Bearer", SecurityKind.Bearer, "Bearer"),
            ("Other", SecurityKind.Http, "Hawk"), ("OAuth", SecurityKind.OAuth2, "Bearer"), ("Id", SecurityKind.OpenIdConnect, "Bearer"),
            ("Tls", SecurityKind.MutualTls, null),
        ]);
        (model.SecuritySchemes[0].Environment, model.SecuritySchemes[0].Prefix, model.SecuritySchemes[1].BasicUserNameOnly)
            .ShouldBe(("MY_KEY", "Token ", true));
        model.SecuritySchemes[4].Scopes.ShouldBe(EquatableArray.Create("read", "write"));
        model.Security.Select(r => string.Join("+", r.SchemeIds)).ShouldBe(["Key", ""]);
        model.Operations.Select(o => o.Security is null ? "inherited"
            : string.Join(",", o.Security.Select(r => string.Join("+", r.SchemeIds))))
            .ShouldBe(["", "Key+OAuth", "inherited"]);
    }

    [Fact]
    public void Servers_are_read_with_variables_and_relative_ones_stay_relative()
    {
        ApiModel model = SpecReading.Read(Head + """
            servers:
              - {url: 'https://{region}.example.com/v1', variables: {region: {default: eu, enum: [eu, us]}}}
              - {url: /v2}
            paths:
              /a: {servers: [{url: 'https://path.example.com'}], get: {responses: {}}, post: {servers: [{url: 'https://op.example.com'}], responses: {}}}
            """).Model.ShouldNotBeNull();

        model.Servers.Select(s => s.Url).ShouldBe(["https://{region}.example.com/v1", "/v2"]);
        model.Servers[0].Variables.ShouldHaveSingleItem()
            .ShouldBe(new ServerVariable("region", "eu", null, EquatableArray.Create("eu", "us")));
        model.Operations.Select(o => o.Server?.Url).ShouldBe(["https://path.example.com", "https://op.example.com"]);
    }

    [Theory]
    [InlineData("host: api.example.com\nbasePath: /v1/\nschemes: [http, https]", "https://api.example.com/v1 http://api.example.com/v1")]
    [InlineData("host: api.example.com", "https://api.example.com")]
    [InlineData("basePath: v1", "/v1")]
    [InlineData("x-a: 1", "")]
    public void The_address_of_2_0_is_put_together(string text, string urls) => string.Join(" ", SpecReading.Read(
        "swagger: '2.0'\ninfo: { title: T, version: '1' }\npaths: {}\n" + text).Model!.Servers.Select(s => s.Url)).ShouldBe(urls);

    [Fact]
    public void A_path_item_may_stand_elsewhere()
    {
        ReadResult result = SpecReading.Read(Head + """
            paths:
              /a: {$ref: '#/components/pathItems/A', post: {responses: {}}}
            components:
              pathItems:
                A: {get: {responses: {}}, post: {operationId: hidden, responses: {}}}
            """);

        result.Model!.Operations.Select(o => (o.Id, o.OperationId)).ShouldBe([("POST /a", null), ("GET /a", null)]);
    }

    [Fact]
    public void Webhooks_and_callbacks_are_messages_to_the_user()
    {
        ApiModel model = SpecReading.Read(Head + """
            webhooks:
              done: {post: {description: It is done., requestBody: {content: {application/json: {schema: {type: string}}}}}}
            paths:
              /a:
                post:
                  responses: {}
                  callbacks:
                    onEvent: {'{$request.body#/url}': {post: {requestBody: {content: {application/json: {schema: {type: integer}}}}}}}
            """).Model.ShouldNotBeNull();

        model.Webhooks.ShouldBe(EquatableArray.Create(
            new Webhook("done", "POST", "It is done.", Text),
                new Webhook("onEvent", "POST", null, new PrimitiveSchema(PrimitiveKind.Integer))));
    }

    [Fact]
    public void A_second_operation_of_a_name_loses_it_unless_its_tag_differs()
    {
        ReadResult result = SpecReading.Read(Head + """
            paths:
              /a: {get: {operationId: list, tags: [A], responses: {}}, post: {operationId: list, tags: [A], responses: {}}}
              /b: {get: {operationId: list, tags: [B], responses: {}}}
            """);

        result.Model!.Operations.Select(o => o.OperationId).ShouldBe(["list", null, "list"]);
    }

    [Theory]
    [InlineData("A", "", "", "", "GET /a|Used")]
    [InlineData("", "A", "", "", "GET /b|Other")]
    [InlineData("", "", "/b*", "", "GET /b|Other")]
    [InlineData("", "", "", "/b", "GET /a|Used")]
    public void Filters_leave_operations_and_unused_schemas_out(string includeTag, string excludeTag, string includePath,
        string excludePath, string expected)
    {
        ReadOptions options = new()
        {
            IncludeTags = List(includeTag),
            ExcludeTags = List(excludeTag),
            IncludePaths = List(includePath),
            ExcludePaths = List(excludePath),
        };
        ApiModel model = SpecReading.Read(Head + """
            paths:
              /a: {get: {tags: [A], responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Used'}}}}}}}
              /b: {get: {tags: [B], responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Other'}}}}}}}
            components:
              schemas:
                Used: {type: object, properties: {a: {type: string}}}
                Other: {type: object, properties: {a: {type: string}}}
                Nobody: {type: object, properties: {a: {type: string}}}
            """, options).Model.ShouldNotBeNull();

        string.Join(" ", model.Operations.Select(o => o.Id)).ShouldBe(expected.Split('|')[0]);
        string.Join(" ", model.Schemas.Select(s => s.Name)).ShouldBe(expected.Split('|')[1]);

        static EquatableArray<string> List(string item) => item.Length == 0 ? EquatableArray<string>.Empty : EquatableArray.Create(item);
    }
}
