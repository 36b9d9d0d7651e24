using System.Text.Json.Nodes;
using LabelingGen.Testing;

namespace LabelingGen.Cli.Tests.Comparison;

/// <summary>From the document the Go client was generated from (version 1.11) to the newest one, as a real upgrade.</summary>
public sealed class LabelStudioDiffTests
{
    private static readonly string[] Arguments =
    [
        "diff",
        RepositoryPaths.InRepository("tests", "LabelingGen.Cli.Tests", "Comparison", "label-studio-1.11.yaml"),
        RepositoryPaths.InRepository("specs", "label-studio", "openapi.yaml"),
        "--overlay", RepositoryPaths.InRepository("specs", "label-studio", "sdk.yaml"),
        "--namespace", "LabelingGen.LabelStudio", "--client", "LabelStudioClient",
    ];

    /// <summary>label-studio.md, section 15: what was added since 1.11 and that no call of it is gone.</summary>
    [Fact]
    public async Task All_calls_are_still_there_and_the_new_ones_are_told()
    {
        (int code, string output, _) = await ToolRun.ToEndAsync([.. Arguments, "--json"]);

        code.ShouldBe(ExitCodes.Breaking);
        List<JsonNode> changes =
            [.. output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        List<JsonNode> operations = [.. changes.Where(change => change["subject"]?.GetValue<string>() == "operation")];
        operations.ShouldNotContain(change => change["kind"]!.GetValue<string>() == "removed");
        string[] added = [.. operations.Where(change => change["kind"]!.GetValue<string>() == "added")
            .Select(change => change["detail"]!.GetValue<string>())];
        foreach (string call in (string[])
            [
                "GET /api/token/", "POST /api/token/", "POST /api/token/refresh/", "POST /api/token/rotate/", "POST /api/token/blacklist/",
                "GET /api/jwt/settings", "POST /api/jwt/settings", "GET /api/current-user/hotkeys/", "PATCH /api/current-user/hotkeys/",
                "GET /api/session-policy/", "PATCH /api/session-policy/", "POST /api/dm/views/order/",
                "GET /api/dm/actions/{action_id}/form/", "GET /api/projects/counts/", "GET /api/projects/{id}/annotators/",
                "GET /api/organizations/{id}/memberships/{user_pk}/", "POST /api/ml/{id}/predict/test", "GET /api/tasks/{id}/agreement/",
                "GET /api/version/", "GET /data/upload/{filename}",
            ])
            added.ShouldContain(detail => detail == call || detail.StartsWith(call + " ", StringComparison.Ordinal), call);

        // The overlay names every call, so that the vendor's new operation ids rename none.
        operations.ShouldNotContain(change => change["kind"]!.GetValue<string>() == "renamed");
        changes.ShouldContain(change => change["name"]!.GetValue<string>().EndsWith(".CompletedWithErrors", StringComparison.Ordinal)
            && change["kind"]!.GetValue<string>() == "added");
    }

    /// <summary>
    /// The Markdown for a changelog, without the hundreds of rows about members and without line numbers: what an upgrade is at a glance.
    /// <c>UPDATE_SNAPSHOTS=1</c> writes it anew.
    /// </summary>
    [Fact]
    public async Task The_Markdown_is_as_approved()
    {
        string path = RepositoryPaths.InRepository(
            "tests", "LabelingGen.Cli.Tests", "Comparison", "label-studio-1.11-to-newest.approved.md");
        (_, string output, _) = await ToolRun.ToEndAsync([.. Arguments, "--markdown"]);

        string summary = string.Join('\n', output.ReplaceLineEndings("\n").Split('\n').Where(IsOfSummary).Select(WithoutLines)) + "\n";

        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            await File.WriteAllTextAsync(path, summary);
        summary.ShouldBe((await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n"));
    }

    /// <summary>Headings, counts, and the rows about operations and enum values.</summary>
    private static bool IsOfSummary(string line)
    {
        string[] cells = line.Split(" | ");
        return cells.Length != 5 || cells[0] is "| what" or "| ---"
            || cells[0].StartsWith("| operation ", StringComparison.Ordinal)
                || cells[0].StartsWith("| enum value ", StringComparison.Ordinal);
    }

    private static string WithoutLines(string line) =>
        line.Split(" | ") is { Length: 5 } cells ? string.Join(" | ", cells[..3]) + " |" : line;

    [Fact]
    public async Task Every_change_has_a_place_in_a_document()
    {
        (_, string output, _) = await ToolRun.ToEndAsync([.. Arguments, "--json"]);
        foreach (string line in output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)[..^1])
        {
            JsonNode change = JsonNode.Parse(line)!;
            JsonNode place = (change["new"] ?? change["old"]).ShouldNotBeNull(line);
            place["line"]!.GetValue<int>().ShouldBeGreaterThan(0, line);
            if (change["subject"]!.GetValue<string>() is "operation" or "enum value" || change["detail"]!.GetValue<string>() == "a job")
                place["line"]!.GetValue<int>().ShouldBeGreaterThan(10, line);
        }
    }
}
