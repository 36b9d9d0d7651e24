using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.FastLabel;

/// <summary>Checks and completes the bodies that create or change tasks, of every kind by the same rules.</summary>
internal static class TaskBody
{
    /// <summary>Makes a copy of a body fit to be sent.</summary>
    /// <param name="body">A copy of the caller's object, which is changed.</param>
    /// <param name="request">The request it becomes the body of.</param>
    /// <exception cref="ArgumentException">Something cannot be sent; it is named.</exception>
    public static T Prepare<T>(T body, ApiRequest request)
        where T : class, ITaskBody
    {
        request.Known("status", body.Status).Known("externalStatus", body.ExternalStatus);
        if (body is IFileBody single)
            single.File = single.FileRule.Check(single.File, nameof(IFileBody.File));
        if (body is IFolderBody several)
            several.FolderRule.Check(several.Contents, nameof(IFolderBody.Contents));
        if (body is IAnnotatedBody { Annotations: { } annotations } annotated)
            annotated.Annotations = AnnotationRules.Prepare(annotations, annotated.AnnotationContent);
        if (body is IClassifiedBody { Attributes: { } attributes } classified)
            classified.Attributes = [.. attributes.Select(attribute => attribute.WithoutAnswers())];
        if (body is INamedTaskBody named)
            RecoverByName(request, named.Project, named.Name);
        return body;
    }

    /// <summary>A name is taken once in its project, so whether a task was made can be looked up by it.</summary>
    private static void RecoverByName(ApiRequest request, string project, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(project);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ApiOperation list = new(request.Operation.Name, "GET", request.Operation.PathTemplate) { Success = StatusSet.Of("200") };
        Lookup.Recover(
            request, list, find => find.Query("project", project).Query("taskName", name), NamedTask.Read, task => task.Name == name,
            task => task.Id);
    }

    /// <summary>What a task of any kind is found again by.</summary>
    private sealed record NamedTask(string Id, string? Name)
    {
        public static NamedTask Read(ref System.Text.Json.Utf8JsonReader reader)
        {
            System.Text.Json.Nodes.JsonObject json = JsonCodec.ReadObject(ref reader);
            return new(json["id"]?.ToString() ?? string.Empty, json["name"]?.ToString());
        }
    }
}
