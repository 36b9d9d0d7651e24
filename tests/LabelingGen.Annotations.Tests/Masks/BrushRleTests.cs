using System.Text.Json;
using LabelingGen.Annotations.Tests.Compatibility;

namespace LabelingGen.Annotations.Tests.Masks;

public class BrushRleTests
{
    [FactOverCases]
    public void Every_recorded_case_of_the_official_converter_is_met()
    {
        string folder = CaseFolder.Find("label-studio-converters")!;
        int checkedCases = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.json"))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
            JsonElement input = document.RootElement.GetProperty("input");
            document.RootElement.TryGetProperty("expected", out JsonElement expected);
            switch (document.RootElement.GetProperty("kind").GetString())
            {
                case "brush.encode_rle":
                    byte[] values = input.TryGetProperty("runs", out JsonElement runs)
                        ? [.. runs.EnumerateArray().SelectMany(run => Enumerable.Repeat(run[0].GetByte(), run[1].GetInt32()))]
                        : Bytes(input.GetProperty("values"));
                    byte[] encoded = BrushRle.EncodeValues(values);
                    encoded.ShouldBe(Bytes(expected.GetProperty("rle")), file);
                    byte[] back = new byte[values.Length];
                    BrushRle.DecodeValues(encoded, back);
                    back.ShouldBe(values, file);
                    break;
                case "brush.decode_rle":
                    byte[] rle = Bytes(input.GetProperty("rle"));
                    byte[] decoded = new byte[BrushRle.ReadValueCount(rle)];
                    BrushRle.DecodeValues(rle, decoded);
                    decoded.ShouldBe(Bytes(expected.GetProperty("values")), file);
                    break;
                case "brush.mask2rle":
                    byte[] pixels = [.. input.GetProperty("mask").EnumerateArray().SelectMany(Bytes)];
                    BrushRle.EncodePixels(pixels).ShouldBe(Bytes(expected.GetProperty("rle")), file);
                    break;
                case "brush.image2rle":
                    byte[] grey = [.. input.GetProperty("pixels_L").EnumerateArray().SelectMany(Bytes)];
                    byte[] plane = [.. grey.Select(value => value > 128 ? (byte)255 : (byte)0)];
                    BrushRle.EncodePixels(plane).ShouldBe(Bytes(expected.GetProperty("rle")), file);
                    break;
                default:
                    continue;
            }

            checkedCases++;
        }

        checkedCases.ShouldBeGreaterThan(12);
    }

    [Fact]
    public void The_worked_examples_are_met_bit_for_bit()
    {
        BrushRle.EncodePixels([0, 255, 255]).ShouldBe([0, 0, 0, 12, 57, 27, 252, 96, 19, 255, 128]);
        Mask mask = Mask.FromPixels(6, 2, [0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0]);
        byte[] rle = BrushRle.EncodeMask(mask);
        rle.ShouldBe([0, 0, 0, 48, 57, 27, 254, 27, 0, 191, 255, 24, 0]);
        BrushRle.DecodeMask(rle, 6, 2).ShouldBe(mask);
    }

    [Fact]
    public void Alpha_planes_survive()
    {
        Random random = new(6);
        for (int round = 0; round < 200; round++)
        {
            byte[] plane = new byte[random.Next(0, 400)];
            for (int i = 0; i < plane.Length;)
            {
                int run = Math.Min(plane.Length - i, random.Next(1, 40));
                plane.AsSpan(i, run).Fill((byte)random.Next(256));
                i += run;
            }

            byte[] back = new byte[plane.Length];
            BrushRle.DecodeAlpha(BrushRle.EncodePixels(plane), back);
            back.ShouldBe(plane, $"round {round}");
        }
    }

    [Fact]
    public void Lying_and_damaged_streams_are_refused_and_bounded()
    {
        byte[] rle = BrushRle.EncodePixels([0, 255, 255]);
        Should.Throw<MaskFormatException>(() => BrushRle.DecodeMask(rle, 2, 2)).Message.ShouldContain("12");
        Should.Throw<MaskFormatException>(() => BrushRle.DecodeMask(rle.AsSpan(0, 9), 3, 1));
        Should.Throw<MaskFormatException>(() => BrushRle.ReadValueCount([0, 0, 0]));
        byte[] claimsFourBillion = [255, 255, 255, 255, 57, 27, 248];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<MaskFormatException>(() => BrushRle.DecodeMask(claimsFourBillion, 100, 100));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 16);
        byte[] wideWords = [0, 0, 0, 4, 0xff, 0xff, 0xff, 0xff, 0xff];
        Should.Throw<MaskFormatException>(() => BrushRle.DecodeMask(wideWords, 1, 1)).Message.ShouldContain("32 bits");
    }

    [Fact]
    public void A_mask_beyond_what_the_header_counts_is_refused_before_memory_is_rented()
    {
        Mask tooLarge = Mask.Filled(1 << 15, 1 << 15, inside: true);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ArgumentOutOfRangeException error = Should.Throw<ArgumentOutOfRangeException>(() => BrushRle.EncodeMask(tooLarge));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 16);
        error.ParamName.ShouldBe("mask");
        error.Message.ShouldContain("32768 x 32768 pixels are more than the 1073741823");
    }

    [Fact]
    public void Any_bytes_give_a_plane_or_a_format_error()
    {
        Random random = new(13);
        byte[] valid = BrushRle.EncodePixels([0, 0, 9, 9, 9, 9, 200, 0, 0, 255, 255, 1]);
        byte[] plane = new byte[12];
        int read = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = [.. valid];
            for (int i = 0; i < 1 + round % 4; i++)
                bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            try
            {
                BrushRle.DecodeAlpha(bytes.AsSpan(0, random.Next(bytes.Length + 1)), plane);
                read++;
            }
            catch (MaskFormatException)
            {
            }
        }

        read.ShouldBeGreaterThan(100);
    }

    private static byte[] Bytes(JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetByte())];
}
