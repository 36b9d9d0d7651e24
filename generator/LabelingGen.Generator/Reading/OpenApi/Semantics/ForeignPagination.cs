using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Semantics;

/// <summary>
/// <c>x-ms-pageable</c> (AutoRest), <c>x-speakeasy-pagination</c> and <c>x-fern-pagination</c>. Their paths into the answer are
/// JSONPath-like
/// (<c>$.data.items</c>, <c>$response.next</c>); the model has the property names joined by dots.
/// </summary>
internal static class ForeignPagination
{
    public static Pagination? Read(SpecCursor operation)
    {
        if (operation.Value("x-ms-pageable") is { Mapping: not null } pageable)
            return ReadMicrosoft(pageable);
        if (operation.Value("x-speakeasy-pagination") is { Mapping: not null } speakeasy)
            return ReadSpeakeasy(speakeasy);
        return operation.Value("x-fern-pagination") is { Mapping: not null } fern ? ReadFern(fern) : null;
    }

    private static Pagination? ReadMicrosoft(SpecCursor at) =>
        at.Text("nextLinkName") is { } next ? new Pagination(PaginationStyle.Link, at.Text("itemName") ?? "value", null, next) : null;

    private static Pagination? ReadSpeakeasy(SpecCursor at)
    {
        SpecCursor? outputs = at.Value("outputs");
        string items = Path(outputs?.Text("results")) ?? "";
        string? Input(string type) => at.Value("inputs")?.Items().FirstOrDefault(i => i.Text("type") == type)?.Text("name");
        bool InBody(string type) => at.Value("inputs")?.Items().FirstOrDefault(i => i.Text("type") == type)?.Text("in") == "requestBody";
        switch (at.Text("type"))
        {
            case "cursor" when Input("cursor") is { } cursor && Path(outputs?.Text("nextCursor")) is { } next:
                return new Pagination(PaginationStyle.Cursor, items, cursor, next) { Size = Input("limit"), InBody = InBody("cursor") };
            case "url" when Path(outputs?.Text("nextUrl")) is { } next:
                return new Pagination(PaginationStyle.Link, items, null, next) { Size = Input("limit") };
            case "offsetLimit" when Input("page") is { } page:
                return new Pagination(PaginationStyle.Page, items, page, null)
                {
                    Size = Input("limit"),
                    First = 1,
                    Total = Path(outputs?.Text("numPages")),
                    TotalIsPages = outputs?.Text("numPages") is not null,
                    ShortPageEnds = true,
                    InBody = InBody("page"),
                };
            case "offsetLimit" when Input("offset") is { } offset:
                return new Pagination(PaginationStyle.Offset, items, offset, null)
                {
                    Size = Input("limit"),
                    ShortPageEnds = true,
                    InBody = InBody("offset"),
                };
            default:
                return null;
        }
    }

    private static Pagination? ReadFern(SpecCursor at)
    {
        string items = Path(at.Text("results")) ?? "";
        if (at.Text("next_uri") is { } uri && Path(uri) is { } link)
            return new Pagination(PaginationStyle.Link, items, null, link);
        if (at.Text("cursor") is { } cursor && Path(at.Text("next_cursor")) is { } next)
        {
            return new Pagination(PaginationStyle.Cursor, items, Path(cursor), next)
            {
                InBody = cursor.StartsWith("$request.body", StringComparison.Ordinal),
            };
        }

        if (at.Text("offset") is not { } offset)
            return null;
        return new Pagination(PaginationStyle.Offset, items, Path(offset), null)
        {
            Size = Path(at.Text("step")),
            HasMore = Path(at.Text("has-next-page")),
            ShortPageEnds = at.Text("has-next-page") is null,
            InBody = offset.StartsWith("$request.body", StringComparison.Ordinal),
        };
    }

    private static readonly string[] Prefixes = ["$response.body.", "$response.", "$request.query.", "$request.body.", "$request.", "$."];

    private static string? Path(string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
            return null;
        string text = path!.Trim();
        foreach (string prefix in Prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
                return Strip(text.Substring(prefix.Length));
        }

        return text is "$" or "$response" ? "" : Strip(text);
    }

    private static string Strip(string text) => text.Replace("[*]", "").Replace("['", ".").Replace("']", "").TrimStart('.');
}
