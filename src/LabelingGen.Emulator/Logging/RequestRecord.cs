namespace LabelingGen.Emulator;

/// <summary>One request the emulator answered. Secrets are replaced before it is kept.</summary>
/// <param name="Number">Position in the order of arrival, from 1.</param>
/// <param name="Vendor">The vendor's name, such as <c>scale</c>.</param>
/// <param name="At">When it arrived, on the emulator's clock.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path as it was on the wire.</param>
/// <param name="Query">The query string without its question mark; values of signatures and keys are redacted.</param>
/// <param name="Operation">Method and route template of the operation, or null when no operation matched.</param>
/// <param name="Status">The status answered, or 0 when the connection was cut instead.</param>
/// <param name="BodyLength">Bytes of request body that were read.</param>
/// <param name="Fault">The injected fault in its text form, or null.</param>
/// <param name="Headers">Request headers, names in lower case; credentials are redacted.</param>
public sealed record RequestRecord(
    long Number,
    string Vendor,
    DateTimeOffset At,
    string Method,
    string Path,
    string Query,
    string? Operation,
    int Status,
    long BodyLength,
    string? Fault,
    IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>One line: method, path, status and fault.</summary>
    public override string ToString() =>
        $"{Method} {Path}{(Query.Length == 0 ? "" : "?" + Query)} -> {(Status == 0 ? "cut" : Status)}"
        + (Fault is null ? "" : $" [{Fault}]");
}
