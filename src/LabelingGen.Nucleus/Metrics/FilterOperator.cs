namespace LabelingGen.Nucleus;

/// <summary>How a filter compares what an annotation has with its own value.</summary>
public enum FilterOperator
{
    /// <summary><c>=</c>, also written <c>==</c>.</summary>
    Equal,

    /// <summary><c>!=</c>.</summary>
    NotEqual,

    /// <summary><c>&gt;</c>.</summary>
    GreaterThan,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterThanOrEqual,

    /// <summary><c>&lt;</c>.</summary>
    LessThan,

    /// <summary><c>&lt;=</c>.</summary>
    LessThanOrEqual,

    /// <summary><c>in</c>: it is one of a list.</summary>
    In,

    /// <summary><c>not in</c>: it is none of a list.</summary>
    NotIn,
}
