namespace LabelingGen.Generator.Tests.Clients;

/// <summary>Every style of every kind of parameter, from the document to the bytes.</summary>
public class ParameterWireTests
{
    private const string Head = """
        openapi: 3.0.3
        info: { title: Test, version: "1" }
        servers: [ { url: https://api.test/base } ]
        paths:
        """;

    [Theory]
    [InlineData("query", "form", true, "?x=a&x=b%2Cc")]
    [InlineData("query", "form", false, "?x=a,b%2Cc")]
    [InlineData("query", "spaceDelimited", false, "?x=a%20b%2Cc")]
    [InlineData("query", "pipeDelimited", false, "?x=a%7Cb%2Cc")]
    public async Task Lists_in_the_query(string location, string style, bool explode, string query)
    {
        RunningClient running = Client(location, style, explode, "{ type: array, items: { type: string } }");

        await running.Client.ListThingsAsync(new[] { "a", "b,c" });

        running.Last.Target.ShouldBe("/base/things" + query);
    }

    [Theory]
    [InlineData("csv", "?x=a,b%2Cc")]
    [InlineData("ssv", "?x=a%20b%2Cc")]
    [InlineData("tsv", "?x=a%09b%2Cc")]
    [InlineData("pipes", "?x=a%7Cb%2Cc")]
    [InlineData("multi", "?x=a&x=b%2Cc")]
    public async Task Lists_of_2_0_in_the_query(string collectionFormat, string query)
    {
        RunningClient running = RunningClient.Of($$"""
            swagger: "2.0"
            info: { title: Test, version: "1" }
            host: api.test
            basePath: /base
            schemes: [https]
            paths:
              /things:
                get:
                  operationId: listThings
                  parameters:
                    - { name: x, in: query, required: true, type: array, items: { type: string }, collectionFormat: {{collectionFormat}} }
                  responses: { "204": { description: Done } }
            """);

        await running.Client.ListThingsAsync(new[] { "a", "b,c" });

        running.Last.Target.ShouldBe("/base/things" + query);
    }

    [Theory]
    [InlineData("csv", "x=a%2Cb")]
    [InlineData("tsv", "x=a%09b")]
    [InlineData("multi", "x=a&x=b")]
    public async Task Lists_of_2_0_in_a_form(string collectionFormat, string body)
    {
        RunningClient running = RunningClient.Of($$"""
            swagger: "2.0"
            info: { title: Test, version: "1" }
            host: api.test
            schemes: [https]
            paths:
              /things:
                post:
                  operationId: sendThing
                  consumes: [application/x-www-form-urlencoded]
                  parameters:
                    - { name: x, in: formData, required: true, type: array, items: { type: string }, collectionFormat: {{collectionFormat}} }
                  responses: { "204": { description: Done } }
            """);

        await running.Client.SendThingAsync(new[] { "a", "b" });

        running.Last.Body.ShouldBe(body);
    }

    [Theory]
    [InlineData("form", true, "?r=1&g=2")]
    [InlineData("form", false, "?x=r,1,g,2")]
    [InlineData("deepObject", true, "?x%5Br%5D=1&x%5Bg%5D=2")]
    public async Task Objects_in_the_query(string style, bool explode, string query)
    {
        RunningClient running = Client(
            "query", style, explode,
            "{ title: Color, type: object, properties: { r: { type: integer }, g: { type: integer }, b: { type: integer } } }");
        dynamic color = running.New(
            running.Assembly.GetTypes().Single(type => type.GetProperty("R") is not null && type.GetProperty("B") is not null).Name);
        color.R = 1L;
        color.G = 2L;

        await running.Client.ListThingsAsync(color);

        running.Last.Target.ShouldBe("/base/things" + query);
    }

    [Fact]
    public async Task Maps_in_the_query()
    {
        RunningClient running = Client("query", "deepObject", true, "{ type: object, additionalProperties: { type: string } }");

        await running.Client.ListThingsAsync(new Dictionary<string, string> { ["a b"] = "1" });

        running.Last.Target.ShouldBe("/base/things?x%5Ba%20b%5D=1");
    }

    [Theory]
    [InlineData("{ type: boolean }", true, "true")]
    [InlineData("{ type: integer, format: int64 }", 9007199254740993L, "9007199254740993")]
    [InlineData("{ type: number }", 0.1, "0.1")]
    [InlineData("{ type: string }", "a&b=c", "a%26b%3Dc")]
    public async Task Scalars_in_the_query(string schema, object value, string text)
    {
        RunningClient running = Client("query", "form", true, schema);

        await running.Client.ListThingsAsync((dynamic)value);

        running.Last.Target.ShouldBe("/base/things?x=" + text);
    }

    [Fact]
    public async Task Dates_are_written_as_the_format_says()
    {
        RunningClient running = Client("query", "form", true, "{ type: string, format: date }");

        await running.Client.ListThingsAsync(new DateOnly(2024, 5, 1));

        running.Last.Target.ShouldBe("/base/things?x=2024-05-01");
    }

    [Theory]
    [InlineData("simple", false, "/base/things/a%2Fb")]
    [InlineData("label", false, "/base/things/.a%2Fb")]
    [InlineData("matrix", false, "/base/things/;x=a%2Fb")]
    public async Task Path_parameters_cannot_change_the_route(string style, bool explode, string target)
    {
        RunningClient running = PathClient(style, explode, "{ type: string }");

        await running.Client.GetThingAsync("a/b");

        running.Last.Target.ShouldBe(target);
    }

    [Theory]
    [InlineData("simple", false, "/base/things/a,b")]
    [InlineData("label", true, "/base/things/.a.b")]
    [InlineData("matrix", true, "/base/things/;x=a;x=b")]
    public async Task Lists_in_the_path(string style, bool explode, string target)
    {
        RunningClient running = PathClient(style, explode, "{ type: array, items: { type: string } }");

        await running.Client.GetThingAsync(new[] { "a", "b" });

        running.Last.Target.ShouldBe(target);
    }

    [Theory]
    [InlineData("simple", false, "/base/things/r,1")]
    [InlineData("simple", true, "/base/things/r=1")]
    [InlineData("label", true, "/base/things/.r=1")]
    [InlineData("matrix", false, "/base/things/;x=r,1")]
    [InlineData("matrix", true, "/base/things/;r=1")]
    public async Task Objects_in_the_path(string style, bool explode, string target)
    {
        RunningClient running = PathClient(style, explode, "{ type: object, additionalProperties: { type: integer } }");

        await running.Client.GetThingAsync(new Dictionary<string, long> { ["r"] = 1 });

        running.Last.Target.ShouldBe(target);
    }

    [Theory]
    [InlineData("header", false, "X", "r,1")]
    [InlineData("header", true, "X", "r=1")]
    [InlineData("cookie", false, "Cookie", "x=r%2C1")]
    [InlineData("cookie", true, "Cookie", "r=1")]
    public async Task Objects_in_headers_and_cookies(string location, bool explode, string header, string value)
    {
        RunningClient running = Client(
            location, location == "header" ? "simple" : "form", explode, "{ type: object, additionalProperties: { type: integer } }");

        await running.Client.ListThingsAsync(new Dictionary<string, long> { ["r"] = 1 });

        running.Last.Headers[header].ShouldBe(value);
    }

    [Fact]
    public void An_empty_path_parameter_is_refused_by_its_name_before_anything_is_sent()
    {
        RunningClient running = PathClient("simple", false, "{ type: string }");

        ArgumentException error = Should.Throw<ArgumentException>(() => running.Client.GetThingAsync(""));

        error.ParamName.ShouldBe("x");
        running.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{ type: integer, minimum: 1, maximum: 100 }", 101L)]
    [InlineData("{ type: integer, minimum: 1, exclusiveMinimum: true }", 1L)]
    [InlineData("{ type: string, maxLength: 3 }", "four")]
    public void A_value_outside_its_limits_is_refused_by_its_name(string schema, object value)
    {
        RunningClient running = Client("query", "form", true, schema);

        ArgumentException error = Should.Throw<ArgumentException>(() => running.Client.ListThingsAsync((dynamic)value));

        error.ParamName.ShouldBe("x");
        running.Sent.ShouldBeEmpty();
    }

    [Fact]
    public void Parameters_that_exclude_one_another_are_refused_together()
    {
        RunningClient running = RunningClient.Of(Head + """

              /things:
                get:
                  operationId: listThings
                  parameters:
                    - { name: revision, in: query, x-not-with: version, schema: { type: string } }
                    - { name: version, in: query, schema: { type: string } }
                  responses: { "204": { description: Done } }
            """);

        ArgumentException error = Should.Throw<ArgumentException>(() => running.Client.ListThingsAsync("r", "v"));

        error.ParamName.ShouldBe("revision");
        error.Message.ShouldContain("version");
    }

    [Fact]
    public async Task A_page_that_the_server_insists_on_need_not_be_given()
    {
        RunningClient running = RunningClient.Of(Head + """

              /things:
                get:
                  operationId: listThings
                  parameters:
                    - { name: offset, in: query, required: true, schema: { type: integer, format: int32 } }
                    - { name: limit, in: query, required: true, schema: { type: integer, format: int32 } }
                    - { name: tag, in: query, schema: { type: string } }
                  responses: { "200": { description: Done, content: { application/json: { schema: { type: array, items: { type: string } } } } } }
                  x-pagination: { style: offset, items: "", input: offset, size: limit, defaultSize: 50 }
            """);
        running.Answer("[]");

        await foreach (string unused in (IAsyncEnumerable<string>)running.Client.ListThingsAsync())
            unused.ShouldBeNull();

        running.Last.Target.ShouldBe("/base/things?offset=0&limit=50");
    }

    [Fact]
    public async Task An_enum_of_known_values_only_refuses_others_by_its_name()
    {
        RunningClient running = Client(
            "query", "form", true, "{ type: string, title: Color, enum: [red, blue], x-known-values-only: true }");
        Type color = running.Assembly.GetTypes().Single(type => type.GetProperty("Red") is not null);
        dynamic Value(string text) => Activator.CreateInstance(color, text)!;

        ArgumentException error = Should.Throw<ArgumentException>(() => running.Client.ListThingsAsync(Value("green")));
        await running.Client.ListThingsAsync(Value("red"));

        error.ParamName.ShouldBe("x");
        error.Message.ShouldContain("green");
        running.Sent.ShouldHaveSingleItem().Target.ShouldBe("/base/things?x=red");
    }

    [Fact]
    public async Task Headers_and_cookies()
    {
        RunningClient running = RunningClient.Of(Head + """

              /things:
                get:
                  operationId: listThings
                  parameters:
                    - { name: X-Trace, in: header, required: true, schema: { type: array, items: { type: integer } } }
                    - { name: session, in: cookie, required: true, schema: { type: string } }
                    - { name: X-Version, in: header, required: true, schema: { type: string, enum: ["2024-01-01"] } }
                  responses: { "204": { description: Done } }
            """);

        await running.Client.ListThingsAsync(new[] { 1L, 2L }, "a;b");

        running.Last.Headers["X-Trace"].ShouldBe("1,2");
        running.Last.Headers["Cookie"].ShouldBe("session=a%3Bb");
        running.Last.Headers["X-Version"].ShouldBe("2024-01-01", "a value with no choice is sent without asking");
    }

    [Fact]
    public async Task A_parameter_with_content_is_one_JSON_text()
    {
        RunningClient running = RunningClient.Of(Head + """

              /things:
                get:
                  operationId: listThings
                  parameters:
                    - name: filter
                      in: query
                      content: { application/json: { schema: { type: array, items: { type: integer } } } }
                  responses: { "204": { description: Done } }
            """);

        await running.Client.ListThingsAsync(new[] { 1L, 2L });

        running.Last.Target.ShouldBe("/base/things?filter=%5B1%2C2%5D");
    }

    private static RunningClient Client(string location, string style, bool explode, string schema) => RunningClient.Of(Head + $$"""

          /things:
            get:
              operationId: listThings
              parameters:
                - { name: x, in: {{location}}, required: true, style: {{style}}, explode: {{(explode ? "true" : "false")}}, schema: {{schema}} }
              responses: { "204": { description: Done } }
        """);

    private static RunningClient PathClient(string style, bool explode, string schema) => RunningClient.Of(Head + $$"""

          /things/{x}:
            get:
              operationId: getThing
              parameters:
                - { name: x, in: path, required: true, style: {{style}}, explode: {{(explode ? "true" : "false")}}, schema: {{schema}} }
              responses: { "204": { description: Done } }
        """);
}
