namespace LabelingGen.Emulator;

/// <summary>Reads the text form of <see cref="FaultRule"/>.</summary>
internal static class FaultRuleParser
{
    private static readonly string[] Faults =
        ["latency", "status", "reset", "truncate", "body", "content-type", "trickle", "stall", "redirect"];

    private static readonly string[] Others =
        ["retry-after", "after", "location", "vendor", "method", "path", "times", "skip", "probability", "id"];

    public static FaultRule Parse(string text)
    {
        Dictionary<string, string> parts = new(StringComparer.Ordinal);
        foreach (string part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? part : part[..equals];
            if (!Faults.Contains(name) && !Others.Contains(name))
                throw new FormatException(
                    $"'{name}' is no part of a fault; known are {string.Join(", ", Faults)}, {string.Join(", ", Others)}.");
            if (!parts.TryAdd(name, equals < 0 ? "" : part[(equals + 1)..]))
                throw new FormatException($"'{name}' stands twice in '{text}'.");
        }

        string[] kinds = parts.Keys.Where(Faults.Contains).ToArray();
        if (kinds.Length != 1)
            throw new FormatException($"'{text}' must name one fault; known are {string.Join(", ", Faults)}.");
        try
        {
            return new FaultRule(Make(kinds[0], parts[kinds[0]], parts))
            {
                Vendor = parts.GetValueOrDefault("vendor"),
                Method = parts.GetValueOrDefault("method"),
                Path = parts.GetValueOrDefault("path"),
                Times = parts.TryGetValue("times", out string? times) ? FaultText.Number(times) : null,
                Skip = parts.TryGetValue("skip", out string? skip) ? FaultText.Number(skip) : 0,
                Probability = parts.TryGetValue("probability", out string? share) ? FaultText.Probability(share) : 1,
                Id = parts.GetValueOrDefault("id"),
            };
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"'{text}' is not a fault: {exception.Message}", exception);
        }
    }

    private static Fault Make(string kind, string value, Dictionary<string, string> parts) => kind switch
    {
        "latency" => Fault.Latency(FaultText.Span(value)),
        "status" => Fault.Status(
            FaultText.Number(value), parts.GetValueOrDefault("retry-after"),
            parts.ContainsKey("after") ? FaultPoint.BeforeResponse : FaultPoint.BeforeProcessing),
        "reset" => Fault.Reset(FaultText.Point(value)),
        "truncate" => Fault.Truncate(FaultText.Cut(value)),
        "body" => Fault.Body(FaultText.Damage(value)),
        "content-type" => Fault.ContentType(value),
        "trickle" => Trickle(value),
        "stall" => Fault.Stall(),
        _ => Fault.Redirect(FaultText.Number(value), parts.GetValueOrDefault("location")
            ?? throw new FormatException("'redirect' needs 'location'.")),
    };

    private static Fault Trickle(string value)
    {
        int slash = value.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? throw new FormatException($"'{value}' is not a trickle such as 1/100ms.")
            : Fault.Trickle(FaultText.Number(value[..slash]), FaultText.Span(value[(slash + 1)..]));
    }
}
