namespace LabelingGen.Emulator.Tests;

public class ClockTests
{
    [Fact]
    public void Timers_fire_in_order_at_their_own_instants()
    {
        EmulatorClock clock = EmulatorClock.StoppedAt(EmulatorSession.Start);
        List<string> fired = [];
        using ITimer late = clock.CreateTimer(_ => Note("late"), null, TimeSpan.FromSeconds(9), Timeout.InfiniteTimeSpan);
        using ITimer often = clock.CreateTimer(_ => Note("often"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
        using ITimer never = clock.CreateTimer(_ => Note("never"), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromSeconds(10));
        fired.ShouldBe(["often@2", "often@6", "late@9", "often@10"]);
        clock.GetUtcNow().ShouldBe(EmulatorSession.Start.AddSeconds(10));

        void Note(string name) => fired.Add($"{name}@{(clock.GetUtcNow() - EmulatorSession.Start).TotalSeconds}");
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_is_advanced_past_it()
    {
        EmulatorClock clock = EmulatorClock.StoppedAt(EmulatorSession.Start);
        Task delay = Task.Delay(TimeSpan.FromDays(1), clock);
        clock.Advance(TimeSpan.FromHours(23));
        delay.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromHours(1));
        await delay;
    }

    [Fact]
    public void A_disposed_or_changed_timer_does_not_fire()
    {
        EmulatorClock clock = EmulatorClock.StoppedAt(EmulatorSession.Start);
        int fired = 0;
        ITimer disposed = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        disposed.Change(TimeSpan.Zero, TimeSpan.Zero).ShouldBeFalse();
        using ITimer moved = clock.CreateTimer(_ => fired += 10, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        moved.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(4));
        fired.ShouldBe(0);
        clock.Advance(TimeSpan.FromSeconds(1));
        fired.ShouldBe(10);
    }

    [Fact]
    public async Task It_follows_the_clock_below_and_can_run_ahead_of_it()
    {
        EmulatorClock below = EmulatorClock.StoppedAt(EmulatorSession.Start);
        EmulatorClock clock = new(below);
        Task delay = Task.Delay(TimeSpan.FromSeconds(10), clock);
        clock.Advance(TimeSpan.FromSeconds(4));
        below.Advance(TimeSpan.FromSeconds(5));
        clock.GetUtcNow().ShouldBe(EmulatorSession.Start.AddSeconds(9));
        delay.IsCompleted.ShouldBeFalse();
        below.Advance(TimeSpan.FromSeconds(1));
        await delay;
        Should.Throw<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromSeconds(-1)));
    }
}
