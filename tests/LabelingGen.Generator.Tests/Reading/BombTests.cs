using LabelingGen.Generator.Reading;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>Documents made to exhaust a reader end in a diagnostic, on the smallest stack a compiler's thread may have.</summary>
public class BombTests
{
    private const int StackSize = 1024 * 1024;

    public static TheoryData<string> Names => new(Bombs.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bomb_ends_in_a_diagnostic(string bomb)
    {
        ReadResult? result = null;
        Thread thread = new(() => result = SpecReading.Read(Bombs.Text(bomb)), StackSize);
        thread.Start();
        thread.Join(TimeSpan.FromMinutes(5)).ShouldBeTrue("the reader did not come back");
        result.ShouldNotBeNull();
        result.Diagnostics.ShouldNotBeEmpty();
        result.Diagnostics.ShouldNotContain(d => d.Id == "LG9001");
    }

    [Fact]
    public void Cancellation_passes()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => Generator.Reading.OpenApi.OpenApiReader.Read(
            new SpecSet(new SpecFile("a.yaml", Bombs.Text("million lines"))), ReadOptions.Default, source.Token));
    }

    [Fact]
    public void Work_that_has_begun_ends_when_it_is_cancelled()
    {
        const long aPartOfTheWork = 20_000_000;
        SpecSet spec = new(new SpecFile("cancelled.yaml", Bombs.Text("million lines")));
        using CancellationTokenSource source = new();
        Exception? thrown = null;
        long allocated = 0;
        using ManualResetEventSlim begun = new();
        Thread thread = new(() =>
        {
            begun.Set();
            thrown = Record.Exception(() => Generator.Reading.OpenApi.OpenApiReader.Read(spec, ReadOptions.Default, source.Token));
        });
        long before = GC.GetTotalAllocatedBytes();
        thread.Start();
        begun.Wait();
        // The whole takes far more memory than that, so that the reader is in the middle of it.
        while (thread.IsAlive && allocated < aPartOfTheWork)
        {
            Thread.Yield();
            allocated = GC.GetTotalAllocatedBytes() - before;
        }

        source.Cancel();
        thread.Join();
        thrown.ShouldBeOfType<OperationCanceledException>();
    }
}
