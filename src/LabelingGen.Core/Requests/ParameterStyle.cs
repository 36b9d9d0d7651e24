namespace LabelingGen.Core;

/// <summary>How a parameter's value is written, as OpenAPI names it.</summary>
public enum ParameterStyle
{
    /// <summary><c>a,b,c</c> in a path or header.</summary>
    Simple,

    /// <summary><c>.a.b</c> in a path.</summary>
    Label,

    /// <summary><c>;name=a;name=b</c> in a path.</summary>
    Matrix,

    /// <summary><c>name=a&amp;name=b</c> (exploded) or <c>name=a,b</c> in a query or cookie.</summary>
    Form,

    /// <summary><c>name=a%20b</c> in a query.</summary>
    SpaceDelimited,

    /// <summary><c>name=a%09b</c> in a query: <c>tsv</c> of OpenAPI 2.0.</summary>
    TabDelimited,

    /// <summary><c>name=a|b</c> in a query.</summary>
    PipeDelimited,

    /// <summary><c>name[key]=value</c> in a query.</summary>
    DeepObject,
}
