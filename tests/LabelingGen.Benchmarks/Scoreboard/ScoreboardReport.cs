using System.Globalization;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary><c>--scoreboard</c>: the table of goals with today's figures.</summary>
internal static class ScoreboardReport
{
    public static int Print(TextWriter output)
    {
        Dictionary<int, string> today =
            Goals.All.OrderByDescending(goal => goal.IsTimed).ToDictionary(goal => goal.Number, goal => goal.Measure());
        output.WriteLine("| # | goal | ours must | today |");
        output.WriteLine("| --- | --- | --- | --- |");
        foreach (Goal goal in Goals.All)
        {
            string number = goal.Number.ToString(CultureInfo.InvariantCulture);
            output.WriteLine($"| {number} | {goal.Name} | {goal.Must} | {today[goal.Number]} |");
        }

        return 0;
    }
}
