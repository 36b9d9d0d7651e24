namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>One row of the table of goals.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Must">What ours must reach.</param>
/// <param name="Measure">Today's figures, or why there are none here.</param>
/// <param name="IsTimed">Whether it compares times, and must come before the rows that keep the compiler of this process busy.</param>
internal sealed record Goal(int Number, string Name, string Must, Func<string> Measure, bool IsTimed = false);
