using LabelingGen.Annotations;

namespace LabelingGen.Benchmarks.Annotations;

/// <summary>COCO's runs of 4096 x 4096 pixels, into buffers that are brought along: against the loop one would write.</summary>
internal static class MaskRatios
{
    private const int Side = 4096;
    private const int Rounds = 30;
    private const int Discs = 200;
    private const double NoiseShare = 0.1;
    private const double BrushEncodeMilliseconds = 2.5;
    private const double BrushDecodeMilliseconds = 8.5;

    public static IEnumerable<Ratio> Measure()
    {
        foreach ((string name, byte[] pixels) in new[]
            { ("disc", Disc()), ("200-discs", ManyDiscs()), ("noise", Noise()), ("stripes", Stripes()), ("empty", new byte[Side * Side]),
                ("full", Full()) })
        {
            uint[] counts = new uint[RunLengths.MaxCounts(pixels.Length)];
            int written = 0;
            (Measurement ours, Measurement loop) = Measurement.Compare(
                () => RunLengths.TryEncode(pixels, counts, out written), () => Encode(pixels, counts), Rounds, warmUps: 10);
            yield return new Ratio($"rle-encode-{name}-ms", ours.Milliseconds, loop.Milliseconds);
            yield return new Ratio($"rle-encode-{name}-bytes", ours.Bytes, loop.Bytes);

            byte[] back = new byte[pixels.Length];
            (ours, loop) = Measurement.Compare(
                () => RunLengths.Decode(counts.AsSpan(0, written), back), () =>
                    Decode(counts.AsSpan(0, written), back), Rounds, warmUps: 10);
            yield return new Ratio($"rle-decode-{name}-ms", ours.Milliseconds, loop.Milliseconds);
            yield return new Ratio($"rle-decode-{name}-bytes", ours.Bytes, loop.Bytes);
        }
    }

    /// <summary>Label Studio's brush strokes, against the goals: its own code in Python needed ten times as long for each.</summary>
    public static IEnumerable<Ratio> MeasureBrush()
    {
        byte[] pixels = Disc();
        byte[] encoded = BrushRle.EncodePixels(pixels);
        byte[] back = new byte[pixels.Length];
        (Measurement encode, Measurement decode) = Measurement.Compare(
            () => BrushRle.EncodePixels(pixels), () => BrushRle.DecodeAlpha(encoded, back), Rounds, warmUps: 10);
        yield return new Ratio("brush-encode-disc-ms", encode.Milliseconds, BrushEncodeMilliseconds);
        yield return new Ratio("brush-decode-disc-ms", decode.Milliseconds, BrushDecodeMilliseconds);
    }

    private static int Encode(byte[] pixels, uint[] counts)
    {
        int written = 0;
        uint run = 0;
        bool inside = false;
        foreach (byte pixel in pixels)
        {
            if (pixel != 0 != inside)
            {
                counts[written++] = run;
                run = 0;
                inside = !inside;
            }

            run++;
        }

        counts[written++] = run;
        return written;
    }

    private static void Decode(ReadOnlySpan<uint> counts, byte[] pixels)
    {
        int at = 0;
        byte value = 0;
        foreach (uint count in counts)
        {
            for (uint i = 0; i < count; i++)
                pixels[at++] = value;
            value ^= 1;
        }
    }

    private static byte[] Disc()
    {
        byte[] pixels = new byte[Side * Side];
        Draw(pixels, Side / 2, Side / 2, 3 * Side / 8);
        return pixels;
    }

    private static byte[] ManyDiscs()
    {
        Random random = new(2);
        byte[] pixels = new byte[Side * Side];
        for (int i = 0; i < Discs; i++)
            Draw(pixels, random.Next(Side), random.Next(Side), 40 + random.Next(120));
        return pixels;
    }

    private static byte[] Full()
    {
        byte[] pixels = new byte[Side * Side];
        Array.Fill(pixels, (byte)1);
        return pixels;
    }

    /// <summary>Rows of 4 pixels in turn: every column is short runs of one length.</summary>
    private static byte[] Stripes() => [.. Enumerable.Range(0, Side * Side).Select(static i => (byte)((i >> 2) & 1))];

    private static byte[] Noise()
    {
        Random random = new(3);
        byte[] pixels = new byte[Side * Side];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = random.NextDouble() < NoiseShare ? (byte)1 : (byte)0;
        return pixels;
    }

    private static void Draw(byte[] pixels, int centerX, int centerY, int radius)
    {
        for (int x = Math.Max(0, centerX - radius); x < Math.Min(Side, centerX + radius); x++)
        {
            int half = (int)Math.Sqrt((radius * radius) - ((x - centerX) * (x - centerX)));
            (int top, int bottom) = (Math.Max(0, centerY - half), Math.Min(Side, centerY + half));
            pixels.AsSpan((x * Side) + top, bottom - top).Fill(1);
        }
    }
}
