using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>Searches: filters that must all fit, ranks by likeness.</summary>
internal static class ClarifaiSearchMethods
{
    private const double EarthRadius = 6371;
    private const double Degree = Math.PI / 180;
    private const uint MostHits = 10_000;

    public static void Map(ClarifaiMethods methods, ClarifaiState state)
    {
        methods.Map("PostInputsSearches", PostInputsSearchesRequest.Parser,
            request => Run(state, request.UserAppId, request.Searches.FirstOrDefault(), request.Pagination));
        methods.Map("PostAnnotationsSearches", PostAnnotationsSearchesRequest.Parser,
            request => Run(state, request.UserAppId, request.Searches.FirstOrDefault(), request.Pagination));
    }

    private static MultiSearchResponse Run(ClarifaiState state, UserAppIDSet? owner, Search? search, Pagination? pagination)
    {
        if (search?.Query is not { } query)
            throw ClarifaiState.Refuse(StatusCode.SearchInvalidRequest, "A search needs a query");
        (uint page, uint size) = (pagination?.Page ?? 1, pagination?.PerPage ?? 0);
        if (page * size > MostHits)
            throw ClarifaiState.Refuse(StatusCode.SearchInvalidRequest, $"page * perPage cannot exceed {MostHits}");
        ClarifaiAppRecord app = state.AppOf(owner);
        IEnumerable<Hit> hits = app.Inputs.Values.Select(state.Show)
            .Where(input => query.Filters.All(f => Fits(app, input, f) != f.Negate))
            .Select(input => new Hit { Input = input, Score = Score(input, query, search.Metric) })
            .OrderByDescending(h => h.Score);
        return new MultiSearchResponse
        {
            Status = state.Success(),
            Id = state.NewId(),
            Query = query,
            Hits = { ClarifaiState.Page(hits, page, size) },
        };
    }

    private static float Score(Input input, Query query, Search.Types.Metric metric)
    {
        byte[] own = ClarifaiSimilarity.ContentOf(input.Data);
        float[] scores = [.. query.Ranks.Select(r => ClarifaiSimilarity.ContentOf(r.Annotation?.Data)).Where(c => c.Length > 0)
            .Select(wanted => ClarifaiSimilarity.Of(own, wanted, metric))];
        return scores.Length == 0 ? 1 : scores.Average();
    }

    private static bool Fits(ClarifaiAppRecord app, Input input, Filter filter)
    {
        if (filter.Input is { } wanted)
        {
            return (wanted.DatasetIds.Count == 0 || wanted.DatasetIds.Any(input.DatasetIds.Contains))
                && (wanted.Status is null || wanted.Status.Code == input.Status.Code)
                && (wanted.Data is not { } type || HasType(input.Data, type));
        }

        if (filter.Annotation?.Data is not { } data)
            return true;
        IEnumerable<Concept> told = app.Annotations.Values.Where(a => a.InputId == input.Id).SelectMany(a => ClarifaiAppMethods.Of(a.Data));
        return (data.Concepts.Count == 0 || data.Concepts.Any(c => told.Any(t => Names(c, t) && (c.Value == 0) == (t.Value == 0))))
            && (data.Metadata is null || data.Metadata.Fields.Any(f => Holds(input.Data?.Metadata, f.Key, f.Value)))
            && (data.Geo is not { GeoPoint: { } center, GeoLimit: { } limit } || Distance(input.Data?.Geo?.GeoPoint,
                center) <= limit.Value);
    }

    private static bool HasType(Data? data, Data wanted) => data is not null
        && ((wanted.Image is not null && data.Image is not null) || (wanted.Text is not null && data.Text is not null)
            || (wanted.Video is not null && data.Video is not null) || (wanted.Audio is not null && data.Audio is not null));

    private static bool Names(Concept wanted, Concept told) => wanted.Id.Length > 0 ? wanted.Id == told.Id : wanted.Name == told.Name;

    private static bool Holds(Struct? metadata, string key, Value value) =>
        metadata is not null && metadata.Fields.TryGetValue(key, out Value? found) && found.Equals(value);

    private static double Distance(GeoPoint? left, GeoPoint right)
    {
        if (left is null)
            return double.PositiveInfinity;
        (double a, double b) = (left.Latitude * Degree, right.Latitude * Degree);
        double h = Math.Pow(Math.Sin((b - a) / 2), 2)
            + (Math.Cos(a) * Math.Cos(b) * Math.Pow(Math.Sin((right.Longitude - left.Longitude) * Degree / 2), 2));
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
