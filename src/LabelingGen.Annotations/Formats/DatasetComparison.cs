using System.Globalization;

namespace LabelingGen.Annotations.Formats;

/// <summary>Finds every field in which an image differs from what came back of it.</summary>
internal static class DatasetComparison
{
    private const double RoundingTolerance = 1.0;

    private static readonly AnnotationFlags[] Flags = Enum.GetValues<AnnotationFlags>();

    /// <summary>
    /// Compares an image with its read-back. <paramref name="origins"/> tells for each annotation that came back which one it was made of;
    /// annotations that no entry names were dropped.
    /// </summary>
    public static void Report(
        AnnotatedImage before, AnnotatedImage after, ReadOnlySpan<int> origins, ReadOnlySpan<string> ignoredFields, ConversionReport report)
    {
        report.Images++;
        report.Annotations += before.Annotations.Count;
        Sink sink = new(report, before.Name, null, null, ignoredFields.ToArray());
        sink.Value("name", before.Name, after.Name);
        sink.Value("id", before.Id, after.Id);
        sink.Value("size", before.Size?.ToString(), after.Size?.ToString());
        sink.Value("location", before.Location, after.Location);
        sink.Value("subset", before.Subset, after.Subset);
        sink.Value("frameIndex", Text(before.FrameIndex), Text(after.FrameIndex));
        sink.Value("relations", before.Relations.IsEmpty ? null : before.Relations.ToString(), after.Relations.IsEmpty
            ? null : after.Relations.ToString());
        sink.Map("attributes", before.Attributes, after.Attributes);
        sink.Map("extra", before.Extra, after.Extra);

        int[] first = new int[before.Annotations.Count];
        Array.Fill(first, -1);
        for (int i = 0; i < origins.Length && i < after.Annotations.Count; i++)
        {
            if (first[origins[i]] < 0)
                first[origins[i]] = i;
        }

        for (int i = 0; i < first.Length; i++)
            Compare(before.Annotations[i], first[i] < 0
                ? null : after.Annotations[first[i]], sink with { Index = i, Id = before.Annotations[i].Id });
        for (int i = 0; i < origins.Length && i < after.Annotations.Count; i++)
        {
            if (first[origins[i]] != i)
                (sink with { Index = origins[i], Id = before.Annotations[origins[i]].Id })
                    .Add("annotation", LossReason.Added, null, after.Annotations[i].Shape?.ToString());
        }
    }

    private static void Compare(Annotation before, Annotation? after, Sink sink)
    {
        if (after is null)
        {
            sink.Add("annotation", LossReason.AnnotationDropped, before.Shape?.Kind.ToString() ?? before.Label, null);
            return;
        }

        Shapes("shape", before.Shape, after.Shape, sink);
        Shapes("keypoints", before.Keypoints, after.Keypoints, sink);
        Shapes("storedBox", before.StoredBox, after.StoredBox, sink);
        sink.Value("id", before.Id, after.Id);
        sink.Value("labels", before.Labels.IsEmpty ? null : before.Labels.ToString(), after.Labels.IsEmpty
            ? null : after.Labels.ToString());
        sink.Number("confidence", before.Confidence, after.Confidence);
        sink.Number("storedArea", before.StoredArea, after.StoredArea);
        sink.Map("labelConfidences", before.LabelConfidences, after.LabelConfidences);
        foreach (AnnotationFlags flag in before.Flags == after.Flags ? [] : Flags)
        {
            if (flag != AnnotationFlags.None && before.Has(flag) != after.Has(flag))
                sink.Add($"flags.{flag}", before.Has(flag)
                    ? LossReason.Dropped : LossReason.Added, Text(before.Has(flag)), Text(after.Has(flag)));
        }

        sink.Map("attributes", before.Attributes, after.Attributes);
        sink.Value("text", before.Text, after.Text);
        sink.Value("trackId", before.TrackId, after.TrackId);
        sink.Value("groupId", before.GroupId, after.GroupId);
        sink.Value("parentId", before.ParentId, after.ParentId);
        sink.Value("zOrder", Text(before.ZOrder), Text(after.ZOrder));
        sink.Value("source", before.Source, after.Source);
        sink.Map("extra", before.Extra, after.Extra);
    }

    private static void Shapes(string field, IShape? before, IShape? after, Sink sink)
    {
        if (Equals(before, after))
            return;
        if (before is null || after is null)
        {
            sink.Add(field, before is null ? LossReason.Added : LossReason.Dropped, before?.ToString(), after?.ToString());
            return;
        }

        double? shift = before is IPlanarShape a && after is IPlanarShape b ? Shift(a.Bounds, b.Bounds) : null;
        LossReason reason = before.Kind != after.Kind ? LossReason.ShapeApproximated
            : shift is <= RoundingTolerance ? LossReason.Rounded
            : LossReason.Changed;
        sink.Add(field, reason, before.ToString(), after.ToString(), shift);
    }

    private static double Shift(Box a, Box b) => Math.Max(
        Math.Max(Math.Abs(a.Left - b.Left), Math.Abs(a.Top - b.Top)),
        Math.Max(Math.Abs(a.Right - b.Right), Math.Abs(a.Bottom - b.Bottom)));

    private static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string Text(bool value) => value ? "true" : "false";

    private sealed record Sink(ConversionReport Report, string Image, int? Index, string? Id, string[] Ignored)
    {
        public void Value(string field, string? before, string? after)
        {
            if (!string.Equals(before, after, StringComparison.Ordinal))
                Add(field, before is null ? LossReason.Added : after is null ? LossReason.Dropped : LossReason.Changed, before, after);
        }

        public void Number(string field, double? before, double? after)
        {
            if (!Equals(before, after))
            {
                LossReason reason = before is null ? LossReason.Added : after is null ? LossReason.Dropped : LossReason.Rounded;
                Add(field, reason, before?.ToString("R", CultureInfo.InvariantCulture), after?.ToString("R", CultureInfo.InvariantCulture));
            }
        }

        public void Map<T>(string field, ValueMap<T> before, ValueMap<T> after)
        {
            foreach (KeyValuePair<string, T> entry in before)
            {
                if (!after.TryGetValue(entry.Key, out T? value))
                    Add($"{field}.{entry.Key}", LossReason.Dropped, entry.Value?.ToString(), null);
                else if (!EqualityComparer<T>.Default.Equals(entry.Value, value))
                    Add($"{field}.{entry.Key}", LossReason.Changed, entry.Value?.ToString(), value?.ToString());
            }

            foreach (KeyValuePair<string, T> entry in after)
            {
                if (!before.ContainsKey(entry.Key))
                    Add($"{field}.{entry.Key}", LossReason.Added, null, entry.Value?.ToString());
            }
        }

        public void Add(string field, LossReason reason, string? before, string? after, double? pixels = null)
        {
            if (!Ignored.Contains(field))
                Report.Add(new ConversionLoss(Image, Index, field, reason, Shorten(before), Shorten(after))
                {
                    AnnotationId = Id,
                    Pixels = pixels
                });
        }

        private static string? Shorten(string? text) => text is { Length: > 120 } ? text[..119] + "…" : text;
    }
}
