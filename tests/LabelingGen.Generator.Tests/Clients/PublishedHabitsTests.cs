using LabelingGen.Core;

namespace LabelingGen.Generator.Tests.Clients;

/// <summary>What published documents do that a textbook does not: each was found in one, and is told here in a few lines.</summary>
public class PublishedHabitsTests
{
    private const string Head = """
        openapi: 3.1.0
        info: { title: Test, version: "1" }
        servers: [ { url: https://api.test } ]

        """;

    [Theory]
    [InlineData("type: array, items: { type: array, items: { type: string, format: binary } }")]
    [InlineData("type: object, properties: { a: { type: string } }, additionalProperties: { type: string, format: binary }")]
    [InlineData("type: array, items: { type: string, format: binary }")]
    public void Raw_bytes_inside_JSON_are_text(string schema)
    {
        Compiles($$"""
            paths:
              /things:
                post:
                  requestBody: { required: true, content: { application/json: { schema: { {{schema}} } } } }
                  responses: { "200": { description: OK, content: { application/json: { schema: { {{schema}} } } } } }
            webhooks:
              happened:
                post:
                  requestBody: { content: { application/json: { schema: { {{schema}} } } } }
                  responses: { "200": { description: OK } }
            """);
    }

    [Fact]
    public void A_deprecated_parameter_may_have_limits() => Compiles("""
        paths:
          /things:
            get:
              parameters: [ { name: start, in: query, deprecated: true, x-not-with: end, schema: { type: string, maxLength: 5 } },
                { name: end, in: query, schema: { type: string } }, { name: a, in: query, schema: { type: string } },
                { name: b, in: query, schema: { type: string } }, { name: c, in: query, schema: { type: string } } ]
              responses: { "204": { description: OK } }
        """);

    [Theory]
    [InlineData("/user", "/user/", "GetUserAsync", "GetUserSlashAsync")]
    [InlineData("/users/{id}", "/users/{id}/", "GetUsersIdAsync", "GetUsersIdSlashAsync")]
    [InlineData("/a-b", "/a_b", "GetABAsync", "GetAB2Async")]
    public void Paths_that_are_all_but_the_same_each_have_a_method(string one, string other, string oneName, string otherName)
    {
        string parameter = one.Contains('{') ? "parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]," : "";
        string operation = $$"""{ get: { {{parameter}} responses: { "204": { description: OK } } } }""";

        GeneratedClient client = GeneratedClient.Of(Head + $$"""
            paths:
              {{one}}: {{operation}}
              {{other}}: {{operation}}
            """);

        Methods(client).ShouldBe([oneName, otherName]);
    }

    [Theory]
    [InlineData("/jira", "getConfiguration", "/mail", "getConfiguration_1", "GetJiraAsync", "GetMailAsync")]
    [InlineData("/jira", "getConfiguration", "/top", "getTop_10", "GetConfigurationAsync", "GetTop10Async")]
    public void Numbers_that_a_framework_counts_equal_names_with_are_no_part_of_a_name(
        string one, string id, string other, string otherId, string oneName, string otherName)
    {
        GeneratedClient client = GeneratedClient.Of(Head + $$"""
            paths:
              {{one}}: { get: { operationId: {{id}}, responses: { "204": { description: OK } } } }
              {{other}}: { get: { operationId: {{otherId}}, responses: { "204": { description: OK } } } }
            """);

        Methods(client).ShouldBe([oneName, otherName]);
    }

    [Fact]
    public async Task A_list_in_the_path_is_joined()
    {
        RunningClient running = Runs("""
            paths:
              /things/{ids}:
                get:
                  operationId: getThings
                  parameters: [ { name: ids, in: path, required: true, schema: { type: array, items: { type: string } } } ]
                  responses: { "204": { description: OK } }
            """);

        await running.Client.GetThingsAsync(new[] { "a", "b/c" });

        running.Last.Target.ShouldBe("/things/a,b%2Fc");
    }

    [Theory]
    [InlineData("Write", "type: object, properties: { write: { type: string }, read: { type: string } }")]
    [InlineData("UnknownProperties", "type: object, properties: { a: { type: string } }")]
    [InlineData("Value", "type: string, enum: [a, value]")]
    [InlineData("IsKnown", "type: string, enum: [a, b]")]
    [InlineData("PrintMembers", "type: integer, enum: [1, 2]")]
    [InlineData("Operation", "type: string, enum: [CLONE, clone, Equals]")]
    [InlineData("Raw", "oneOf: [ { type: string }, { type: integer } ]")]
    public void A_schema_may_be_called_as_a_member_of_every_type_is(string name, string schema)
    {
        Compiles($$"""
            components: { schemas: { {{name}}: { {{schema}} } } }
            paths: {}
            """);
    }

    [Fact]
    public void A_class_may_inherit_a_property_of_its_own_name()
    {
        GeneratedClient client = Compiles("""
            components:
              schemas:
                Base:
                  type: object
                  required: [kind]
                  discriminator: { propertyName: kind }
                  properties: { kind: { type: string }, derived: { type: string }, value: { type: integer } }
                Derived: { allOf: [ { $ref: "#/components/schemas/Base" }, { properties: { own: { type: string } } } ] }
            paths: {}
            """);

        client.Files["Derived.g.cs"].ShouldContain("value.Derived");
    }

    [Fact]
    public void A_base_that_lists_its_kinds_is_no_part_of_them()
    {
        GeneratedClient client = Compiles("""
            components:
              schemas:
                Flow: { type: object, oneOf: [ { $ref: "#/components/schemas/ContactFlow" }, { $ref: "#/components/schemas/PlatformFlow" } ] }
                ContactFlow: { allOf: [ { $ref: "#/components/schemas/Flow" }, { required: [contact], properties: { contact: { type: string } } } ] }
                PlatformFlow: { allOf: [ { $ref: "#/components/schemas/Flow" }, { required: [platform], properties: { platform: { type: string } } } ] }
            paths: {}
            """);

        client.Read.ShouldBeEmpty();
        client.Files["ContactFlow.g.cs"].ShouldContain("sealed partial class ContactFlow : IApiModel");
        client.Files["Flow.g.cs"].ShouldContain("bool TryGetPlatformFlow(");
    }

    [Theory]
    [InlineData("oneOf: [ { $ref: '#/components/schemas/Tree' }, { type: string }, { type: array, items: { $ref: '#/components/schemas/Tree' } } ]")]
    [InlineData("oneOf: [ { $ref: '#/components/schemas/Other' }, { type: integer }, { type: array, items: { $ref: '#/components/schemas/Other' } } ]")]
    [InlineData("discriminator: { propertyName: kind }, oneOf: [ { $ref: '#/components/schemas/Tree' }, { $ref: '#/components/schemas/Leaf' }, { $ref: '#/components/schemas/Fruit' } ]")]
    public void A_union_among_its_own_alternatives_is_none_of_them(string tree)
    {
        Compiles($$"""
            components:
              schemas:
                Tree: { {{tree}} }
                Other: { anyOf: [ { $ref: "#/components/schemas/Tree" }, { type: boolean } ] }
                Leaf: { type: object, required: [kind, a], properties: { kind: { type: string }, a: { type: string } } }
                Fruit: { type: object, required: [kind, b], properties: { kind: { type: string }, b: { type: string } } }
            paths: {}
            """);
    }

    [Fact]
    public async Task An_expression_in_the_path_takes_several_segments()
    {
        RunningClient running = Runs("""
            paths:
              /v1/{+name}:get:
                get:
                  operationId: getThing
                  parameters: [ { name: name, in: path, required: true, schema: { type: string } } ]
                  responses: { "204": { description: OK } }
            """);

        await running.Client.GetThingAsync("projects/p 1/things/t?x");

        running.Last.Target.ShouldBe("/v1/projects/p%201/things/t%3Fx:get");
        await Should.ThrowAsync<ArgumentException>(async () => await running.Client.GetThingAsync("projects/../t"));
        await Should.ThrowAsync<ArgumentException>(async () => await running.Client.GetThingAsync("projects//t"));
    }

    [Fact]
    public async Task A_link_to_the_next_page_may_have_a_dot_in_its_name()
    {
        RunningClient running = Runs("""
            paths:
              /things:
                get:
                  operationId: listThings
                  x-ms-pageable: { nextLinkName: odata.nextLink }
                  responses:
                    "200":
                      description: OK
                      content:
                        application/json:
                          schema:
                            type: object
                            properties:
                              value: { type: array, items: { type: string } }
                              odata.nextLink: { type: string }
            """)
            .Answer("""{"value":["a"],"odata.nextLink":"https://api.test/things?page=2"}""").Answer("""{"value":["b"]}""");

        List<string> found = [];
        await foreach (string item in (IAsyncEnumerable<string>)running.Client.ListThingsAsync())
            found.Add(item);

        found.ShouldBe(["a", "b"]);
        running.Sent.Select(sent => sent.Target).ShouldBe(["/things", "/things?page=2"]);
    }

    [Fact]
    public void Lines_of_any_JSON_are_a_body()
    {
        Compiles("""
            paths:
              /bulk:
                post:
                  requestBody: { required: true, content: { application/x-ndjson: { schema: {} } } }
                  responses: { "204": { description: OK } }
            """);
    }

    private static GeneratedClient Compiles(string document)
    {
        GeneratedClient client = GeneratedClient.Of(Head + document);
        client.Compile().ShouldBeEmpty();
        return client;
    }

    private static RunningClient Runs(string document) => RunningClient.Of(Head + document);

    private static IEnumerable<string> Methods(GeneratedClient client) => client.Load().GetType("Test.Api.TestClient").ShouldNotBeNull()
        .GetMethods().Select(method => method.Name).Where(name => name.EndsWith("Async", StringComparison.Ordinal));
}
