using System.ClientModel;
using System.Text;
using LabelingGen.Core.Json;

namespace LabelingGen.Nucleus;

public partial class EvaluationsClient
{
    /// <summary>Reads the charts of an evaluation.</summary>
    /// <param name="evaluationId">Evaluation id, <c>evalv2_…</c>.</param>
    /// <param name="iouThreshold">From which overlap on a prediction counts as a match, 0 to 1.</param>
    /// <param name="filters">Which matches count; all by default.</param>
    /// <param name="query">A predicate of the vendor's query language.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not from 0 to 1; nothing was sent.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<EvaluationCharts>> GetChartsAsync(
        string evaluationId, double iouThreshold = 0.5, EvaluationFilters? filters = null, string? query = null,
        CancellationToken cancellationToken = default)
    {
        if (iouThreshold is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(iouThreshold), iouThreshold, "A threshold of overlap is from 0 to 1.");
        return GetChartsAsync(
            evaluationId,
            new GetEvaluationChartsOptions
            {
                IouThreshold = iouThreshold,
                Filters = filters is null
                    ? null
                    : Encoding.UTF8.GetString(JsonCodec.ToBinaryData(filters, EvaluationFilters.Write).ToMemory().Span),
                Query = query,
            },
            cancellationToken);
    }

    /// <summary>Lists matches of an evaluation, page by page.</summary>
    /// <param name="evaluationId">Evaluation id, <c>evalv2_…</c>.</param>
    /// <param name="matchType">Right matches, false positives or false negatives.</param>
    /// <param name="filters">Which matches; all by default.</param>
    /// <param name="query">A predicate of the vendor's query language.</param>
    /// <param name="sortBy">Member to sort by: <c>iou</c>, <c>confidence</c>.</param>
    /// <param name="sortOrder"><c>asc</c> or <c>desc</c>.</param>
    /// <param name="pageSize">Matches per page.</param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="NucleusException">A page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<MatchExample> ListExamplesAsync(
        string evaluationId, NucleusMatchType matchType, EvaluationFilters? filters = null, string? query = null, string? sortBy = null,
        string? sortOrder = null, int pageSize = 50, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        return ListExamplesAsync(
            evaluationId,
            new EvaluationExamplesRequest
            {
                MatchType = matchType,
                Limit = pageSize,
                Offset = 0,
                SortBy = sortBy,
                SortOrder = sortOrder,
                Filters = filters,
                Query = query,
            },
            cancellationToken);
    }
}
