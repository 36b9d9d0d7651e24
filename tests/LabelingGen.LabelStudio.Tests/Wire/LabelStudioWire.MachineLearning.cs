using System.Globalization;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

internal static partial class LabelStudioWire
{
    private static readonly string[] BackendFields =
        ["url", "project", "title", "description", "is_interactive", "auth_method", "basic_auth_user", "basic_auth_pass", "extra_params",
         "model_version", "timeout", "auto_update"];

    private static void MapMachineLearning(WireVendor vendor) => vendor
        .Method("ml.list(is_interactive=None, project=None)",
            c => c.Studio().MachineLearning.ListAsync(c.Flag("is_interactive"), c.Integer("project")))
        .Method($"ml.create({Optional(BackendFields)})",
            c => c.Studio().MachineLearning.CreateAsync(c.Body<CreateBackendRequest>(BackendFields)))
        .Method("ml.get(id, request_options=None)", c => c.Object("request_options") is { } options
            ? GetBackend(c, options)
            : c.Studio().MachineLearning.GetAsync(c.Id()))
        .Method($"ml.update(id, {Optional(BackendFields)})",
            c => c.Studio().MachineLearning.UpdateAsync(c.Id(), c.Body<UpdateBackendRequest>(BackendFields)))
        .Method("ml.delete(id)", c => Nothing(c.Studio().MachineLearning.DeleteAsync(c.Id())))
        // The official client gives nothing back, for the document tells no answer.
        .Method("ml.predict_interactive(id, task, context=None)", c => Nothing(c.Studio().MachineLearning.PredictInteractiveAsync(
            c.Id(), c.Body<InteractiveAnnotatingRequest>("task", "context"))))
        .Method("ml.train(id, use_ground_truth=None)",
            c => Nothing(c.Studio().MachineLearning.TrainAsync(c.Id(), c.Body<TrainRequest>("use_ground_truth"))))
        .Method("ml.list_model_versions(id)", c => c.Studio().MachineLearning.ListModelVersionsAsync(c.Id()));

    /// <summary>Options of one call: with us a client of other options, or a request that is put together.</summary>
    private static object GetBackend(WireCall c, JsonObject options)
    {
        LabelStudioClient client = Client(c.Session, "test_key_0001", options["max_retries"] is { } retries
            ? int.Parse(retries.ToString(), CultureInfo.InvariantCulture) : null);
        if (options["additional_headers"] is null && options["additional_query_parameters"] is null)
            return client.MachineLearning.GetAsync(c.Id());
        ApiRequest request = client.Pipeline.CreateRequest(new ApiOperation("MachineLearning.Get", "GET", "/api/ml/{id}"))
            .Path("id", c.Id());
        foreach ((string name, JsonNode? value) in options["additional_headers"]?.AsObject() ?? [])
            request.Header(name, value!.ToString());
        foreach ((string name, JsonNode? value) in options["additional_query_parameters"]?.AsObject() ?? [])
            request.Query(name, value!.ToString());
        return client.Pipeline.SendAsync(request, MachineLearningBackend.Read, CancellationToken.None);
    }
}
