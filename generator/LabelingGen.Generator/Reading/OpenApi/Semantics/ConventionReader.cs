using System.Globalization;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Semantics;

/// <summary><c>x-client</c> and <c>x-errors</c> at the root: what every client of the API does unless told otherwise.</summary>
internal static class ConventionReader
{
    private static readonly string[] ClientKeys =
        ["maxRetries", "retryDelaySeconds", "maxRetryDelaySeconds", "retryStatuses", "successStatuses", "endpointEnvironment", "rateLimit"];

    private static readonly string[] ErrorKeys = ["message", "code", "requestIdHeader", "classes"];

    private static readonly string[] SuccessKeys = ["get", "head", "post", "put", "patch", "delete", "options", "trace", "other"];

    public static ClientConvention ReadClient(ReaderContext context, SpecCursor root)
    {
        if (root.Value("x-client") is not { } at)
            return ClientConvention.Default;
        ExtensionKeys.Check(context, at, ClientKeys);
        return new ClientConvention
        {
            MaxRetries = at.Integer("maxRetries"),
            RetryDelaySeconds = Seconds(at, "retryDelaySeconds"),
            MaxRetryDelaySeconds = Seconds(at, "maxRetryDelaySeconds"),
            RetryStatuses = Statuses(context, at, "retryStatuses"),
            SuccessStatuses = at.Value("successStatuses") is { Mapping: not null } byMethod
                ? Statuses(context, byMethod, "other")
                : Statuses(context, at, "successStatuses"),
            SuccessStatusesByMethod = ByMethod(context, at),
            EndpointEnvironment = at.Text("endpointEnvironment"),
            RateLimitRequests = at.Value("rateLimit")?.Integer("requests"),
            RateLimitSeconds = at.Value("rateLimit")?.Integer("seconds"),
        };
    }

    public static ErrorConvention? ReadErrors(ReaderContext context, SpecCursor root)
    {
        if (root.Value("x-errors") is not { } at)
            return null;
        ExtensionKeys.Check(context, at, ErrorKeys);
        List<NamedError> classes = new();
        foreach (SpecCursor entry in at.Value("classes")?.Entries() ?? [])
        {
            string? name = entry.Scalar is { IsNull: false } scalar ? scalar.Text : entry.Text("name");
            if (int.TryParse(entry.Segment, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && !string.IsNullOrEmpty(name))
                classes.Add(new NamedError(status, name!, entry.Text("description")));
            else
                context.Report(Rules.ExtensionValue, entry, "x-errors", entry.Segment);
        }

        return new ErrorConvention(at.Text("message"), at.Text("code"), at.Text("requestIdHeader"), classes.ToEquatableArray());
    }

    private static EquatableArray<MethodStatuses> ByMethod(ReaderContext context, SpecCursor at)
    {
        if (at.Value("successStatuses") is not { Mapping: not null } byMethod)
            return EquatableArray<MethodStatuses>.Empty;
        ExtensionKeys.Check(context, byMethod, SuccessKeys);
        return byMethod.Entries()
            .Where(entry => entry.Segment != "other" && SuccessKeys.Contains(entry.Segment))
            .Select(entry => new MethodStatuses(entry.Segment.ToUpperInvariant(), Statuses(context, byMethod, entry.Segment)))
            .ToEquatableArray();
    }

    private static double? Seconds(SpecCursor at, string key) =>
        double.TryParse(at.Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 ? value : null;

    private static EquatableArray<string> Statuses(ReaderContext context, SpecCursor at, string key)
    {
        List<string> statuses = new();
        foreach (SpecCursor item in at.Value(key)?.Items() ?? [])
        {
            if (item.Scalar is { } scalar && IsStatusOrRange(scalar.Text))
                statuses.Add(scalar.Text.Replace(" ", ""));
            else
                context.Report(Rules.ExtensionValue, item, "x-client", key);
        }

        return statuses.ToEquatableArray();
    }

    private static bool IsStatusOrRange(string text)
    {
        string[] ends = text.Split('-');
        return ends.Length <= 2 && ends.All(e => e.Trim().Length == 3 && e.Trim().All(c => c is >= '0' and <= '9'));
    }
}
