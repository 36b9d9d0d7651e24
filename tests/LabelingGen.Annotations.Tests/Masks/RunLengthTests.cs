using System.Text;

namespace LabelingGen.Annotations.Tests.Masks;

public class RunLengthTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Pixels_survive_runs_and_the_compressed_text(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 300; round++)
        {
            byte[] pixels = RandomPixels(random, random.Next(0, 700));
            uint[] counts = new uint[RunLengths.MaxCounts(pixels.Length)];
            RunLengths.TryEncode(pixels, counts, out int written).ShouldBeTrue();
            counts[..written].ShouldBe(PlainRuns(pixels), $"seed {seed}, round {round}");
            byte[] back = new byte[pixels.Length];
            RunLengths.Decode(counts.AsSpan(0, written), back, 9);
            back.ShouldBe(pixels.Select(pixel => pixel == 0 ? (byte)0 : (byte)9).ToArray());
            byte[] text = new byte[CompressedCounts.MaxCharacters(written)];
            CompressedCounts.TryWrite(counts.AsSpan(0, written), text, out int characters).ShouldBeTrue();
            uint[] read = new uint[characters];
            CompressedCounts.Read(text.AsSpan(0, characters), read).ShouldBe(written);
            read[..written].ShouldBe(counts[..written]);
        }
    }

    [Fact]
    public void Nothing_is_allocated_when_the_caller_brings_the_buffers()
    {
        byte[] pixels = RandomPixels(new Random(4), 100_000);
        uint[] counts = new uint[pixels.Length + 1];
        byte[] text = new byte[CompressedCounts.MaxCharacters(counts.Length)];
        Point[] ring = [new(1, 1), new(80.5, 3), new(70, 90), new(4, 60.2)];
        Work();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Work();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Work()
        {
            RunLengths.TryEncode(pixels, counts, out int written);
            RunLengths.Decode(counts.AsSpan(0, written), pixels);
            CompressedCounts.TryWrite(counts.AsSpan(0, written), text, out int characters);
            CompressedCounts.Read(text.AsSpan(0, characters), counts);
            PolygonRasterizer.TryEncode(ring, 100, 100, counts, out _);
        }
    }

    [Fact]
    public void Buffers_that_are_too_short_are_reported()
    {
        byte[] pixels = [0, 1, 0, 1];
        RunLengths.TryEncode(pixels, new uint[3], out int written).ShouldBeFalse();
        written.ShouldBe(0);
        RunLengths.TryEncode(RandomPixels(new Random(1), 640), new uint[3], out _).ShouldBeFalse();
        CompressedCounts.TryWrite([1, 2, 3], new byte[2], out int characters).ShouldBeFalse();
        characters.ShouldBe(0);
        Should.Throw<MaskFormatException>(() => CompressedCounts.Read("123"u8, new uint[2]));
    }

    [Theory]
    [InlineData(new uint[] { 3, 2 })]
    [InlineData(new uint[] { 3, 4 })]
    [InlineData(new uint[] { 0, uint.MaxValue, 7 })]
    public void Lying_runs_do_not_leave_the_buffer(uint[] counts)
    {
        byte[] guarded = new byte[106];
        Should.Throw<MaskFormatException>(() => RunLengths.Decode(counts, guarded.AsSpan(50, 6)));
        guarded[..50].ShouldAllBe(value => value == 0);
        guarded[56..].ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Every_decoding_of_short_runs_stays_within_the_buffer()
    {
        Random random = new(11);
        for (int round = 0; round < 500; round++)
        {
            int length = random.Next(0, 130);
            byte[] pixels = RandomPixels(random, length);
            byte[] guarded = new byte[length + 128];
            guarded.AsSpan().Fill(0xcc);
            RunLengths.Decode(PlainRuns(pixels), guarded.AsSpan(64, length), 1);
            guarded[..64].ShouldAllBe(value => value == 0xcc);
            guarded[(64 + length)..].ShouldAllBe(value => value == 0xcc);
        }
    }

    [Theory]
    [InlineData("o")]
    [InlineData("oooooooooo0")]
    [InlineData("0 0")]
    [InlineData("0p")]
    [InlineData("O")]
    [InlineData("é")]
    public void Characters_that_are_no_runs_are_refused(string compressed) =>
        Should.Throw<MaskFormatException>(() => Mask.FromCompressed(4, 4, compressed));

    [Fact]
    public void Any_text_gives_a_mask_or_a_format_error()
    {
        Random random = new(77);
        int masks = 0;
        for (int round = 0; round < 20_000; round++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => (char)random.Next(46, 114))]);
            try
            {
                Mask mask = Mask.FromCompressed(3, 2, text);
                mask.PixelCount.ShouldBeInRange(0, 6);
                masks++;
            }
            catch (MaskFormatException)
            {
            }
        }

        masks.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void The_compressed_text_is_the_one_of_coco()
    {
        // The example of a 9 x 9 square in the corner of a 20 x 20 picture: runs of 9 and 11, then the rest.
        Mask square = Mask.FromCocoRings([[new(0, 0), new(9, 0), new(9, 9), new(0, 9)]], 20, 20);
        square.Counts[..4].ToArray().ShouldBe([0u, 9u, 11u, 9u]);
        Encoding.ASCII.GetBytes(square.ToCompressed()).ShouldAllBe(character => character >= 48 && character < 112);
    }

    private static byte[] RandomPixels(Random random, int length)
    {
        byte[] pixels = new byte[length];
        int longest = random.Next(1, 200);
        byte value = (byte)random.Next(2);
        for (int i = 0; i < length;)
        {
            int run = Math.Min(length - i, random.Next(1, longest + 1));
            pixels.AsSpan(i, run).Fill(value == 0 ? (byte)0 : (byte)random.Next(1, 256));
            value ^= 1;
            i += run;
        }

        return pixels;
    }

    private static uint[] PlainRuns(byte[] pixels)
    {
        List<uint> counts = [0];
        bool inside = false;
        foreach (byte pixel in pixels)
        {
            if (pixel != 0 != inside)
            {
                counts.Add(0);
                inside = !inside;
            }

            counts[^1]++;
        }

        return [.. counts];
    }
}
