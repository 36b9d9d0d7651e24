using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Semantics;

/// <summary><c>x-pagination</c>, and the dialects of other generators read into the same rule.</summary>
internal static class PaginationReader
{
    private static readonly string[] Keys =
    [
        "style", "items", "input", "next", "size", "defaultSize", "maxSize", "hasMore", "total", "totalIsPages", "returnedSize", "first",
        "sendFirst",
        "endStatus", "shortPageEnds", "inBody",
    ];

    public static Pagination? Read(ReaderContext context, SpecCursor operation)
    {
        if (operation.Child("x-pagination") is { } own)
            return own.IsNull || own.AsBoolean() == false ? null : ReadOwn(context, own);
        return ForeignPagination.Read(operation);
    }

    private static Pagination? ReadOwn(ReaderContext context, SpecCursor at)
    {
        PaginationStyle? style = at.Text("style") switch
        {
            "cursor" => PaginationStyle.Cursor,
            "offset" => PaginationStyle.Offset,
            "page" => PaginationStyle.Page,
            "link" => PaginationStyle.Link,
            _ => null,
        };
        if (style is null)
        {
            context.Report(Rules.ExtensionValue, at.Child("style") ?? at, "x-pagination", "style");
            return null;
        }

        ExtensionKeys.Check(context, at, Keys);
        return new Pagination(style.Value, at.Text("items") ?? "", at.Text("input"), at.Text("next"))
        {
            Size = at.Text("size"),
            DefaultSize = at.Integer("defaultSize"),
            MaxSize = at.Integer("maxSize"),
            HasMore = at.Text("hasMore"),
            Total = at.Text("total"),
            TotalIsPages = at.Boolean("totalIsPages") == true,
            ReturnedSize = at.Text("returnedSize"),
            First = at.Integer("first") ?? (style == PaginationStyle.Page ? 1 : 0),
            SendFirst = at.Boolean("sendFirst") == true,
            EndStatus = at.Integer("endStatus"),
            ShortPageEnds = at.Boolean("shortPageEnds") == true,
            InBody = at.Boolean("inBody") == true,
        };
    }
}
