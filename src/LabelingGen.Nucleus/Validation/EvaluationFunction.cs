using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

public sealed partial class EvaluationFunction
{
    /// <summary>Names this function with its arguments, for a scenario test.</summary>
    /// <param name="arguments">Arguments that differ from the function's defaults, or that it has beyond them.</param>
    /// <remarks>
    /// The vendor's functions are sent with all their arguments, as the official client does; a function this library does not know with
    /// what is given.
    /// </remarks>
    /// <exception cref="ArgumentException">The function is external: whoever uploads its results knows the arguments.</exception>
    public EvaluationFunctionUse Use(JsonObject? arguments = null)
    {
        if (IsExternalFunction == true && arguments is { Count: > 0 })
            throw new ArgumentException($"The function '{Name}' is external and takes no arguments.", nameof(arguments));
        JsonObject all = StandardArguments.Of(Name);
        foreach ((string name, JsonNode? value) in arguments ?? [])
            all[name] = value?.DeepClone();
        return new EvaluationFunctionUse { Id = Id, EvalFuncArguments = all, IsExternal = IsExternalFunction == true };
    }

    /// <summary>Says what the result of this function has to be.</summary>
    /// <param name="comparison">How the result is compared with the threshold.</param>
    /// <param name="threshold">The number it is compared with.</param>
    /// <param name="arguments">Arguments that differ from the function's defaults, or that it has beyond them.</param>
    /// <exception cref="ArgumentException">
    /// The comparison is not known, the threshold is no number, or the function is external and takes no arguments.
    /// </exception>
    public EvaluationCriterion CreateCriterion(ThresholdComparison comparison, double threshold, JsonObject? arguments = null) =>
        new(Id, comparison, threshold, Use(arguments).EvalFuncArguments);
}
