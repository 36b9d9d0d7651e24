namespace LabelingGen.Testing.Wire.Python;

/// <summary>An expression of the small part of Python that recorded calls are written in.</summary>
internal abstract record PythonExpression;

internal sealed record LiteralExpression(object? Value) : PythonExpression;

internal sealed record NameExpression(string Name) : PythonExpression;

internal sealed record AttributeExpression(PythonExpression Target, string Name) : PythonExpression;

internal sealed record CallExpression(PythonExpression Function, IReadOnlyList<PythonArgument> Arguments) : PythonExpression;

/// <param name="Name">Keyword, or <see langword="null"/> for a positional argument.</param>
/// <param name="Stars">0, 1 for <c>*list</c>, 2 for <c>**dictionary</c>.</param>
internal sealed record PythonArgument(string? Name, PythonExpression Value, int Stars);

internal sealed record IndexExpression(PythonExpression Target, PythonExpression Index) : PythonExpression;

internal sealed record SliceExpression(PythonExpression? Start, PythonExpression? Stop, PythonExpression? Step) : PythonExpression;

internal sealed record StarredExpression(PythonExpression Value) : PythonExpression;

internal sealed record ListExpression(IReadOnlyList<PythonExpression> Items) : PythonExpression;

internal sealed record TupleExpression(IReadOnlyList<PythonExpression> Items) : PythonExpression;

internal sealed record SetExpression(IReadOnlyList<PythonExpression> Items) : PythonExpression;

/// <summary>A pair without a key is <c>**dictionary</c>.</summary>
internal sealed record DictionaryExpression(IReadOnlyList<(PythonExpression? Key, PythonExpression Value)> Pairs) : PythonExpression;

internal enum ComprehensionKind
{
    List,
    Set,
    Dictionary,
    Generator,
}

internal sealed record ComprehensionExpression(
    ComprehensionKind Kind, PythonExpression? Key, PythonExpression Value, IReadOnlyList<ComprehensionClause> Clauses) : PythonExpression;

internal sealed record ComprehensionClause(PythonExpression Target, PythonExpression Source, IReadOnlyList<PythonExpression> Conditions);

internal sealed record UnaryExpression(string Operator, PythonExpression Operand) : PythonExpression;

internal sealed record BinaryExpression(string Operator, PythonExpression Left, PythonExpression Right) : PythonExpression;

internal sealed record ComparisonExpression(
    PythonExpression First, IReadOnlyList<(string Operator, PythonExpression Operand)> Rest) : PythonExpression;

internal sealed record ConditionalExpression(
    PythonExpression Condition, PythonExpression WhenTrue, PythonExpression WhenFalse) : PythonExpression;

internal sealed record LambdaExpression(IReadOnlyList<string> Parameters, PythonExpression Body) : PythonExpression;

/// <summary>An f-string: text and values in turn.</summary>
internal sealed record FormattedExpression(IReadOnlyList<(string? Text, PythonExpression? Value, string? Format)> Parts) : PythonExpression;

/// <summary>A statement.</summary>
internal abstract record PythonStatement;

internal sealed record ExpressionStatement(PythonExpression Value) : PythonStatement;

internal sealed record AssignmentStatement(IReadOnlyList<PythonExpression> Targets, PythonExpression Value) : PythonStatement;

/// <param name="Names">What is bound, with the dotted path it is bound to.</param>
internal sealed record ImportStatement(IReadOnlyList<(string Path, string Name)> Names) : PythonStatement;

internal sealed record WithStatement(
    IReadOnlyList<(PythonExpression Value, PythonExpression? Target)> Items, IReadOnlyList<PythonStatement> Body) : PythonStatement;

internal sealed record ForStatement(
    PythonExpression Target, PythonExpression Source, IReadOnlyList<PythonStatement> Body) : PythonStatement;

internal sealed record WhileStatement(PythonExpression Condition, IReadOnlyList<PythonStatement> Body) : PythonStatement;

internal sealed record IfStatement(
    PythonExpression Condition, IReadOnlyList<PythonStatement> Body, IReadOnlyList<PythonStatement> Otherwise) : PythonStatement;

internal sealed record TryStatement(
    IReadOnlyList<PythonStatement> Body,
    IReadOnlyList<(PythonExpression? Type, string? Name, IReadOnlyList<PythonStatement> Body)> Handlers,
    IReadOnlyList<PythonStatement> Finally) : PythonStatement;

internal sealed record AssertStatement(PythonExpression Condition) : PythonStatement;

internal sealed record PassStatement : PythonStatement;
