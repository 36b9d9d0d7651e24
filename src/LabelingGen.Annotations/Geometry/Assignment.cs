namespace LabelingGen.Annotations;

/// <summary>Gives each row a column of its own so that the sum of costs is least: the Hungarian method.</summary>
public static class Assignment
{
    /// <summary>Solves an assignment in time proportional to rows² times columns (for at most as many rows as columns).</summary>
    /// <param name="costs">The costs, row by row; finite.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <returns>For each row its column; -1 for rows that are left over when there are more rows than columns.</returns>
    /// <exception cref="ArgumentException">The costs are not as many as rows times columns, or one is not finite.</exception>
    public static int[] Solve(ReadOnlySpan<double> costs, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (costs.Length != (long)rows * columns)
            throw new ArgumentException($"{rows} x {columns} need {(long)rows * columns} costs, not {costs.Length}.", nameof(costs));
        foreach (double cost in costs)
        {
            if (!double.IsFinite(cost))
                throw new ArgumentException("A cost is not a finite number.", nameof(costs));
        }

        int[] result = new int[rows];
        Array.Fill(result, -1);
        bool isTurned = rows > columns;
        int[] rowOfColumn = isTurned ? Solve(costs, columns, rows, 1, columns) : Solve(costs, rows, columns, columns, 1);
        for (int column = 0; column < rowOfColumn.Length; column++)
        {
            if (rowOfColumn[column] < 0)
                continue;
            if (isTurned)
                result[column] = rowOfColumn[column];
            else
                result[rowOfColumn[column]] = column;
        }

        return result;
    }

    /// <summary>
    /// Adds one row after the other along the cheapest path of changes; potentials keep all reduced costs from being negative.
    /// </summary>
    private static int[] Solve(ReadOnlySpan<double> costs, int rows, int columns, int rowStep, int columnStep)
    {
        double[] rowPotential = new double[rows];
        double[] columnPotential = new double[columns + 1];
        int[] rowOfColumn = new int[columns + 1];
        Array.Fill(rowOfColumn, -1);
        int[] previous = new int[columns];
        double[] distance = new double[columns];
        bool[] done = new bool[columns + 1];
        for (int row = 0; row < rows; row++)
        {
            // The extra column stands for the new row's start.
            rowOfColumn[columns] = row;
            Array.Fill(distance, double.PositiveInfinity);
            Array.Clear(done);
            int at = columns;
            while (rowOfColumn[at] >= 0)
            {
                done[at] = true;
                int from = rowOfColumn[at];
                double least = double.PositiveInfinity;
                int next = -1;
                for (int column = 0; column < columns; column++)
                {
                    if (done[column])
                        continue;
                    double reduced = costs[from * rowStep + column * columnStep] - rowPotential[from] - columnPotential[column];
                    if (reduced < distance[column])
                        (distance[column], previous[column]) = (reduced, at);
                    if (distance[column] < least)
                        (least, next) = (distance[column], column);
                }

                for (int column = 0; column <= columns; column++)
                {
                    if (done[column])
                    {
                        rowPotential[rowOfColumn[column]] += least;
                        columnPotential[column] -= least;
                    }
                    else if (column < columns)
                    {
                        distance[column] -= least;
                    }
                }

                at = next;
            }

            while (at != columns)
            {
                rowOfColumn[at] = rowOfColumn[previous[at]];
                at = previous[at];
            }
        }

        return rowOfColumn[..columns];
    }
}
