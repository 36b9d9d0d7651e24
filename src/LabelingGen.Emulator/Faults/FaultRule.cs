namespace LabelingGen.Emulator;

/// <summary>Which requests a <see cref="LabelingGen.Emulator.Fault"/> strikes.</summary>
/// <param name="Fault">What goes wrong.</param>
public sealed record FaultRule(Fault Fault)
{
    /// <summary>Only this vendor, by name (<c>scale</c>); null for all.</summary>
    public string? Vendor { get; init; }

    /// <summary>Only this HTTP method; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>Only paths like this; <c>*</c> stands for any text, slashes included. Null for all.</summary>
    public string? Path { get; init; }

    /// <summary>How many matching requests are struck; null for every one.</summary>
    public int? Times { get; init; }

    /// <summary>How many matching requests pass first.</summary>
    public int Skip { get; init; }

    /// <summary>The share of the matching requests that is struck, 0 to 1, drawn from the emulator's seed.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>
    /// For a rule sent as a request header: requests with the same id share one count of <see cref="Times"/> and
    /// <see cref="Skip"/>, so that a client that repeats the header gets through in the end.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>
    /// Reads the text form: parts separated by <c>;</c>, one of them the fault (<c>latency=250ms</c>, <c>status=503</c> with
    /// <c>retry-after=2</c> and <c>after</c>, <c>reset=before|after|mid-body</c>, <c>truncate=length|close|gzip</c>,
    /// <c>body=half-json|not-json|html|bom|lone-surrogate|empty</c>, <c>content-type=text/plain</c>, <c>trickle=1/100ms</c>,
    /// <c>stall</c>, <c>redirect=307</c> with <c>location=URL</c>), the others a choice of requests (<c>vendor=</c>, <c>method=</c>,
    /// <c>path=</c>, <c>times=</c>, <c>skip=</c>, <c>probability=</c>, <c>id=</c>).
    /// </summary>
    /// <exception cref="FormatException">The text is not such a rule; the message names the part.</exception>
    public static FaultRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FaultRuleParser.Parse(text);
    }

    /// <summary>The text form.</summary>
    public override string ToString()
    {
        FormattableString[] parts =
        [
            $"{Fault}", $"vendor={Vendor}", $"method={Method}", $"path={Path}", $"times={Times}",
            $"skip={(Skip == 0 ? null : Skip)}", $"probability={(Probability == 1 ? null : Probability)}", $"id={Id}",
        ];
        return string.Join(';', parts.Select(FormattableString.Invariant).Where(p => !p.EndsWith('=')));
    }

    internal bool Matches(string vendor, string method, string path) =>
        (Vendor is null || string.Equals(Vendor, vendor, StringComparison.OrdinalIgnoreCase))
        && (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
        && (Path is null || Like(Path, path));

    private static bool Like(string pattern, string path)
    {
        string[] pieces = pattern.Split('*');
        if (pieces.Length == 1)
            return pattern == path;
        if (!path.StartsWith(pieces[0], StringComparison.Ordinal))
            return false;
        int at = pieces[0].Length;
        foreach (string piece in pieces[1..^1])
        {
            int found = path.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + piece.Length;
        }

        return path.Length - at >= pieces[^1].Length && path.EndsWith(pieces[^1], StringComparison.Ordinal);
    }
}
