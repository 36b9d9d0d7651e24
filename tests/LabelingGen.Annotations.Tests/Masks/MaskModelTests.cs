namespace LabelingGen.Annotations.Tests.Masks;

public class MaskModelTests
{
    [Fact]
    public void Runs_are_counted_column_by_column()
    {
        // 3 wide, 2 high; inside are the lower left pixel and the whole middle column.
        Mask mask = Mask.FromCounts(3, 2, [1, 3, 2]);
        mask.PixelCount.ShouldBe(3);
        mask.Bounds.ShouldBe(new Box(0, 0, 2, 2));
    }

    [Fact]
    public void Bounds_skip_runs_of_no_length()
    {
        Mask mask = Mask.FromCounts(4, 4, [5, 0, 0, 1, 0, 1, 9]);
        mask.Bounds.ShouldBe(new Box(1, 1, 1, 2));
        mask.ShouldBe(Mask.FromCounts(4, 4, [5, 2, 9]));
        mask.GetHashCode().ShouldBe(Mask.FromCounts(4, 4, [5, 2, 9]).GetHashCode());
        Mask.FromCounts(4, 4, [16, 0]).Bounds.ShouldBe(default);
    }

    [Theory]
    [InlineData(4, 4, new uint[] { 5, 2, 8 })]
    [InlineData(4, 4, new uint[] { 5, 2, 10 })]
    [InlineData(0, 4, new uint[] { 1 })]
    [InlineData(4, 4, new uint[] { uint.MaxValue, uint.MaxValue })]
    [InlineData(4, 4, new uint[0])]
    public void Runs_that_do_not_fill_the_picture_are_refused(int width, int height, uint[] counts) =>
        Should.Throw<MaskFormatException>(() => Mask.FromCounts(width, height, counts)).Message.ShouldContain($"{width} x {height}");

    [Fact]
    public void Sizes_beyond_the_limit_are_refused_without_allocating()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<ArgumentOutOfRangeException>(() => Mask.FromCounts(int.MaxValue, int.MaxValue, []));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 16);
    }
}
