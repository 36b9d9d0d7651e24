namespace LabelingGen.Annotations.Drawing;

/// <summary>Draws shapes over a picture: outlines dark, insides thin, later ones over earlier ones.</summary>
internal sealed class PicturePainter
{
    private const byte Dark = 200;
    private const byte Thin = 50;
    private const int KeypointStroke = 2;
    private const int PoseStroke = 7;

    private readonly PictureCanvas _canvas;

    private readonly bool _staysWide;
    private int _stroke;

    /// <param name="canvas">The picture that is drawn on.</param>
    /// <param name="staysWide">A shape with points widens the lines of those after it, too: how FastLabel draws.</param>
    public PicturePainter(PictureCanvas canvas, bool staysWide = false)
    {
        _staysWide = staysWide;
        _canvas = canvas;
        _stroke = Math.Max(1, Math.Min(canvas.Width, canvas.Height) / 300);
    }

    /// <summary>Draws a shape; those that have no place on a picture (text, time, space) leave it as it is.</summary>
    public void Draw(IShape shape, PaintColor color)
    {
        switch (shape)
        {
            case Box box:
                DrawBox(box, color);
                break;
            case RotatedBox turned:
                DrawPolygon([turned.Corners()], color);
                break;
            case Polygon polygon:
                DrawPolygon([polygon.Exterior, .. polygon.Holes], color);
                break;
            case MultiPolygon multi:
                foreach (Polygon piece in multi.Polygons)
                    DrawPolygon([piece.Exterior, .. piece.Holes], color);
                break;
            case Mask mask:
                foreach (Polygon piece in mask.ToPolygons())
                    DrawPolygon([piece.Exterior, .. piece.Holes], color);
                break;
            case Ellipse { IsCircle: true } circle:
                FillDisc(new Point(circle.CenterX, circle.CenterY), circle.RadiusX, color.With(Dark));
                break;
            case Ellipse ellipse:
                DrawPolygon([ellipse.ToPolygon().Exterior], color);
                break;
            case Polyline line:
                _canvas.DrawLine(line.IsClosed ? line.Points.Add(line.Points[0]) : line.Points, _stroke, color.With(Dark));
                break;
            case Point point:
                FillDisc(point, Widen(KeypointStroke), color.With(Dark));
                break;
            case PointSet set:
                foreach (Point point in set.Points)
                    Draw(point, color);
                break;
            case Keypoints keypoints:
                DrawKeypoints(keypoints, color);
                break;
            case ProjectedCuboid cuboid:
                DrawCuboid(cuboid, color);
                break;
            case VideoTrack track:
                foreach (Keyframe keyframe in track.Keyframes)
                {
                    if (keyframe.IsPresent)
                        Draw(keyframe.Shape, color);
                }

                break;
        }
    }

    private void DrawBox(Box box, PaintColor color)
    {
        (int left, int top, int right, int bottom) = (Whole(box.Left), Whole(box.Top), Whole(box.Right), Whole(box.Bottom));
        _canvas.FillRectangle(left, top, right, bottom, color.With(Thin));
        _canvas.OutlineRectangle(left, top, right, bottom, _stroke, color.With(Dark));
    }

    private void DrawPolygon(ValueList<Point>[] rings, PaintColor color)
    {
        foreach (ValueList<Point> ring in rings)
            _canvas.DrawLine(ring.Add(ring[0]), _stroke, color.With(Dark));
        _canvas.FillPolygons(rings, color.With(Thin));
    }

    private void DrawKeypoints(Keypoints keypoints, PaintColor color)
    {
        int stroke = Widen(PoseStroke);
        foreach (SkeletonEdge edge in keypoints.Skeleton?.Edges ?? default)
        {
            (Keypoint from, Keypoint to) = (keypoints.Points[edge.From], keypoints.Points[edge.To]);
            if (from.IsLabeled && to.IsLabeled)
                _canvas.DrawLine([from.Location, to.Location], stroke, color.With(Dark));
        }

        foreach (Keypoint point in keypoints.Points)
        {
            if (point.IsLabeled)
                FillDisc(point.Location, stroke, color);
        }
    }

    /// <summary>The face towards the viewer is filled, the rest are edges.</summary>
    private void DrawCuboid(ProjectedCuboid cuboid, PaintColor color)
    {
        ValueList<Point> back = cuboid.Corners.Skip(4).ToValueList();
        _canvas.DrawLine(back.Add(back[0]), _stroke, color.With(Dark));
        for (int i = 0; i < 4; i++)
            _canvas.DrawLine([cuboid.Corners[i], back[i]], _stroke, color.With(Dark));
        DrawPolygon([cuboid.Corners.Take(4).ToValueList()], color);
    }

    private int Widen(int least)
    {
        int width = Math.Max(_stroke, least);
        if (_staysWide)
            _stroke = width;
        return width;
    }

    private void FillDisc(Point center, double radius, PaintColor color) => _canvas.FillEllipse(
        Whole(center.X - radius), Whole(center.Y - radius), Whole(center.X + radius), Whole(center.Y + radius), color);

    private static int Whole(double value) => PictureCanvas.Whole(value);
}
