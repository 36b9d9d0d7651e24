using System.Runtime.CompilerServices;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Writes images of rows as a format writes them as objects, and counts what is lost. What comes back of a row is told beside it rather
/// than read from the text, since numbers in the shortest form come back as they are.
/// </summary>
internal abstract class DetectionEncoder
{
    /// <summary>Writes an image and counts what its rows lose.</summary>
    /// <returns>Whether the image could be written this way; if not, it is written as an object, and what was appended and counted is of
    /// no use.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryEncode(DetectionBatch batch, int image, Utf8Output output, LossCounts losses)
    {
        ReadOnlySpan<Detection> rows = batch.Rows(image);
        if (!TryBegin(batch[image], rows.Length, output))
            return false;
        foreach (ref readonly Detection row in rows)
        {
            if (!TryEncode(row, batch, output, out Detection back))
                return false;
            Compare(row, back, losses);
        }

        End(rows.Length, output);
        return true;
    }

    /// <summary>The image that comes back, without its annotations.</summary>
    public abstract AnnotatedImage Back(AnnotatedImage image);

    /// <summary>Writes what stands before the rows.</summary>
    private protected abstract bool TryBegin(AnnotatedImage image, int rows, Utf8Output output);

    /// <summary>Writes a row and tells what comes back of it.</summary>
    private protected abstract bool TryEncode(in Detection row, DetectionBatch batch, Utf8Output output, out Detection back);

    /// <summary>Writes what stands behind the rows.</summary>
    private protected virtual void End(int rows, Utf8Output output)
    {
    }

    /// <summary>Counts as <see cref="DatasetComparison"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compare(in Detection before, in Detection after, LossCounts losses)
    {
        if (before.RingCount != after.RingCount)
            losses.Add("shape", LossReason.ShapeApproximated);
        else if (before.RingCount == 0 && before.Box != after.Box)
            losses.Add("shape", DatasetComparison.ReasonOf(before.Box, after.Box));
        if (before.HasStoredBox && !after.HasStoredBox)
            losses.Add("storedBox", LossReason.Dropped);
        if (before.Id != after.Id)
            losses.Add("id", LossReason.Dropped);
        if (before.Confidence is not null && after.Confidence is null)
            losses.Add("confidence", LossReason.Dropped);
        if (before.HasStoredArea && !after.HasStoredArea)
            losses.Add("storedArea", LossReason.Dropped);
        if (before.IsCrowd && !after.IsCrowd)
            losses.Add("flags.Crowd", LossReason.Dropped);
    }
}
