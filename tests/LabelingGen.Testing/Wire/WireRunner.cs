using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire.Python;

namespace LabelingGen.Testing.Wire;

/// <summary>How a case ended.</summary>
public enum WireVerdict
{
    /// <summary>Requests, waits and outcome are as recorded.</summary>
    Passed,

    /// <summary>Something differs.</summary>
    Failed,

    /// <summary>The vendor's table does not know something the program uses.</summary>
    Unmapped,
}

/// <param name="Case">Name of the case.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Difference">The first difference, or what is not mapped.</param>
public sealed record WireResult(string Case, WireVerdict Verdict, string? Difference);

/// <summary>Runs recorded calls through our public client and compares.</summary>
public static class WireRunner
{
    /// <summary>Runs one case.</summary>
    public static async Task<WireResult> RunAsync(WireVendor vendor, WireCase wireCase)
    {
        vendor.Correct(wireCase);
        GeneratedIds ids = new(wireCase.GeneratedIds);
        ScriptedServer server = new(wireCase.Responses, ids);
        await using (server)
        {
            FakeTimeProvider clock = new(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero)) { WaitsPassAtOnce = true };
            string vendors = Path.GetDirectoryName(Path.GetDirectoryName(wireCase.FilePath)!)!;
            WireSession session = new(wireCase, server.Root, clock, vendors);
            WireHost host = new(vendor, session);
            session.FindClient = () => host.Resolve("client");
            PythonInterpreter interpreter = new(host);
            ResultComparer results = new(vendor, host, interpreter, session, ids);
            string? difference;
            try
            {
                difference = await OutcomeDifferenceAsync(vendor, wireCase, interpreter, results);
            }
            catch (WireUnmappedException unmapped)
            {
                return new(wireCase.Name, WireVerdict.Unmapped, unmapped.Message);
            }

            difference = RequestsDifference(wireCase, server, new RequestComparer(ids, server.Root))
                ?? (vendor.HasOfficialWaits ? ExactWaitsDifference(wireCase, clock) : WaitsDifference(vendor, wireCase, clock))
                ?? difference;
            return new(wireCase.Name, difference is null ? WireVerdict.Passed : WireVerdict.Failed, difference);
        }
    }

    private static async Task<string?> OutcomeDifferenceAsync(
        WireVendor vendor, WireCase wireCase, PythonInterpreter interpreter, ResultComparer results)
    {
        JsonObject? expected = wireCase.Outcome["exception"] as JsonObject;
        object? value;
        try
        {
            value = await interpreter.RunAsync(wireCase.Program);
            if (value is IAsyncEnumerable<object?> && wireCase.Requests.Count > 0)
                value = await interpreter.ListAsync(value);
        }
        catch (Exception exception) when (exception is not (WireUnmappedException or FormatException))
        {
            return expected is null ? $"expected a result, was {exception}" : ExceptionDifference(vendor, expected, exception);
        }

        return expected is not null
            ? $"expected {expected["class"]}: {expected["message"]}, was the result {Operators.Represent(value)}"
            : await results.DifferenceAsync("result", wireCase.Outcome["result"], value);
    }

    private static string? ExceptionDifference(WireVendor vendor, JsonObject expected, Exception actual)
    {
        string wanted = expected["class"]!.GetValue<string>();
        if (actual is WireRefusedException && expected["class"] is not null)
            return null;
        IReadOnlyList<string> names = actual is PythonException raised ? [raised.ClassName] : vendor.ExceptionNames(actual);
        if (!names.Contains(wanted))
        {
            string was = names.Count == 0 ? "an exception that is not mapped" : string.Join(" or ", names);
            return $"expected {wanted}, was {was}: {actual}";
        }

        int? code = (expected["code"] ?? expected["status_code"]) is JsonValue told && told.TryGetValue(out int status) ? status : null;
        return code is null || WireVendor.StatusOf(actual) is not { } sent || sent == code
            ? null
            : $"exception: expected status {code}, was {sent}";
    }

    private static string? RequestsDifference(WireCase wireCase, ScriptedServer server, RequestComparer comparer)
    {
        IReadOnlyList<ReceivedRequest> received = server.Received;
        List<JsonObject> expected = [.. wireCase.Requests.Select(r => r!.AsObject())];
        if (!wireCase.AnyOrder)
        {
            for (int i = 0; i < Math.Min(expected.Count, received.Count); i++)
            {
                if (comparer.Difference(expected[i], received[i]) is { } difference)
                    return $"request {i + 1}: {difference}";
            }
        }
        else
        {
            List<ReceivedRequest> left = [.. received];
            foreach (JsonObject request in expected)
            {
                int index = left.FindIndex(r => comparer.Difference(request, r) is null);
                if (index < 0 && left.Count > 0)
                    return $"no request fits {request["method"]} {request["path"]}: {comparer.Difference(request, Nearest(request, left))}";
                if (index >= 0)
                    left.RemoveAt(index);
            }
        }

        return expected.Count == received.Count ? null : CountDifference(expected, received);
    }

    private static ReceivedRequest Nearest(JsonObject request, List<ReceivedRequest> left) =>
        left.Find(r => r.Method == request["method"]!.GetValue<string>() && r.Path == request["path"]!.GetValue<string>()) ?? left[0];

    private static string CountDifference(List<JsonObject> expected, IReadOnlyList<ReceivedRequest> received)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"expected {expected.Count} requests, was {received.Count}:");
        foreach (ReceivedRequest request in received)
            text.Append(CultureInfo.InvariantCulture, $" {request.Method} {request.Target};");
        return text.ToString();
    }

    private static string? ExactWaitsDifference(WireCase wireCase, FakeTimeProvider clock)
    {
        List<double> recorded = [.. wireCase.Json["sleeps_s"]?.AsArray().Select(s => s!.GetValue<double>()) ?? []];
        List<double> waits = [.. clock.Waits.Select(w => w.TotalSeconds).Where(w => w > 0)];
        return waits.SequenceEqual(recorded) ? null : $"waits: expected [{string.Join(", ", recorded)}], was [{string.Join(", ", waits)}]";
    }

    /// <summary>
    /// A wait that a server told must be kept to, up to a tenth more (the random part). Our own backoff differs by design: it is only
    /// required that retries were not sent at once, without any wait.
    /// </summary>
    private static string? WaitsDifference(WireVendor vendor, WireCase wireCase, FakeTimeProvider clock)
    {
        List<double> told = [];
        foreach (JsonNode? response in wireCase.Responses)
        {
            JsonNode? header = response!["headers"]?.AsObject()
                .FirstOrDefault(h => h.Key.Equals("retry-after", StringComparison.OrdinalIgnoreCase)).Value;
            if (header is not null && double.TryParse(header.ToString(), CultureInfo.InvariantCulture, out double seconds))
                told.AddRange(Enumerable.Repeat(seconds, response["times"]?.GetValue<int>() ?? 1));
        }

        List<double> recorded = [.. wireCase.Json["sleeps_s"]?.AsArray().Select(s => s!.GetValue<double>()) ?? []];
        List<double> waits = [.. clock.Waits.Select(w => w.TotalSeconds)];
        foreach (double seconds in told.Where(recorded.Contains))
        {
            int index = waits.FindIndex(w => w >= seconds && w <= seconds * 1.1 + 0.001);
            if (index < 0)
                return $"waits: the server told {seconds} s, was [{string.Join(", ", waits)}]";
            waits.RemoveAt(index);
        }

        int needed = recorded.Count - (vendor.WaitsAfterEnd ? 1 : 0);
        return needed > told.Count && clock.Waits.Count == 0 ? "waits: expected a wait between attempts, was none" : null;
    }
}
