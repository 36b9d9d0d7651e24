namespace LabelingGen.Annotations.Tests.Masks;

public class BitMaskTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 9)]
    [InlineData(8, 8)]
    [InlineData(33, 64)]
    [InlineData(65, 31)]
    [InlineData(100, 1)]
    [InlineData(1, 100)]
    [InlineData(0, 5)]
    public void Pixels_in_rows_survive_the_bits_in_columns(int width, int height)
    {
        Random random = new(width * 1000 + height);
        for (int round = 0; round < 20; round++)
        {
            byte[] pixels = [.. Enumerable.Range(0, width * height).Select(_ => (byte)(random.Next(3) == 0 ? random.Next(1, 256) : 0))];
            BitMask mask = BitMask.FromPixels(width, height, pixels);
            mask.PixelCount.ShouldBe(pixels.Count(pixel => pixel != 0));
            for (int i = 0; i < pixels.Length; i++)
                mask[i % width, i / width].ShouldBe(pixels[i] != 0);
            byte[] back = new byte[pixels.Length];
            mask.CopyPixelsTo(back, 200);
            back.ShouldBe(pixels.Select(pixel => pixel == 0 ? (byte)0 : (byte)200).ToArray());
            Mask runs = mask.ToMask();
            runs.ShouldBe(Mask.FromCounts(width, height, runs.Counts));
            BitMask.FromMask(runs).IntersectionCount(mask).ShouldBe(mask.PixelCount);
        }
    }

    [Fact]
    public void Set_operations_agree_on_bits_and_on_runs()
    {
        Random random = new(3);
        for (int round = 0; round < 200; round++)
        {
            (int width, int height) = (random.Next(1, 40), random.Next(1, 40));
            (BitMask a, BitMask b) = (RandomMask(random, width, height), RandomMask(random, width, height));
            (Mask first, Mask second) = (a.ToMask(), b.ToMask());
            first.IntersectionCount(second).ShouldBe(a.IntersectionCount(b));
            first.IntersectionOverUnion(second).ShouldBe(a.IntersectionOverUnion(b));
            Applied(a, mask => mask.And(b)).ShouldBe(first.Intersect(second));
            Applied(a, mask => mask.Or(b)).ShouldBe(first.Union(second));
            Applied(a, mask => mask.Xor(b)).ShouldBe(first.SymmetricExcept(second));
            Applied(a, mask => mask.AndNot(b)).ShouldBe(first.Except(second));
            Applied(a, mask => mask.Not()).ShouldBe(first.Complement());
            first.Union(second).PixelCount.ShouldBe(first.PixelCount + second.PixelCount - first.IntersectionCount(second));
        }

        static Mask Applied(BitMask mask, Action<BitMask> change)
        {
            BitMask copy = BitMask.FromMask(mask.ToMask());
            change(copy);
            return copy.ToMask();
        }
    }

    [Fact]
    public void Masks_of_other_sizes_do_not_mix()
    {
        Should.Throw<ArgumentException>(() => new BitMask(2, 3).And(new BitMask(3, 2))).ParamName.ShouldBe("other");
        Should.Throw<ArgumentException>(() => Mask.Filled(2, 3, true).Union(Mask.Filled(3, 2, true))).ParamName.ShouldBe("other");
        Should.Throw<ArgumentOutOfRangeException>(() => new BitMask(2, 3)[2, 0]).ParamName.ShouldBe("x");
        Should.Throw<ArgumentOutOfRangeException>(() => new BitMask(1 << 20, 1 << 20));
        Should.Throw<ArgumentException>(() => BitMask.FromPixels(2, 2, new byte[3])).ParamName.ShouldBe("pixels");
    }

    [Fact]
    public void Empty_masks_have_no_overlap()
    {
        Mask empty = Mask.Filled(5, 5, inside: false);
        empty.IntersectionOverUnion(empty).ShouldBe(0);
        empty.IsEmpty.ShouldBeTrue();
        new BitMask(5, 5).IsEmpty.ShouldBeTrue();
        Mask.Filled(5, 5, inside: true).Complement().ShouldBe(empty);
    }

    [Fact]
    public void A_window_crops_and_a_negative_one_pads()
    {
        Random random = new(8);
        for (int round = 0; round < 100; round++)
        {
            Mask mask = RandomMask(random, random.Next(1, 30), random.Next(1, 30)).ToMask();
            (int left, int top, int width, int height) =
                (random.Next(-10, 30), random.Next(-10, 30), random.Next(0, 90), random.Next(0, 90));
            Mask window = mask.Window(left, top, width, height);
            for (int x = 0; x < width; x++)
            {
                for (int y = 0; y < height; y++)
                    window.Contains(x, y).ShouldBe(mask.Contains(x + left, y + top));
            }
        }
    }

    internal static BitMask RandomMask(Random random, int width, int height)
    {
        BitMask mask = new(width, height);
        double density = random.NextDouble();
        for (int x = 0; x < width; x++)
        {
            for (int y = 0; y < height; y++)
                mask[x, y] = random.NextDouble() < density;
        }

        return mask;
    }
}
