namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// Moves a border from the middles of its pixels to their edges as the vendor's converter does. Diagonal neighbours leave some corners out
/// that the staircase of <see cref="FastLabelOutline"/> puts in again.
/// </summary>
internal static class FastLabelContour
{
    /// <summary>The outline, clockwise and closed, as x and y in turn.</summary>
    public static int[] ToOutline(ValueList<Point> pixels)
    {
        List<(int X, int Y)> border = [.. pixels.Select(static pixel => ((int)pixel.X, (int)pixel.Y))];
        if (border[0] != border[^1])
            border.Add(border[0]);
        if (border.TrueForAll(pixel => pixel.X == border[0].X) || border.TrueForAll(pixel => pixel.Y == border[0].Y))
            return Rectangle(border);
        List<(int X, int Y)> corners = [];
        for (int i = 0; i < border.Count; i++)
        {
            (int X, int Y) before = border[i > 0 ? i - 1 : border[1] == border[^1] ? border.Count - 1 : border.Count - 2];
            (int X, int Y) after = border[i == border.Count - 1 ? 0 : i + 1];
            AddCorners(corners, before, border[i], after);
        }

        corners.Reverse();
        if (corners.Count == 0)
            return [];
        if (corners[0] != corners[^1])
            corners.Add(corners[0]);
        return [.. corners.SelectMany(static corner => new[] { corner.X, corner.Y })];
    }

    private static int[] Rectangle(List<(int X, int Y)> border)
    {
        int left = border.Min(static pixel => pixel.X);
        int top = border.Min(static pixel => pixel.Y);
        int right = border.Max(static pixel => pixel.X) + 1;
        int bottom = border.Max(static pixel => pixel.Y) + 1;
        return [left, top, right, top, right, bottom, left, bottom, left, top];
    }

    private static void AddCorners(List<(int X, int Y)> corners, (int X, int Y) before, (int X, int Y) at, (int X, int Y) after)
    {
        (int cameX, int cameY) = (Math.Sign(at.X - before.X), Math.Sign(at.Y - before.Y));
        (int goesX, int goesY) = (Math.Sign(after.X - at.X), Math.Sign(after.Y - at.Y));
        if (cameX != 0 && cameY != 0)
            AddAfterDiagonal(corners, before, at, (cameX, cameY), (goesX, goesY));
        else if (before == after)
            AddTurnBack(corners, at, (goesX, goesY));
        else
            AddTurn(corners, at, (cameX, cameY), (goesX, goesY));
    }

    private static void AddAfterDiagonal(
        List<(int X, int Y)> corners, (int X, int Y) before, (int X, int Y) at, (int X, int Y) came, (int X, int Y) goes)
    {
        switch (came)
        {
            case (-1, 1):
                corners.Add((at.X + 1, at.Y));
                if (goes == (0, 1))
                    corners.Add(at);
                if (goes == (1, 0))
                    corners.Add((at.X, at.Y + 1));
                break;
            case (1, -1):
                if (corners.Count > 0 && !(before.X <= corners[^1].X && before.Y <= corners[^1].Y))
                {
                    corners.Add((before.X, before.Y + 1));
                    corners.Add((before.X + 1, before.Y + 1));
                }

                corners.Add((at.X, at.Y + 1));
                if (goes == (-1, -1))
                {
                    corners.Add((at.X + 1, at.Y + 1));
                    corners.Add((at.X + 1, at.Y));
                }

                break;
            case (-1, -1):
                corners.Add((at.X + 1, at.Y));
                if (goes == (0, 1))
                    corners.Add(at);
                break;
            default:
                corners.Add((at.X - 1, at.Y));
                if (goes == (1, 0))
                    corners.Add((at.X, at.Y + 1));
                break;
        }
    }

    /// <summary>The end of a line one pixel wide.</summary>
    private static void AddTurnBack(List<(int X, int Y)> corners, (int X, int Y) at, (int X, int Y) goes)
    {
        switch (goes)
        {
            case (-1, _):
                corners.Add((at.X + 1, at.Y + 1));
                corners.Add((at.X + 1, at.Y));
                break;
            case (1, _):
                corners.Add(at);
                corners.Add((at.X, at.Y + 1));
                break;
            case (0, -1):
                corners.Add((at.X, at.Y + 1));
                corners.Add((at.X + 1, at.Y + 1));
                break;
            case (0, 1):
                corners.Add((at.X + 1, at.Y));
                corners.Add(at);
                break;
        }
    }

    private static void AddTurn(List<(int X, int Y)> corners, (int X, int Y) at, (int X, int Y) came, (int X, int Y) goes)
    {
        if (came == (1, 0) && goes == (0, -1))
            corners.Add((at.X + 1, at.Y + 1));
        else if (came == (-1, 0) && goes == (0, 1))
            corners.Add(at);
        else if (came == (0, -1) && goes.X < 0 && goes.Y <= 0)
            corners.Add((at.X + 1, at.Y));
        else if (came == (0, 1) && goes == (1, 0))
            corners.Add((at.X, at.Y + 1));
    }
}
