using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Validation;

/// <summary>What one entry of an object says about another: things that exclude each other, names with a syntax of their own.</summary>
internal static class StructureRules
{
    private static readonly HashSet<string> FixedMethods = new(StringComparer.OrdinalIgnoreCase)
    {
        "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
    };

    public static void Check(ReaderContext context, SpecCursor at, string type)
    {
        switch (type)
        {
            case "OpenApi" when !context.IsSwagger2 && at.Child("paths") is null:
                if (context.Version == SpecVersion.OpenApi30 || (at.Child("components") is null && at.Child("webhooks") is null))
                    context.Report(Rules.MissingEntry, at, "paths", "OpenApi");
                break;
            case "ServerVariable" when at.Value("enum") is { Sequence.Items.Count: 0 } empty:
                context.Report(Rules.InvalidEntry, empty, "The list of values is empty.");
                break;
            case "Parameter":
                CheckParameter(context, at);
                Exclude(context, at, "example", "examples");
                break;
            case "Header":
                CheckHeader(context, at);
                Exclude(context, at, "example", "examples");
                break;
            case "MediaType":
                Exclude(context, at, "example", "examples");
                CheckEncodings(context, at);
                break;
            case "Encoding":
                CheckEncodings(context, at);
                break;
            case "Example":
                Exclude(context, at, "value", "externalValue");
                Exclude(context, at, "value", "dataValue");
                Exclude(context, at, "value", "serializedValue");
                Exclude(context, at, "serializedValue", "externalValue");
                break;
            case "PathItem":
                CheckMethods(context, at);
                CheckQueryStrings(context, at);
                break;
            case "Operation":
                CheckQueryStrings(context, at);
                break;
            case "Xml" when !context.IsSwagger2:
                Exclude(context, at, "nodeType", "attribute");
                Exclude(context, at, "nodeType", "wrapped");
                break;
        }
    }

    private static void Exclude(ReaderContext context, SpecCursor at, string first, string second)
    {
        if (at.Child(first) is not null && at.Child(second) is { } excluded)
            context.Report(Rules.InvalidEntry, excluded, $"'{second}' excludes '{first}'.");
    }

    private static void CheckEncodings(ReaderContext context, SpecCursor at)
    {
        Exclude(context, at, "encoding", "prefixEncoding");
        Exclude(context, at, "encoding", "itemEncoding");
    }

    private static void CheckParameter(ReaderContext context, SpecCursor at)
    {
        string? place = at.Text("in");
        string name = at.Text("name") ?? "";
        if (place == "header" && name.Length > 0 && !IsToken(name))
            context.Report(Rules.InvalidEntry, at.Child("name")!, $"'{name}' is not the name of a header.");
        if (place == "path" && name.IndexOfAny(Braces) >= 0)
            context.Report(Rules.InvalidEntry, at.Child("name")!, $"'{name}' cannot stand in a path template.");
        if (context.IsSwagger2)
            return;
        if (at.Child("allowReserved") is { } reserved && !MayAllowReserved(context, at, place))
            context.Report(Rules.InvalidEntry, reserved, "'allowReserved' has no meaning here.");
        if (at.Value("style") is { Scalar.Text: "cookie" } style && context.Version != SpecVersion.OpenApi32)
            context.Report(Rules.InvalidEntry, style, "The style 'cookie' exists since 3.2.");
        Exclude(context, at, "content", "style");
        Exclude(context, at, "content", "schema");
        if (place == "querystring" && at.Child("schema") is { } schema)
            context.Report(Rules.InvalidEntry, schema, "A parameter in the query string as a whole is described by 'content'.");
    }

    private static bool MayAllowReserved(ReaderContext context, SpecCursor at, string? place) => place switch
    {
        "query" => true,
        "path" => context.Version == SpecVersion.OpenApi32,
        "cookie" => context.Version == SpecVersion.OpenApi32 && at.Text("style") != "cookie",
        _ => false,
    };

    private static void CheckHeader(ReaderContext context, SpecCursor at)
    {
        bool isNamed = at.Parent is { Segment: "headers" } && at.Parent.Parent?.Segment != "components";
        if (isNamed && !IsToken(at.Segment))
            context.Report(Rules.InvalidEntry, at, $"'{at.Segment}' is not the name of a header.");
    }

    private static void CheckMethods(ReaderContext context, SpecCursor at)
    {
        foreach (SpecCursor entry in at.Value("additionalOperations")?.Entries().Where(e => FixedMethods.Contains(e.Segment)) ?? [])
            context.Report(Rules.InvalidEntry, entry, $"'{entry.Segment}' has an entry of its own in the path item.");
    }

    private static void CheckQueryStrings(ReaderContext context, SpecCursor at)
    {
        List<SpecCursor> parameters = at.Value("parameters")?.Items().ToList() ?? [];
        List<SpecCursor> whole = parameters.Where(p => p.Text("in") == "querystring").ToList();
        if (whole.Count > 1)
            context.Report(Rules.InvalidEntry, whole[1], "The query string as a whole can be described once.");
        if (whole.Count > 0 && parameters.Any(p => p.Text("in") == "query"))
            context.Report(Rules.InvalidEntry, whole[0], "A parameter for the query string as a whole excludes query parameters.");
    }

    /// <summary>RFC 9110, section 5.6.2.</summary>
    private static bool IsToken(string name) => name.Length > 0 && name.All(c =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '!' or '#' or '$' or '%' or '&' or '\'' or '*' or '+'
            or '-' or '.' or '^' or '_' or '`' or '|' or '~');

    private static readonly char[] Braces = ['{', '}'];
}
