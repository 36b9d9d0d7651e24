using System.Buffers.Binary;
using System.IO.Compression;

namespace LabelingGen.Annotations.Tests.Masks;

public class PngTests
{
    public static TheoryData<PngColorType, int> Layouts()
    {
        TheoryData<PngColorType, int> layouts = [];
        foreach (PngColorType type in Enum.GetValues<PngColorType>())
        {
            foreach (int depth in new[] { 1, 2, 4, 8, 16 })
            {
                if (PngLayout.IsAllowed(type, depth))
                    layouts.Add(type, depth);
            }
        }

        return layouts;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_layout_survives_writing_and_reading(PngColorType type, int depth)
    {
        Random random = new(depth);
        for (int round = 0; round < 30; round++)
        {
            PngImage image = RandomImage(random, type, depth);
            PngImage back = PngImage.Decode(image.Encode());
            (back.Width, back.Height, back.ColorType, back.BitDepth).ShouldBe((image.Width, image.Height, type, depth));
            back.Samples.ToArray().ShouldBe(image.Samples.ToArray());
            back.Palette.ToArray().ShouldBe(image.Palette.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Interlaced_pictures_and_every_filter_are_read(PngColorType type, int depth)
    {
        Random random = new(depth + 100);
        for (int round = 0; round < 20; round++)
        {
            PngImage image = RandomImage(random, type, depth);
            byte[] file = PngTestWriter.WriteInterlaced(image, filter: round % 5, chunkSize: 1 + random.Next(200));
            PngImage.Decode(file).Samples.ToArray().ShouldBe(image.Samples.ToArray(), $"round {round}");
        }
    }

    [Fact]
    public void Colours_are_looked_up_and_scaled()
    {
        PngImage palette = new(2, 1, PngColorType.Palette, 1, new byte[] { 0, 1 }, new byte[] { 1, 2, 3, 4, 5, 6 }, new byte[] { 9 });
        Rgba(palette).ShouldBe([1, 2, 3, 9, 4, 5, 6, 255]);
        Rgba(new PngImage(2, 1, PngColorType.Grey, 2, new byte[] { 1, 3 })).ShouldBe([85, 85, 85, 255, 255, 255, 255, 255]);
        PngImage keyed = new(2, 1, PngColorType.Grey, 8, new byte[] { 7, 8 }, default, new byte[] { 0, 7 });
        Rgba(keyed).ShouldBe([7, 7, 7, 0, 8, 8, 8, 255]);
        Rgba(new PngImage(1, 1, PngColorType.Rgba, 16, new byte[] { 1, 99, 2, 99, 3, 99, 4, 99 })).ShouldBe([1, 2, 3, 4]);
        PngImage beyond = new(1, 1, PngColorType.Palette, 8, new byte[] { 5 }, new byte[] { 1, 2, 3 });
        Should.Throw<PngFormatException>(() => Rgba(beyond)).Message.ShouldContain("5");

        static byte[] Rgba(PngImage image)
        {
            byte[] rgba = new byte[4 * image.Width * image.Height];
            image.CopyRgbaTo(rgba);
            return rgba;
        }
    }

    [Fact]
    public void A_header_that_claims_two_to_the_31_pixels_allocates_nothing()
    {
        byte[] huge = PngTestWriter.WithHeader(int.MaxValue, int.MaxValue);
        byte[] large = PngTestWriter.WithHeader(16_000, 16_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<PngFormatException>(() => PngImage.Decode(huge)).Message.ShouldContain("2147483647 x 2147483647");
        Should.Throw<PngFormatException>(() => PngImage.Decode(large)).Message.ShouldContain("bytes of data");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 17);
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        byte[] file = RandomImage(new Random(1), PngColorType.Palette, 8).Encode();
        for (int i = 0; i < file.Length; i++)
        {
            byte[] damaged = [.. file];
            damaged[i] ^= 0x10;
            Should.Throw<PngFormatException>(() => PngImage.Decode(damaged), $"byte {i}");
            Should.Throw<PngFormatException>(() => PngImage.Decode(file.AsMemory(0, i)), $"cut at {i}");
        }
    }

    [Fact]
    public void Damage_under_a_right_checksum_gives_a_picture_or_a_format_error()
    {
        Random random = new(9);
        PngImage image = RandomImage(new Random(2), PngColorType.Rgb, 8);
        int refused = 0;
        for (int round = 0; round < 3000; round++)
        {
            byte[] file = PngTestWriter.WriteInterlaced(image, filter: 4, chunkSize: 100_000);
            PngTestWriter.DamageChunks(file, random);
            try
            {
                PngImage.Decode(file).Samples.Length.ShouldBeGreaterThan(0);
            }
            catch (PngFormatException)
            {
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(2000);
    }

    [Fact]
    public void Index_masks_and_panoptic_pictures_hold_numbers()
    {
        LabelMap map = new(4, 3);
        map.Paint(Mask.FromShape(new Box(0, 0, 2, 2), 4, 3), 15);
        map.Paint(Mask.FromShape(new Box(1, 1, 3, 2), 4, 3), 255);
        map.DistinctValues().ShouldBe([0, 15, 255]);
        LabelMap back = LabelMap.FromPng(PngImage.Decode(map.ToIndexedPng(LabelMap.VocPalette()).Encode()));
        back.Values.ToArray().ShouldBe(map.Values.ToArray());
        back.ToMask(15).PixelCount.ShouldBe(3);
        map[0, 0] = 0x030201;
        PngImage panoptic = map.ToPanopticPng();
        panoptic.Samples.Span[..3].ToArray().ShouldBe([1, 2, 3]);
        LabelMap.FromPng(PngImage.Decode(panoptic.Encode())).Values.ToArray().ShouldBe(map.Values.ToArray());
        Should.Throw<InvalidOperationException>(() => map.ToIndexedPng(LabelMap.VocPalette()));
    }

    [Fact]
    public void The_usual_palette_begins_with_the_usual_colours() =>
        LabelMap.VocPalette()[..15].ShouldBe([0, 0, 0, 128, 0, 0, 0, 128, 0, 128, 128, 0, 0, 0, 128]);

    [Fact]
    public void Parts_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => new PngImage(2, 2, PngColorType.Rgb, 4, new byte[12])).ParamName.ShouldBe("bitDepth");
        Should.Throw<ArgumentException>(() => new PngImage(2, 2, PngColorType.Rgb, 8, new byte[11])).ParamName.ShouldBe("samples");
        Should.Throw<ArgumentException>(() => new PngImage(2, 2, PngColorType.Palette, 8, new byte[4])).ParamName.ShouldBe("palette");
    }

    private static PngImage RandomImage(Random random, PngColorType type, int depth)
    {
        (int width, int height) = (random.Next(1, 40), random.Next(1, 40));
        byte[] samples = new byte[width * height * PngLayout.Channels(type) * (depth == 16 ? 2 : 1)];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (byte)(random.Next(3) == 0 ? random.Next(1 << Math.Min(depth, 8)) : i == 0 ? 0 : samples[i - 1]);
        byte[] palette = new byte[type == PngColorType.Palette ? 3 << depth : 0];
        random.NextBytes(palette);
        return new PngImage(width, height, type, depth, samples, palette);
    }

    [Fact]
    public void Colours_of_16_bits_stand_for_no_numbers() => Should.Throw<PngFormatException>(
        () => LabelMap.FromPng(new PngImage(1, 1, PngColorType.Rgb, 16, new byte[6]))).Message.ShouldContain("16 bits");

    [Fact]
    public void Data_that_ask_for_a_dictionary_are_damaged() => Should.Throw<PngFormatException>(
        () => PngImage.Decode(PngTestWriter.WithData(1, 1, [0x78, 0xBB, 0, 0, 0, 1, 0, 0]))).Message.ShouldContain("damaged");
}
