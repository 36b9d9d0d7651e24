using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class ProjectsClient
{
    /// <summary>Finds a project by its slug.</summary>
    /// <param name="slug">The slug.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns><see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<Project?> FindBySlugAsync(string slug, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        ApiRequest request = _pipeline.CreateRequest(ListOperation).Query("slug", slug).Query("limit", 100);
        return Lookup.FirstAsync(_pipeline, request, Project.Read, cancellationToken);
    }

    /// <summary>A slug is taken once.</summary>
    internal static void Recover(ApiRequest request, string slug) => Lookup.Recover(
        request, ListOperation, find => find.Query("slug", slug), Project.Read, project => project.Slug == slug, project => project.Id);
}

public partial class AnnotationClassesClient
{
    /// <summary>The value under which the class of a classification project is found.</summary>
    public const string ClassificationValue = "classification";

    /// <summary>Finds an annotation class by its value.</summary>
    /// <param name="project">Project slug.</param>
    /// <param name="value">The value; <see cref="ClassificationValue"/> in classification projects.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns><see langword="null"/> if there is none.</returns>
    /// <exception cref="FastLabelException">The call failed.</exception>
    public virtual Task<AnnotationClass?> FindByValueAsync(string project, string value, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(project);
        ArgumentException.ThrowIfNullOrEmpty(value);
        ApiRequest request = _pipeline.CreateRequest(ListOperation)
            .Query("project", project)
            .Query("value", value)
            .Query("limit", 10);
        return Lookup.FirstAsync(_pipeline, request, AnnotationClass.Read, cancellationToken);
    }

    /// <summary>A value is taken once in its project.</summary>
    internal static void Recover(ApiRequest request, string project, string value) => Lookup.Recover(
        request, ListOperation, find => find.Query("project", project).Query("value", value), AnnotationClass.Read,
        annotationClass => annotationClass.Value == value, annotationClass => annotationClass.Id);
}
