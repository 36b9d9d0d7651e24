using System.Runtime.CompilerServices;

namespace LabelingGen.Annotations.Formats;

/// <summary>Rows of <see cref="CocoFormat"/>.</summary>
/// <param name="ids">For each label of the rows the id of its category in the file, or nothing if it has none.</param>
internal sealed class CocoDetections(IEnumerable<long?> ids)
{
    private readonly long?[] _ids = [.. ids];

    /// <summary>Whether a row has an id and a category, so that all of it comes back.</summary>
    public bool CanWrite(in Detection row) => row.Id > 0 && _ids[row.Label] is not null;

    /// <summary>Writes a row that <see cref="CanWrite"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(in Detection row, long imageId, DetectionBatch batch, Utf8Output output)
    {
        output.Append("{\"id\":"u8);
        output.Append(row.Id);
        output.Append(",\"image_id\":"u8);
        output.Append(imageId);
        output.Append(",\"category_id\":"u8);
        output.Append(_ids[row.Label].GetValueOrDefault());
        output.Append(",\"bbox\":["u8);
        output.Append(row.Box.X);
        output.Append(","u8);
        output.Append(row.Box.Y);
        output.Append(","u8);
        output.Append(row.Box.Width);
        output.Append(","u8);
        output.Append(row.Box.Height);
        output.Append("],\"area\":"u8);
        output.Append(row.Area);
        output.Append(row.IsCrowd ? ",\"iscrowd\":1"u8 : ",\"iscrowd\":0"u8);
        if (row.RingCount > 0)
            WriteRings(row, batch, output);
        if (row.Confidence is double score)
        {
            output.Append(",\"score\":"u8);
            output.Append(score);
        }

        output.Append("}"u8);
    }

    private static void WriteRings(in Detection row, DetectionBatch batch, Utf8Output output)
    {
        output.Append(",\"segmentation\":["u8);
        for (int i = 0; i < row.RingCount; i++)
        {
            output.Append(i > 0 ? ",["u8 : "["u8);
            ReadOnlySpan<Point> ring = batch.Ring(row.FirstRing + i);
            for (int j = 0; j < ring.Length; j++)
            {
                if (j > 0)
                    output.Append(","u8);
                output.Append(ring[j].X);
                output.Append(","u8);
                output.Append(ring[j].Y);
            }

            output.Append("]"u8);
        }

        output.Append("]"u8);
    }
}
