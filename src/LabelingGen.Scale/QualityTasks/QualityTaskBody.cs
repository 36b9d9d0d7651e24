using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.Scale;

/// <summary>The body of evaluation and training tasks: an ordinary task's parameters with the right answer beside them.</summary>
internal static class QualityTaskBody
{
    public static JsonObject Of<TParameters>(TParameters parameters, JsonObject expectedResponse, JsonObject? initialResponse)
        where TParameters : class, IApiModel<TParameters>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(expectedResponse);
        JsonObject body = JsonNode.Parse(JsonCodec.ToBinaryData(parameters, TParameters.Write))!.AsObject();
        body["expected_response"] = expectedResponse.DeepClone();
        if (initialResponse is not null)
            body["initial_response"] = initialResponse.DeepClone();
        return body;
    }

    public static ApiRequest Request(ApiRequest request, TaskType taskType, JsonObject parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters["expected_response"] is not JsonObject)
            throw new ArgumentException("The parameters need 'expected_response', an object with the right answer.", nameof(parameters));
        return request
            .Path("taskType", taskType.Value)
            .JsonBody(parameters, static (writer, body) => body.WriteTo(writer))
            .IdempotentWhen(parameters["unique_id"] is not null);
    }
}
