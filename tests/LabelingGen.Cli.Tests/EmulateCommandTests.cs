using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace LabelingGen.Cli.Tests;

public class EmulateCommandTests
{
    [Fact]
    public async Task It_says_where_it_listens_prints_requests_and_ends_well_when_interrupted()
    {
        await using ToolRun run = ToolRun.Start("emulate", "--vendor", "scale", "--fault", "status=503;times=1");
        string line = await run.LineAsync(l => l.StartsWith("scale ", StringComparison.Ordinal));
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using HttpClient client = new() { BaseAddress = new Uri(words[1]) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", words[^1]);
        (await client.GetAsync("/v1/projects")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync("/v1/projects")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await run.LineAsync(l => l.EndsWith("GET /v1/projects -> 503 [status=503]", StringComparison.Ordinal));
        (await run.StopAsync()).ShouldBe(ExitCodes.Success);
        run.Output.ShouldContain("Stopped after 2 requests, 1 faults injected.");
    }

    [Fact]
    public async Task Json_lines_can_be_read_by_a_program()
    {
        await using ToolRun run = ToolRun.Start("emulate", "--vendor", "scale", "--json");
        JsonNode started = JsonNode.Parse(await run.LineAsync(l => l.Contains("listening", StringComparison.Ordinal)))!;
        using HttpClient client = new() { BaseAddress = new Uri(started["endpoint"]!.GetValue<string>()) };
        await client.GetAsync("/v1/%1b%5b31m");
        JsonNode request = JsonNode.Parse(await run.LineAsync(l => l.Contains("\"request\"", StringComparison.Ordinal)))!;
        request["status"]!.GetValue<int>().ShouldBe(401);
        await run.StopAsync();
        JsonNode.Parse(run.Output.Split(Environment.NewLine)[^2])!["event"]!.GetValue<string>().ShouldBe("stopped");
    }

    [Fact]
    public async Task A_key_comes_from_standard_input_or_a_private_file_and_is_never_printed()
    {
        const string Canary = "live_canary_5d1";
        await using ToolRun run = ToolRun.StartWithInput(Canary + "\n", "emulate", "--vendor", "scale", "--key-file", "-");
        string line = await run.LineAsync(l => l.StartsWith("scale ", StringComparison.Ordinal));
        using HttpClient client = new() { BaseAddress = new Uri(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Canary);
        (await client.GetAsync("/v1/projects?key=" + Canary)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await run.LineAsync(l => l.Contains("-> 200", StringComparison.Ordinal));
        await run.StopAsync();
        (run.Output + run.Errors).ShouldNotContain(Canary);
    }

    [Fact]
    public async Task A_key_file_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return;
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await File.WriteAllTextAsync(path, "live_secret_value");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            (int code, string output, string errors) = await ToolRun.ToEndAsync("emulate", "--key-file", path);
            code.ShouldBe(ExitCodes.Usage);
            errors.ShouldContain("chmod 600");
            (output + errors).ShouldNotContain("live_secret_value");

            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await using ToolRun run = ToolRun.Start("emulate", "--key-file", path);
            await run.LineAsync(l => l.StartsWith("scale ", StringComparison.Ordinal));
            (await run.StopAsync()).ShouldBe(ExitCodes.Success);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("emulate --vendor acme", "acme")]
    [InlineData("emulate --port 70000", "65535")]
    [InlineData("emulate --fault explode", "explode")]
    [InlineData("emulate --key secret", "--key")]
    [InlineData("wash", "wash")]
    public async Task Wrong_arguments_are_named_and_answered_with_two(string arguments, string named)
    {
        (int code, _, string errors) = await ToolRun.ToEndAsync(arguments.Split(' '));
        code.ShouldBe(ExitCodes.Usage);
        errors.ShouldContain(named);
        errors.ShouldContain("--help");
    }

    [Theory]
    [InlineData("--key", "live_canary_5d1")]
    [InlineData("--key=live_canary_5d1", null)]
    [InlineData("--api-key:live_canary_5d1", null)]
    [InlineData("--token", "live_canary_5d1")]
    public async Task A_key_on_the_command_line_is_warned_of_and_not_repeated(string option, string? value)
    {
        string[] arguments = value is null ? ["emulate", option] : ["emulate", option, value];
        (int code, string output, string errors) = await ToolRun.ToEndAsync(arguments);
        code.ShouldBe(ExitCodes.Usage);
        errors.ShouldContain("does not belong on a command line");
        (output + errors).ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_of_error()
    {
        await using ToolRun first = ToolRun.Start("emulate", "--vendor", "scale");
        string line = await first.LineAsync(l => l.StartsWith("scale ", StringComparison.Ordinal));
        int port = new Uri(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]).Port;
        (int code, _, string errors) = await ToolRun.ToEndAsync(
            "emulate", "--vendor", "scale", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        code.ShouldBe(ExitCodes.Failure);
        errors.Trim().Split('\n').Length.ShouldBe(1);
        errors.ShouldContain(port.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Help_names_the_commands()
    {
        (int code, string output, _) = await ToolRun.ToEndAsync("--help");
        code.ShouldBe(ExitCodes.Success);
        output.ShouldContain("emulate");
    }
}
