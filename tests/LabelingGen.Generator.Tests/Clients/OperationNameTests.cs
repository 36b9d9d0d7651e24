using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Operations;

namespace LabelingGen.Generator.Tests.Clients;

public class OperationNameTests
{
    [Theory]
    [InlineData("getTask", "GET", "/task/{id}", "Tasks", false, "Get")]
    [InlineData("listTasks", "GET", "/tasks", "Tasks", true, "List")]
    [InlineData("getTasks", "GET", "/tasks", "Tasks", false, "List")]
    [InlineData("cancelTask", "POST", "/task/{id}/cancel", "Tasks", false, "Cancel")]
    [InlineData("getTaskResponseUrl", "GET", "/task/{id}/response", "Tasks", false, "GetResponseUrl")]
    [InlineData("findPetsByStatus", "GET", "/pet/findByStatus", "pet", true, "FindByStatus")]
    [InlineData("uploadFile", "POST", "/pet/{petId}/uploadImage", "pet", false, "UploadFile")]
    [InlineData("buyMuseumTickets", "POST", "/tickets", "Tickets", false, "BuyMuseumTickets")]
    [InlineData("api_projects_list", "GET", "/api/projects/", "Projects", true, "List")]
    [InlineData("api_projects_partial_update", "PATCH", "/api/projects/{id}/", "Projects", false, "Update")]
    [InlineData("api_projects_destroy", "DELETE", "/api/projects/{id}/", "Projects", false, "Delete")]
    [InlineData("ability_retrieve", "GET", "/api/v2/ability/{id}/", "pokemon", false, "GetAbility")]
    [InlineData("ContainerList", "GET", "/containers/json", "Container", true, "List")]
    [InlineData("ContainerTop", "GET", "/containers/{id}/top", "Container", false, "GetTop")]
    [InlineData("ContainerStart", "POST", "/containers/{id}/start", "Container", false, "Start")]
    [InlineData("Auth_RoleAdd", "POST", "/v3/auth/role/add", "Auth", false, "AddRole")]
    [InlineData("Auth_AuthEnable", "POST", "/v3/auth/enable", "Auth", false, "Enable")]
    [InlineData("KV_Range", "POST", "/v3/kv/range", "KV", false, "Range")]
    [InlineData("get-an-albums-tracks", "GET", "/albums/{id}/tracks", "Albums", false, "GetAlbumsTracks")]
    [InlineData("ImageGetAll", "GET", "/images/get", "Image", false, "GetAll")]
    [InlineData("move_ailment_list", "GET", "/move-ailment", "moves", true, "ListAilments")]
    [InlineData("hardResetBranch", "PUT", "/hard_reset", "experimental", false, "HardResetBranch")]
    [InlineData("save-albums-user", "PUT", "/me/albums", "Albums", false, "SaveAlbumsUser")]
    [InlineData("prepareCommitsAsync", "POST", "/prepare", "internal", false, "PrepareCommits")]
    [InlineData("PetsController_findAll", "GET", "/pets", "pets", true, "FindAll")]
    [InlineData("read_items_items__item_id__get", "GET", "/items/{item_id}", "", false, "GetItems")]
    [InlineData("get_/pets/{id}", "GET", "/pets/{id}", "pets", false, "Get")]
    [InlineData("stsLogin", "POST", "/sts/login", "experimental", false, "StsLogin")]
    [InlineData("getdistinctAttribute", "GET", "/indexes/{uid}/settings/distinct-attribute", "Settings", false, "GetDistinctAttribute")]
    [InlineData("putdictionary", "PUT", "/indexes/{uid}/settings/dictionary", "Settings", false, "UpdateDictionary")]
    [InlineData("getaway", "GET", "/getaway/{id}", "", false, "GetGetaway")]
    [InlineData(null, "GET", "/getRecentChanges", "History", false, "GetRecentChanges")]
    [InlineData(null, "POST", "/createPathway", "", false, "CreatePathway")]
    [InlineData("12345", "GET", "/pets", "", false, "ListPets")]
    [InlineData(null, "GET", "/", "", false, "GetRoot")]
    [InlineData(null, "GET", "/v1/pets", "", false, "ListPets")]
    [InlineData(null, "GET", "/v1/pets/{id}", "", false, "GetPet")]
    [InlineData(null, "POST", "/v1/pets", "", false, "CreatePet")]
    [InlineData(null, "POST", "/pets/{id}/cancel", "", false, "CancelPet")]
    [InlineData(null, "POST", "/pets/{id}:archive", "", false, "ArchivePet")]
    [InlineData(null, "DELETE", "/pets/{id}/toys/{toyId}", "Pets", false, "DeleteToy")]
    [InlineData(null, "PATCH", "/pets/{id}", "pets", false, "Update")]
    [InlineData("\u30bf\u30b9\u30af", "GET", "/x", "", false, "Get\u30bf\u30b9\u30af")]
    public void The_name_says_what_the_operation_does_without_the_clients_noun(
        string? id, string method, string path, string tag, bool list, string expected) =>
        Name(id, method, path, tag, list).Candidates[0].ShouldBe(expected);

    [Theory]
    [InlineData("getTask", "GetTask")]
    [InlineData("list", "ListTasks")]
    [InlineData("create", "CreateTask")]
    public void Types_of_an_operation_are_named_with_the_noun(string id, string expected) =>
        Name(id, id.StartsWith("create", StringComparison.Ordinal) ? "POST" : "GET", "/tasks", "Tasks", list: id == "list").Full.ShouldBe(
            expected);

    [Fact]
    public void Two_that_want_one_name_both_take_a_longer_one()
    {
        OperationName one = Name("getUser", "GET", "/users/{id}", "users", false);
        OperationName other = Name("get_user", "GET", "/accounts/{id}/user", "users", false);

        string?[] names = NameLadder.Resolve(new[] { one.Candidates, other.Candidates }, Array.Empty<string>());

        names.ShouldBe(new[] { "GetUserById", "GetAccountUser" }, "the shorter names are the same for both");
    }

    [Fact]
    public void Put_beside_patch_replaces()
    {
        OperationName put = Name("projects_update", "PUT", "/projects/{id}", "projects", false);
        OperationName patch = Name("projects_partial_update", "PATCH", "/projects/{id}", "projects", false);

        NameLadder.Resolve(new[] { put.Candidates, patch.Candidates }, Array.Empty<string>())[0].ShouldBe("Replace");
    }

    [Theory]
    [InlineData("pets", "pet")]
    [InlineData("batches", "batch")]
    [InlineData("categories", "category")]
    [InlineData("status", "status")]
    [InlineData("addresses", "address")]
    [InlineData("boxes", "box")]
    [InlineData("people", "person")]
    [InlineData("databases", "database")]
    [InlineData("classes", "class")]
    public void Nouns_are_made_singular(string plural, string singular) => Inflection.Singular(plural).ShouldBe(singular);

    [Theory]
    [InlineData("getTaskURL", "get task url")]
    [InlineData("get_task-url", "get task url")]
    [InlineData("URLInfo", "url info")]
    [InlineData("listIDs", "list ids")]
    [InlineData("segmentAnything2", "segment anything2")]
    [InlineData("Pet's name", "pets name")]
    public void Names_of_any_casing_have_the_same_words(string text, string words) => string.Join(' ', Words.Split(text)).ShouldBe(words);

    [Theory]
    [InlineData("import_storage/azure export_storage/azure", "ImportStorageAzure ExportStorageAzure")]
    [InlineData("projects/labels labels", "ProjectLabels Labels")]
    [InlineData("projects/exports labels", "Exports Labels")]
    [InlineData("projects/exports projects/exports", "Exports")]
    public void A_path_of_groups_is_named_by_its_last_part_unless_another_ends_so(string paths, string clients)
    {
        EquatableArray<Operation> operations = paths.Split(' ').Select((path, index) => new Operation(
            "GET /" + index, null, "GET", "/" + index, null, null, false, EquatableArray<string>.Empty, EquatableArray<Parameter>.Empty,
            null,
            EquatableArray<Response>.Empty)
        { PreferredClient = path }).ToEquatableArray();
        ApiModel model = new(
            "", null, null, EquatableArray<Server>.Empty, EquatableArray<SecurityScheme>.Empty, EquatableArray<SecurityRequirement>.Empty,
            EquatableArray<Tag>.Empty, operations, EquatableArray<NamedSchema>.Empty, EquatableArray<Webhook>.Empty);

        string.Join(' ', ClientGrouping.Of(model, "ApiClient").Select(group => group.PropertyName)).ShouldBe(clients);
    }

    private static OperationName Name(string? id, string method, string path, string tag, bool list)
    {
        Operation operation = new(
            method + " " + path, id, method, path, null, null, false, EquatableArray<string>.Empty, EquatableArray<Parameter>.Empty, null,
            EquatableArray<Response>.Empty);
        return new OperationName(operation, Words.Split(tag), list);
    }
}
