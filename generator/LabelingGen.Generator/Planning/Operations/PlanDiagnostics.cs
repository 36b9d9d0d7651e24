namespace LabelingGen.Generator.Planning.Operations;

/// <summary>Ids of what planning of operations may have to say; the texts are in the catalogue.</summary>
internal static class PlanDiagnostics
{
    /// <summary>A parameter's value is nested deeper than its style can write; it is sent as JSON.</summary>
    public const string NestedParameter = "LG2101";

    /// <summary>A request media type beside others is not offered.</summary>
    public const string RequestTypeLeftOut = "LG2104";

    /// <summary>Success answers have several shapes; the method returns a union.</summary>
    public const string SeveralResults = "LG2105";

    /// <summary>The pagination rule does not fit the operation.</summary>
    public const string PaginationUnusable = "LG2106";

    /// <summary>The job rule does not fit the operation.</summary>
    public const string JobUnusable = "LG2107";

    /// <summary>Two operations have every name in common.</summary>
    public const string OperationsAlike = "LG2108";

    /// <summary>A security scheme cannot be put on a request.</summary>
    public const string SecuritySchemeUnsupported = "LG2109";

    /// <summary>A form body has no stated fields.</summary>
    public const string FormWithoutFields = "LG2110";

    /// <summary>A success answer in a further media type is not offered.</summary>
    public const string ResponseTypeLeftOut = "LG2111";

    /// <summary>An address of a server cannot be used.</summary>
    public const string ServerUnusable = "LG2112";

    /// <summary>Error answers have inline schemas, which no type is made of.</summary>
    public const string ErrorWithoutType = "LG2113";
}
