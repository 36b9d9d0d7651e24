using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>Apps and their concepts.</summary>
internal static class ClarifaiAppMethods
{
    public static void Map(ClarifaiMethods methods, ClarifaiState state)
    {
        methods.Map("PostApps", PostAppsRequest.Parser, request => Create(state, request));
        methods.Map("GetApp", GetAppRequest.Parser, request => new SingleAppResponse
        {
            Status = state.Success(),
            App = state.AppOf(request.UserAppId).App,
        });
        methods.Map("ListApps", ListAppsRequest.Parser, request => new MultiAppResponse
        {
            Status = state.Success(),
            Apps = { ClarifaiState.Page(Sorted(state, request), request.Page, request.PerPage) },
        });
        methods.Map("DeleteApp", DeleteAppRequest.Parser, request =>
        {
            state.Apps.Remove(state.AppOf(request.UserAppId).App.Id);
            return new BaseResponse { Status = state.Success() };
        });
        methods.Map("PostConcepts", PostConceptsRequest.Parser, request => CreateConcepts(state, request));
        methods.Map("ListConcepts", ListConceptsRequest.Parser, request => new MultiConceptResponse
        {
            Status = state.Success(),
            Concepts = { ClarifaiState.Page(state.AppOf(request.UserAppId).Concepts.Values, request.Page, request.PerPage) },
        });
        methods.Map("GetConcept", GetConceptRequest.Parser, request => new SingleConceptResponse
        {
            Status = state.Success(),
            Concept = ClarifaiState.Find(
                state.AppOf(request.UserAppId).Concepts, request.ConceptId, StatusCode.ConnDoesNotExist, "Concept"),
        });
    }

    /// <summary>Makes sure that the concepts which data speak of are there.</summary>
    public static void Learn(ClarifaiState state, ClarifaiAppRecord app, Data? data)
    {
        foreach (Concept concept in Of(data))
        {
            if (concept.Id.Length > 0)
            {
                app.Concepts.TryAdd(concept.Id, new Concept
                {
                    Id = concept.Id,
                    Name = concept.Name.Length > 0 ? concept.Name : concept.Id,
                    AppId = app.App.Id,
                    UserId = app.App.UserId,
                    CreatedAt = state.Stamp,
                });
            }
        }
    }

    /// <summary>The concepts of data and of the regions in them.</summary>
    public static IEnumerable<Concept> Of(Data? data) =>
        data is null ? [] : data.Concepts.Concat(data.Regions.SelectMany(r => Of(r.Data)));

    private static IEnumerable<App> Sorted(ClarifaiState state, ListAppsRequest request)
    {
        IEnumerable<App> apps = state.UserOf(request.UserAppId) == state.Options.UserId ? state.Apps.Values.Select(a => a.App) : [];
        if (request.Search.Length > 0)
            apps = apps.Where(a => a.Id.Contains(request.Search, StringComparison.OrdinalIgnoreCase));
        return request.SortByCase switch
        {
            ListAppsRequest.SortByOneofCase.SortByName or ListAppsRequest.SortByOneofCase.SortById =>
                apps.OrderBy(a => a.Id, StringComparer.Ordinal),
            _ => apps,
        };
    }

    private static MultiAppResponse Create(ClarifaiState state, PostAppsRequest request)
    {
        MultiAppResponse answer = new() { Status = state.Success() };
        foreach (App app in request.Apps)
        {
            if (state.Apps.ContainsKey(app.Id))
                throw ClarifaiState.Refuse(StatusCode.DatabaseDuplicateKey, $"Duplicate app: '{app.Id}'");
            (app.UserId, app.CreatedAt, app.ModifiedAt) = (state.UserOf(request.UserAppId), state.Stamp, state.Stamp);
            state.Apps.Add(app.Id, new ClarifaiAppRecord(app));
            answer.Apps.Add(app);
        }

        return answer;
    }

    private static MultiConceptResponse CreateConcepts(ClarifaiState state, PostConceptsRequest request)
    {
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        MultiConceptResponse answer = new() { Status = state.Success() };
        foreach (Concept concept in request.Concepts)
        {
            Learn(state, app, new Data { Concepts = { concept } });
            answer.Concepts.Add(app.Concepts[concept.Id]);
        }

        return answer;
    }
}
