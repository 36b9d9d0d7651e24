using System.Globalization;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>How a list is paged.</summary>
/// <param name="Page">Type of one answer.</param>
/// <param name="Item">Type of one item.</param>
/// <param name="Items">Expression of the items of <c>page</c>.</param>
/// <param name="Next">Expression of the next position, of <c>page</c> and <c>context</c>.</param>
internal sealed record PagingPlan(TypeUse Page, TypeUse Item, string Items, string Next)
{
    /// <summary><see cref="Next"/> uses the method's own arguments.</summary>
    public bool NextUsesArguments { get; init; }

    /// <summary>Query parameter that takes the position; <see langword="null"/> where a link is followed or the body takes it.</summary>
    public string? PositionParameter { get; init; }

    /// <summary>Property of the JSON body that takes the position.</summary>
    public string? PositionInBody { get; init; }

    /// <summary>The position is a number in the JSON body.</summary>
    public bool PositionIsNumber { get; init; }

    /// <summary>Expression of the position to begin with; <see langword="null"/> = the server's first page.</summary>
    public string? Start { get; init; }

    public bool FollowsLinks { get; init; }

    public int? EndStatus { get; init; }
}

/// <summary>Fits a pagination rule to an operation, or says why it does not.</summary>
internal sealed class PagingPlanner
{
    private readonly PlanContext _context;
    private readonly Operation _operation;
    private readonly Pagination _rule;
    private readonly TypeUse _page;

    private PagingPlanner(PlanContext context, Operation operation, Pagination rule, TypeUse page)
    {
        _context = context;
        _operation = operation;
        _rule = rule;
        _page = page.NotNull();
    }

    /// <param name="context">The plan in the making.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="page">Type of its answer.</param>
    /// <param name="argument">Expression of the argument for a query parameter by its wire name, or <see langword="null"/>.</param>
    /// <param name="body">The JSON body, if there is one.</param>
    public static PagingPlan? Plan(
        PlanContext context, Operation operation, TypeUse page, Func<string, PropertyAccess?> argument, BodyPlan? body)
    {
        if (operation.Pagination is not { } rule)
            return null;
        string? reason = new PagingPlanner(context, operation, rule, page).TryPlan(argument, body, out PagingPlan? plan);
        if (reason is not null)
            context.Report(PlanDiagnostics.PaginationUnusable, operation, reason);
        return plan;
    }

    private string? TryPlan(Func<string, PropertyAccess?> argument, BodyPlan? body, out PagingPlan? plan)
    {
        plan = null;
        if (PropertyAccess.Walk(_context.Types, "page", _page, _rule.Items) is not { Type: { Kind: TypeKind.List, Element: { } item } } items)
            return $"the answer has no list '{_rule.Items}'";

        bool takesLink = _rule.Style == PaginationStyle.Link;
        PropertyAccess? input = null;
        if (!takesLink)
        {
            if (_rule.Input is null)
                return "it names no parameter for the position";
            input = _rule.InBody ? BodyProperty(body, _rule.Input) : argument(_rule.Input);
            if (input is null)
                return $"the operation has no parameter '{_rule.Input}'";
        }

        PropertyAccess? size = _rule.Size is null ? null : _rule.InBody ? BodyProperty(body, _rule.Size) : argument(_rule.Size);
        if (NextExpression(size) is not { } next)
            return $"nothing in the answer leads from page to page{(_rule.Next is null ? "" : $" ('{_rule.Next}')")}";

        plan = new PagingPlan(_page, item, items.Expression, next)
        {
            NextUsesArguments = size is not null && next.Contains("pageSize:"),
            PositionParameter = takesLink || _rule.InBody ? null : _rule.Input,
            PositionInBody = takesLink || !_rule.InBody ? null : _rule.Input,
            PositionIsNumber = input?.Number is not null,
            Start = input?.Text is { } start && _rule.SendFirst
                ? $"{start} ?? \"{_rule.First.ToString(CultureInfo.InvariantCulture)}\""
                : input?.Text,
            FollowsLinks = takesLink,
            EndStatus = _rule.EndStatus,
        };
        return null;
    }

    private string? NextExpression(PropertyAccess? size)
    {
        PropertyAccess? next = _rule.Next is null || IsHeader(_rule.Next) ? null : Walk(_rule.Next);
        string? hasMore = Walk(_rule.HasMore) is { Type.Kind: TypeKind.Boolean } more ? more.Expression : null;
        string pageSize = PageSize(size);
        switch (_rule.Style)
        {
            case PaginationStyle.Link:
                return _rule.Next is null || IsHeader(_rule.Next) ? "context.NextLinkHeader()" : next?.Text is { } link ? $"context.Link({link})" : null;
            case PaginationStyle.Cursor when next?.Text is { } cursor:
                string result = $"global::LabelingGen.Core.PageContext.Cursor({cursor})";
                return hasMore is null ? result : $"{hasMore} == false ? null : {result}";
            case PaginationStyle.Cursor:
                return null;
            case PaginationStyle.Offset:
                return Call("NextOffset", First(0), Number("advance", _rule.ReturnedSize), Number("total", _rule.Total), More(hasMore), pageSize);
            default:
                return Call(
                    "NextPage", First(1), Number(_rule.TotalIsPages ? "totalPages" : "totalItems", _rule.Total), More(hasMore), pageSize);
        }
    }

    // Without it a list whose answers say nothing of an end is over at the first empty page.
    private string PageSize(PropertyAccess? size)
    {
        bool totalNeedsSize = _rule.Style == PaginationStyle.Page && _rule.Total is not null && !_rule.TotalIsPages;
        if (!_rule.ShortPageEnds && !totalNeedsSize)
            return "";
        string? byDefault = _rule.DefaultSize?.ToString(CultureInfo.InvariantCulture);
        return size?.Number is { } given
            ? $"pageSize: {given}{(byDefault is not null && size.MayBeNull ? $" ?? {byDefault}" : "")}"
            : byDefault is null ? "" : $"pageSize: {byDefault}";
    }

    private string First(int usual) => _rule.First == usual ? "" : $"first: {_rule.First.ToString(CultureInfo.InvariantCulture)}";

    private string Number(string name, string? path) => path is not null && Walk(path)?.Number is { } number ? $"{name}: {number}" : "";

    private static string More(string? hasMore) => hasMore is null ? "" : $"hasMore: {hasMore}";

    private PropertyAccess? Walk(string? path) => string.IsNullOrEmpty(path) ? null : PropertyAccess.Walk(_context.Types, "page", _page, path);

    private PropertyAccess? BodyProperty(BodyPlan? body, string name) =>
        body is { Kind: BodyKind.Json, Type: { } type } ? PropertyAccess.Walk(_context.Types, body.Argument, body.Required ? type : type.OrNull(), name) : null;

    private static bool IsHeader(string path) => path.StartsWith("header:", StringComparison.OrdinalIgnoreCase);

    private static string Call(string method, params string[] arguments) =>
        $"context.{method}({string.Join(", ", arguments.Where(argument => argument.Length > 0))})";
}
