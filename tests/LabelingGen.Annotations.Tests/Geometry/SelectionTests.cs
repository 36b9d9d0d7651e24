namespace LabelingGen.Annotations.Tests.Geometry;

public class SelectionTests
{
    [Fact]
    public void The_best_of_overlapping_boxes_is_kept()
    {
        Box[] boxes = [new(0, 0, 10, 10), new(1, 0, 10, 10), new(50, 50, 10, 10), new(0, 0, 10, 10)];
        NonMaximumSuppression.Select(boxes, [0.5, 0.9, 0.1, 0.5], 0.5).ShouldBe([1, 2]);
        NonMaximumSuppression.Select(boxes, [0.5, 0.9, 0.1, 0.5], 0.5, [1, 2, 1, 1]).ShouldBe([1, 0, 2]);
        NonMaximumSuppression.Select([.. boxes.Select(box => (IPlanarShape)box)], [0.5, 0.9, 0.1, 0.5], 0.5).ShouldBe([1, 2]);
        Should.Throw<ArgumentException>(() => NonMaximumSuppression.Select(boxes, [0.5, double.NaN, 0.1, 0.5], 0.5));
        Should.Throw<ArgumentException>(() => NonMaximumSuppression.Select(boxes, [0.5], 0.5));
    }

    [Fact]
    public void Greedy_takes_the_best_first_and_optimal_the_best_in_all()
    {
        double[] overlaps = [0.9, 0.8, 0.85, 0.1];
        Matching.Greedy(overlaps, [0.9, 0.8], 2, 0.05).ShouldBe([new ShapeMatch(0, 0, 0.9), new ShapeMatch(1, 1, 0.1)]);
        Matching.Optimal(overlaps, 2, 2, 0.05).ShouldBe([new ShapeMatch(0, 1, 0.8), new ShapeMatch(1, 0, 0.85)]);
        Matching.Greedy(overlaps, [0.9, 0.8], 2, 0.5).ShouldBe([new ShapeMatch(0, 0, 0.9)]);
        Matching.Optimal([0, 0], 1, 2, 0).IsEmpty.ShouldBeTrue();
        Should.Throw<ArgumentException>(() => Matching.Greedy([0.5], [0.5], 2, 0.5));
    }

    [Fact]
    public void Assignments_are_as_cheap_as_the_cheapest_of_all()
    {
        Random random = new(1);
        for (int round = 0; round < 400; round++)
        {
            int rows = random.Next(0, 6);
            int columns = random.Next(0, 6);
            double[] costs = [.. Enumerable.Range(0, rows * columns).Select(_ => (double)random.Next(-9, 10))];
            int[] solution = Assignment.Solve(costs, rows, columns);
            solution.Count(column => column >= 0).ShouldBe(Math.Min(rows, columns));
            solution.Where(column => column >= 0).Distinct().Count().ShouldBe(Math.Min(rows, columns));
            double cost = solution.Select((column, row) => column < 0 ? 0 : costs[row * columns + column]).Sum();
            cost.ShouldBe(Cheapest(costs, rows, columns, 0, 0), $"round {round}");
        }
    }

    /// <summary>Tries everything.</summary>
    private static double Cheapest(double[] costs, int rows, int columns, int row, int used)
    {
        if (row == rows)
            return System.Numerics.BitOperations.PopCount((uint)used) == Math.Min(rows, columns) ? 0 : double.PositiveInfinity;
        double best = rows > columns ? Cheapest(costs, rows, columns, row + 1, used) : double.PositiveInfinity;
        for (int column = 0; column < columns; column++)
        {
            if ((used >> column & 1) == 0)
                best = Math.Min(best, costs[row * columns + column] + Cheapest(costs, rows, columns, row + 1, used | 1 << column));
        }

        return best;
    }
}
