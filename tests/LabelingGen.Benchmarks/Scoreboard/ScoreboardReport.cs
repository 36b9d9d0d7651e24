using System.Globalization;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary><c>--scoreboard [row]</c>: the table of goals with today's figures.</summary>
internal static class ScoreboardReport
{
    /// <param name="rows">The numbers of the rows to measure; all without one.</param>
    /// <param name="output">Gets the table.</param>
    /// <param name="progress">Gets each row's figures when they are known: the whole takes minutes.</param>
    public static int Print(IReadOnlyList<string> rows, TextWriter output, TextWriter progress)
    {
        Dictionary<int, string> today = [];
        Goal[] goals = [.. Goals.All.Where(goal => rows.Count == 0 || rows.Contains(goal.Number.ToString(CultureInfo.InvariantCulture)))];
        foreach (Goal goal in goals.OrderByDescending(goal => goal.IsTimed))
        {
            today[goal.Number] = goal.Measure();
            progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{goal.Number} {goal.Name}: {today[goal.Number]}"));
        }

        output.WriteLine("| # | goal | ours must | today |");
        output.WriteLine("| --- | --- | --- | --- |");
        foreach (Goal goal in goals)
        {
            string number = goal.Number.ToString(CultureInfo.InvariantCulture);
            output.WriteLine($"| {number} | {goal.Name} | {goal.Must} | {today[goal.Number]} |");
        }

        return 0;
    }
}
