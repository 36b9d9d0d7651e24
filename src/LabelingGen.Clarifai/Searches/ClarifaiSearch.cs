using System.Runtime.CompilerServices;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai;

/// <summary>Searches an app.</summary>
public sealed class ClarifaiSearch
{
    private const int MaxPageSize = 1000;

    private readonly ClarifaiApp _app;
    private readonly SearchMetric _metric;

    internal ClarifaiSearch(ClarifaiApp app, SearchMetric metric)
    {
        _app = app;
        _metric = metric;
    }

    /// <summary>
    /// Searches (PostAnnotationsSearches; PostInputsSearches where a filter is about inputs). Hits come in the order of their likeness,
    /// page by page of one size, so that none comes twice.
    /// </summary>
    /// <param name="ranks">What hits shall be like; none = no order.</param>
    /// <param name="filters">What hits must fit, all of them; either all about inputs or none.</param>
    /// <param name="topK">Most hits, 1 or more. Default 10.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ArgumentException">A term is not valid, or the filters are of both kinds.</exception>
    /// <exception cref="ClarifaiException">The search failed; more pages than the service allows among its reasons.</exception>
    public async IAsyncEnumerable<Hit> QueryAsync(
        IReadOnlyList<SearchTerm>? ranks = null, IReadOnlyList<SearchTerm>? filters = null, int topK = 10,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(topK, 1);
        bool isAboutInputs = filters?.Any(f => f.IsAboutInputs) ?? false;
        Search search = CreateSearch(ranks ?? [new()], filters ?? [new()], isAboutInputs);
        Pagination pagination = new() { Page = 1, PerPage = (uint)Math.Min(topK, MaxPageSize) };
        GrpcPageable<MultiSearchResponse, Hit> hits = isAboutInputs
            ? _app.Context.Services.Inputs.PostInputsSearchesAsync(
                new PostInputsSearchesRequest { UserAppId = _app.Owner, Searches = { search }, Pagination = pagination })
            : _app.Context.Services.Annotations.PostAnnotationsSearchesAsync(
                new PostAnnotationsSearchesRequest { UserAppId = _app.Owner, Searches = { search }, Pagination = pagination });
        if (topK <= MaxPageSize)
        {
            MultiSearchResponse only = await hits.FirstPageAsync(cancellationToken).ConfigureAwait(false);
            foreach (Hit hit in only.Hits.Take(topK))
                yield return hit;
            yield break;
        }

        int count = 0;
        await foreach (Hit hit in hits.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return hit;
            if (++count == topK)
                yield break;
        }
    }

    private Search CreateSearch(IReadOnlyList<SearchTerm> ranks, IReadOnlyList<SearchTerm> filters, bool isAboutInputs)
    {
        if (ranks.FirstOrDefault(r => r.IsAboutInputs) is not null)
            throw new ArgumentException("Types, datasets and statuses of inputs filter; they cannot rank.", nameof(ranks));
        if (isAboutInputs && !filters.All(f => f.IsAboutInputs))
            throw new ArgumentException("Filters are either all about inputs or all about what is said of them.", nameof(filters));
        Query query = new() { Ranks = { ranks.Select(r => new Rank { Annotation = r.ToAnnotation(nameof(ranks)) }) } };
        query.Filters.AddRange(filters.Select(f => isAboutInputs
            ? new Filter { Input = f.ToInput(nameof(filters)) }
            : new Filter { Annotation = f.ToAnnotation(nameof(filters)) }));
        return new Search
        {
            Query = query,
            Metric = _metric == SearchMetric.Cosine ? Search.Types.Metric.CosineDistance : Search.Types.Metric.EuclideanDistance,
        };
    }
}
