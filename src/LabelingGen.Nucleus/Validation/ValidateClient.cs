using System.ClientModel;
using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

public partial class ValidateClient
{
    /// <summary>Creates a scenario test: evaluation functions that are applied to a slice.</summary>
    /// <param name="name">Name of the test.</param>
    /// <param name="sliceId">Slice id, <c>slc_…</c>.</param>
    /// <param name="functions">The functions with their arguments, at least one; see <see cref="EvaluationFunction.Use"/>.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The test, as the server tells it.</returns>
    /// <exception cref="ArgumentException">
    /// There is no function, the slice is none, or external and other functions are mixed; nothing was sent.
    /// </exception>
    /// <exception cref="NucleusException">A call failed.</exception>
    public virtual async Task<ClientResult<ScenarioTestSummary>> CreateScenarioTestAsync(
        string name, string sliceId, IEnumerable<EvaluationFunctionUse> functions, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(sliceId);
        ArgumentNullException.ThrowIfNull(functions);
        EvaluationFunctionUse[] uses = [.. functions];
        if (!sliceId.StartsWith("slc_", StringComparison.Ordinal))
            throw new ArgumentException($"'{sliceId}' is no slice id; those begin with slc_.", nameof(sliceId));
        if (uses.Length == 0)
            throw new ArgumentException($"The scenario test '{name}' needs at least one evaluation function.", nameof(functions));
        if (uses.Select(use => use.IsExternal).OfType<bool>().Distinct().Count() > 1)
            throw new ArgumentException($"The scenario test '{name}' mixes external functions with others.", nameof(functions));
        CreateScenarioTestRequest request = new() { Name = name, SliceId = sliceId, EvaluationFunctions = uses };
        ClientResult<ScenarioTestId> created = await CreateScenarioTestAsync(request, cancellationToken).ConfigureAwait(false);
        return await ReadScenarioTestAsync(created.Value.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads name and slice of a scenario test.</summary>
    /// <param name="scenarioTestId">Id of the test.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<ClientResult<ScenarioTestSummary>> ReadScenarioTestAsync(
        string scenarioTestId, CancellationToken cancellationToken = default)
    {
        ClientResult<ScenarioTestInfo> info = await GetScenarioTestInfoAsync(scenarioTestId, cancellationToken).ConfigureAwait(false);
        return ClientResult.FromValue(
            new ScenarioTestSummary { Id = scenarioTestId, Name = info.Value.Name, SliceId = info.Value.SliceId }, info.GetRawResponse());
    }

    /// <summary>Sets the model that others are compared with in a scenario test.</summary>
    /// <param name="scenarioTestId">Id of the test.</param>
    /// <param name="modelId">Model id, <c>prj_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<BaselineModel>> SetBaselineModelAsync(
        string scenarioTestId, string modelId, CancellationToken cancellationToken = default) =>
        SetBaselineModelAsync(scenarioTestId, modelId, [], cancellationToken);

    /// <summary>Computes the metrics of a model in background jobs.</summary>
    /// <param name="modelId">Model id, <c>prj_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The jobs; see <see cref="JobsClient.Track"/>.</returns>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<IReadOnlyList<JobSummary>>> GetModelMetricsAsync(
        string modelId, CancellationToken cancellationToken = default) =>
        GetModelMetricsAsync(modelId, [], cancellationToken);

    /// <summary>Registers a function whose results are computed elsewhere and uploaded.</summary>
    /// <param name="name">1 to 255 characters, without spaces.</param>
    /// <param name="level">What is evaluated; items by default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The name is too long or has a space; nothing was sent.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<EvaluationFunctionResult>> CreateExternalFunctionAsync(
        string name, EntityLevel? level = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > 255 || name.Any(char.IsWhiteSpace))
            throw new ArgumentException($"'{name}' has more than 255 characters, or a space.", nameof(name));
        CreateEvaluationFunctionRequest request = new()
        {
            Name = name,
            IsExternalFunction = true,
            Level = level ?? EntityLevel.Item,
        };
        return CreateEvaluationFunctionAsync(request, cancellationToken);
    }

    /// <summary>Uploads the results of an external function for a model.</summary>
    /// <param name="test">The scenario test.</param>
    /// <param name="function">The function; it must be external.</param>
    /// <param name="results">The results, all of one level; their mean by weight is the result of the whole.</param>
    /// <param name="modelId">Model id, <c>prj_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What the server says; its form is not documented.</returns>
    /// <exception cref="ArgumentException">
    /// The function is not external, there is no result, levels are mixed, a thing occurs twice, or all weights are 0; nothing was sent.
    /// </exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<JsonNode?>> UploadExternalResultsAsync(
        ScenarioTestSummary test, EvaluationFunction function, IEnumerable<EvaluationResult> results, string modelId,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        EvaluationResult[] all = [.. results];
        if (function.IsExternalFunction != true)
            throw new ArgumentException($"The function '{function.Name}' is not external, but the server's.", nameof(function));
        if (all.Length == 0)
            throw new ArgumentException("There are no results to upload.", nameof(results));
        if (all.Any(result => result.Level != all[0].Level))
            throw new ArgumentException("All results of one upload must be of one level.", nameof(results));
        DuplicateIdException.ThrowIfAny("results", all.Select(result => result.ReferenceId));
        double weight = all.Sum(result => result.Weight);
        if (weight <= 0)
            throw new ArgumentException("All weights are 0, so that there is no result of the whole.", nameof(results));
        ExternalResultsRequest request = new()
        {
            UnitTestId = test.Id,
            EvalFunctionId = function.Id,
            ResultPerRefId = all.ToDictionary(result => result.ReferenceId, result => result.Score, StringComparer.Ordinal),
            WeightPerRefId = all.ToDictionary(result => result.ReferenceId, result => result.Weight, StringComparer.Ordinal),
            OverallMetric = all.Sum(result => result.Score * result.Weight) / weight,
            ModelId = modelId,
            SliceId = test.SliceId ?? throw new ArgumentException("The scenario test has no slice.", nameof(test)),
            Level = all[0].Level,
        };
        return UploadExternalResultsAsync(request, cancellationToken);
    }
}
