using System.Runtime.CompilerServices;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations;

/// <summary>
/// Looks for mistakes in a data set. Each rule has a code of its own, listed with its severity in <c>docs/validation.md</c>; <c>LA001</c>
/// is what cannot be read.
/// </summary>
public static class DatasetRules
{
    /// <summary>
    /// Checks labels on disk: images and annotations that cannot be read are findings too, and do not end the check. Pictures that are
    /// there are looked at for their size.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    public static async IAsyncEnumerable<DatasetFinding> CheckAsync(
        AnnotationFormat format, string path, FormatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(format);
        Queue<AnnotationFormatException> unreadable = [];
        FormatOptions watched = (options ?? FormatOptions.Default) with
        {
            OnUnreadable = unreadable.Enqueue,
            OnUnknownSize = unreadable.Enqueue,
        };
        await using IAsyncEnumerator<DatasetFinding> findings = ReadAndCheckAsync(format, path, watched, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        bool isAtEnd = false;
        while (!isAtEnd)
        {
            isAtEnd = !await MoveNextAsync(findings, unreadable).ConfigureAwait(false);
            while (unreadable.TryDequeue(out AnnotationFormatException? error))
                yield return Unreadable(error, path);
            if (!isAtEnd)
                yield return findings.Current with { File = path };
        }
    }

    /// <summary>Checks a data set.</summary>
    public static IAsyncEnumerable<DatasetFinding> CheckAsync(AnnotatedDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return CheckAsync(dataset, null, cancellationToken);
    }

    private static async IAsyncEnumerable<DatasetFinding> ReadAndCheckAsync(
        AnnotationFormat format, string path, FormatOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AnnotatedDataset dataset = await format.ReadAsync(path, options, cancellationToken).ConfigureAwait(false);
        PictureSizes pictures = new(path, options);
        await foreach (DatasetFinding finding in CheckAsync(dataset, pictures, cancellationToken).ConfigureAwait(false))
            yield return finding;
    }

    private static async IAsyncEnumerable<DatasetFinding> CheckAsync(
        AnnotatedDataset dataset, PictureSizes? pictures, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImageRules rules = new();
        AnnotationRules annotationRules = new(dataset.Categories);
        HashSet<string> used = new(StringComparer.Ordinal);
        await foreach (AnnotatedImage image in dataset.ReadImagesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (RuleFinding finding in rules.CheckImage(image))
                yield return Of(finding, image);
            if (pictures is not null && await pictures.CheckAsync(image, cancellationToken).ConfigureAwait(false) is { } picture)
                yield return Of(picture, image);
            foreach ((int index, RuleFinding finding) in rules.CheckAmongEachOther(image))
                yield return Of(finding, image, index);
            for (int i = 0; i < image.Annotations.Count; i++)
            {
                used.UnionWith(image.Annotations[i].Labels);
                foreach (RuleFinding finding in annotationRules.Check(image.Annotations[i], image.Size))
                    yield return Of(finding, image, i);
            }
        }

        foreach (RuleFinding finding in CategoryRules.Check([.. dataset.Categories.Select(static category => category.Name)], used))
            yield return new DatasetFinding(finding.Code, finding.Severity, finding.Message);
    }

    /// <summary>Goes on to the next finding; what ends the reading is one more that cannot be read.</summary>
    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<DatasetFinding> findings, Queue<AnnotationFormatException> unreadable)
    {
        try
        {
            return await findings.MoveNextAsync().ConfigureAwait(false);
        }
        catch (AnnotationFormatException error)
        {
            unreadable.Enqueue(error);
            return false;
        }
    }

    private static DatasetFinding Unreadable(AnnotationFormatException error, string path) =>
        new("LA001", FindingSeverity.Error, error.Message)
        {
            File = error.File ?? path,
            Line = error.Line,
            ElementPath = error.ElementPath,
        };

    private static DatasetFinding Of(RuleFinding finding, AnnotatedImage image, int? annotation = null) =>
        new(finding.Code, finding.Severity, finding.Message)
        {
            Image = image.Name,
            AnnotationIndex = annotation,
            AnnotationId = annotation is int index ? image.Annotations[index].Id : null,
        };
}
