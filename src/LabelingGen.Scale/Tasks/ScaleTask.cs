using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core.Json;

namespace LabelingGen.Scale;

public sealed partial class ScaleTask
{
    /// <summary>
    /// The answer with the type that belongs to the kind of task: <c>task.ReadResponse&lt;ImageAnnotationResponse&gt;()</c>. What the
    /// type does not know is kept and written back.
    /// </summary>
    /// <typeparam name="TResponse">One of the types named ...Response.</typeparam>
    /// <returns>The answer, or <see langword="null"/> while there is none.</returns>
    /// <exception cref="JsonException">The answer has another shape.</exception>
    public TResponse? ReadResponse<TResponse>()
        where TResponse : class, IApiModel<TResponse> => Read<TResponse>(Response);

    /// <summary>
    /// The parameters the task was created with, with their type: <c>task.ReadParameters&lt;ImageAnnotationTaskParameters&gt;()</c>. The
    /// server echoes those of the type only, without project, batch, tags and the like.
    /// </summary>
    /// <typeparam name="TParameters">One of the types named ...TaskParameters.</typeparam>
    /// <returns>The parameters, or <see langword="null"/> where the server left them out.</returns>
    /// <exception cref="JsonException">The parameters have another shape.</exception>
    public TParameters? ReadParameters<TParameters>()
        where TParameters : class, IApiModel<TParameters> => Read<TParameters>(Params);

    private static T? Read<T>(JsonObject? json)
        where T : class, IApiModel<T> => json is null ? null : JsonCodec.FromUtf8(Encoding.UTF8.GetBytes(json.ToJsonString()), T.Read);
}
