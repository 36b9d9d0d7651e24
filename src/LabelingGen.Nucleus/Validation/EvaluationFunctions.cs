namespace LabelingGen.Nucleus;

public sealed partial class EvaluationFunctions
{
    /// <summary>The vendor's functions that can be used, by name.</summary>
    public IReadOnlyDictionary<string, EvaluationFunction> PublicFunctions => ByName(
        static function => function is { IsPublic: true } and not { IsExternalFunction: true });

    /// <summary>Your functions that run on the server, by name; they can be used only by who registered them.</summary>
    public IReadOnlyDictionary<string, EvaluationFunction> PrivateFunctions => ByName(
        static function => function is not { IsPublic: true } and not { IsExternalFunction: true });

    /// <summary>Functions whose results are computed elsewhere and uploaded, by name.</summary>
    public IReadOnlyDictionary<string, EvaluationFunction> ExternalFunctions => ByName(
        static function => function is { IsExternalFunction: true });

    private Dictionary<string, EvaluationFunction> ByName(Func<EvaluationFunction, bool> isWanted)
    {
        Dictionary<string, EvaluationFunction> functions = new(StringComparer.Ordinal);
        foreach (EvaluationFunction function in EvalFunctions.Where(isWanted))
            functions[function.Name ?? function.Id] = function;
        return functions;
    }
}
