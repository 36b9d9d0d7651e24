using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>One way to receive an operation's answer.</summary>
/// <param name="Suffix">Added to the method's name; empty for the usual way.</param>
/// <param name="Accept">Value of the Accept header; <see langword="null"/> = JSON.</param>
internal sealed record ResultChoice(ResultPlan Plan, string Suffix, string? Accept)
{
    /// <summary>Schema of the JSON answer.</summary>
    public Schema? Schema { get; init; }
}

/// <summary>
/// Chooses how an answer is received. What the server picks by the <c>Accept</c> header (JSON, a stream of events, a text, bytes) becomes a
/// method each; what it picks by status becomes one type.
/// </summary>
internal sealed class ResultPlanner
{
    private readonly PlanContext _context;
    private readonly Operation _operation;
    private readonly string _stem;

    public ResultPlanner(PlanContext context, Operation operation, string stem)
    {
        _context = context;
        _operation = operation;
        _stem = stem;
        Success = SuccessResponses(operation);
    }

    /// <summary>The answers that are no errors.</summary>
    public List<Response> Success { get; }

    /// <summary>The statuses that are no errors, where they are not the 2xx alone.</summary>
    public string? Statuses
    {
        get
        {
            List<string> others = Success.Select(response => response.Status).Where(status => status[0] == '3').ToList();
            return others.Count == 0 ? null : string.Join(", ", new[] { "2XX" }.Concat(others));
        }
    }

    public List<ResultChoice> Choose()
    {
        List<ResultChoice> choices = new();
        List<(string Status, MediaKind Kind, MediaContent Content)> contents = Success
            .SelectMany(response => response.Contents.Select(content => (response.Status, MediaTypes.KindOf(content, _context.Types), content))).ToList();
        if (_operation.Method == "HEAD" || contents.Count == 0)
            return new List<ResultChoice> { new(new ResultPlan(ResultKind.None), "", null) };

        bool mayBeEmpty = Success.Any(response => response.Contents.Count == 0);
        foreach (var group in contents.GroupBy(content => Merge(content.Kind)).OrderBy(group => Preference(group.Key)))
        {
            List<MediaContent> kind = group.Select(content => content.Content).ToList();
            ResultChoice choice = Choice(group.Key, kind, mayBeEmpty);
            string suffix = choices.Count == 0 ? "" : Suffix(group.Key);
            // XML or text beside JSON of the same schema is the same answer in another spelling; nobody needs both.
            if (choices.Count > 0 && group.Key == MediaKind.Text && kind.All(content => IsSpelling(content, choices[0].Schema)))
                _context.Report(PlanDiagnostics.ResponseTypeLeftOut, _operation, kind[0].MediaType);
            else
                choices.Add(choice with { Suffix = suffix });
        }

        return choices;
    }

    private static List<Response> SuccessResponses(Operation operation)
    {
        List<Response> success = operation.Responses.Where(response => response.Status[0] is '2' or '1' || response.Status == "304" && response.Contents.Count == 0).ToList();
        if (success.Any(response => response.Status[0] == '2'))
            return success.Where(response => response.Status[0] != '1').ToList();
        List<Response> redirects = operation.Responses.Where(response => response.Status[0] == '3').ToList();
        if (redirects.Count > 0)
            return redirects;
        return operation.Responses.Where(response => response.Status == "default").ToList();
    }

    private ResultChoice Choice(MediaKind kind, List<MediaContent> contents, bool mayBeEmpty)
    {
        string accept = string.Join(", ", contents.Select(content => content.MediaType).Distinct());
        switch (kind)
        {
            case MediaKind.Json:
                Schema schema = OneSchema(contents);
                TypeUse type = _context.Types.UseInJson(schema, NameHint.Of(_stem + "Response", _stem + "Answer"));
                ResultPlan plan = new(mayBeEmpty ? ResultKind.OptionalJson : ResultKind.Json, type);
                return new ResultChoice(plan, "", accept == "application/json" ? null : accept) { Schema = schema };
            case MediaKind.Events or MediaKind.Ndjson:
                TypeUse item = _context.Types.UseInJson(contents[0].ItemSchema ?? contents[0].Schema, NameHint.Of(_stem + "Event", _stem + "StreamEvent"));
                return new ResultChoice(new ResultPlan(kind == MediaKind.Events ? ResultKind.Events : ResultKind.Ndjson, item), "", accept);
            case MediaKind.Text:
                return new ResultChoice(new ResultPlan(ResultKind.Text), "", accept);
            default:
                return new ResultChoice(new ResultPlan(ResultKind.Stream), "", accept);
        }
    }

    private bool IsSpelling(MediaContent content, Schema? json) => content.MediaType.EndsWith("xml", StringComparison.Ordinal)
        || (content.Schema.Equals(json) && _context.Target(content.Schema) is not PrimitiveSchema);

    // Different shapes for different statuses: what the caller gets is one of them.
    private Schema OneSchema(List<MediaContent> contents)
    {
        List<Schema> schemas = contents.Select(content => content.Schema).Distinct().ToList();
        if (schemas.Count == 1)
            return schemas[0];
        _context.Report(PlanDiagnostics.SeveralResults, _operation);
        return new UnionSchema(schemas.ToEquatableArray());
    }

    // A form as an answer is read as a text.
    private static MediaKind Merge(MediaKind kind) => kind switch
    {
        MediaKind.Form => MediaKind.Text,
        MediaKind.Multipart => MediaKind.Binary,
        _ => kind,
    };

    private static int Preference(MediaKind kind) => kind switch
    {
        MediaKind.Json => 0,
        MediaKind.Binary => 1,
        MediaKind.Events => 2,
        MediaKind.Ndjson => 3,
        _ => 4,
    };

    private static string Suffix(MediaKind kind) => kind switch
    {
        MediaKind.Events or MediaKind.Ndjson => "Streaming",
        MediaKind.Text => "AsText",
        _ => "AsStream",
    };
}
