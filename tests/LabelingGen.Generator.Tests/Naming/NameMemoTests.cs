using System.Runtime.CompilerServices;
using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Tests.Naming;

/// <summary>Names are remembered, but not for ever: the compiler's process lives for days.</summary>
public class NameMemoTests
{
    [Fact]
    public void A_name_is_made_once()
    {
        int made = 0;
        NameMemo<string> memo = new(text => $"{text} {++made}");
        memo.Of("a").ShouldBe("a 1");
        memo.Of("a").ShouldBe("a 1");
        memo.Of("b").ShouldBe("b 2");
    }

    [Fact]
    public void Names_are_forgotten_before_there_are_many_and_long_ones_never_remembered()
    {
        NameMemo<string> memo = new(text => text + "!");
        List<WeakReference> names = Fill(memo);
        GC.Collect();
        names.Count(name => name.IsAlive).ShouldBeLessThan(20_000);
        names[0].IsAlive.ShouldBeFalse();
        names[^1].IsAlive.ShouldBeFalse("a long text");
        GC.KeepAlive(memo);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Fill(NameMemo<string> memo) =>
    [
        .. Enumerable.Range(0, 50_000).Select(number => new WeakReference(memo.Of("name " + number))),
        new WeakReference(memo.Of(new string('x', 200))),
    ];
}
