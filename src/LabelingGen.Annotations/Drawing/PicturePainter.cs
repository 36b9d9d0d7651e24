namespace LabelingGen.Annotations.Drawing;

/// <summary>Draws shapes over a picture: outlines dark, insides thin, later ones over earlier ones.</summary>
internal sealed class PicturePainter
{
    private const byte Dark = 200;
    private const byte Thin = 50;
    private const int KeypointStroke = 2;
    private const int PoseStroke = 7;

    private readonly PictureCanvas _canvas;

    // A shape with points raises the width for those after it, too.
    private int _stroke;

    public PicturePainter(PngImage picture)
    {
        _canvas = new PictureCanvas(picture);
        _stroke = Math.Max(1, Math.Min(picture.Width, picture.Height) / 300);
    }

    public PngImage ToPng() => _canvas.ToPng();

    /// <summary>Draws a shape; whether there is a way to.</summary>
    public bool TryDraw(IShape shape, PaintColor color)
    {
        switch (shape)
        {
            case Box box:
                DrawBox(box, color);
                return true;
            case RotatedBox turned:
                DrawPolygon([turned.Corners()], color);
                return true;
            case Polygon polygon:
                DrawPolygon([polygon.Exterior, .. polygon.Holes], color);
                return true;
            case MultiPolygon multi:
                foreach (Polygon piece in multi.Polygons)
                    DrawPolygon([piece.Exterior, .. piece.Holes], color);
                return true;
            case Mask mask:
                foreach (Polygon piece in mask.ToPolygons())
                    DrawPolygon([piece.Exterior, .. piece.Holes], color);
                return true;
            case Ellipse { IsCircle: true } circle:
                _canvas.FillDisc(Whole(circle.CenterX), Whole(circle.CenterY), Whole(circle.RadiusX), color.With(Dark));
                return true;
            case Ellipse ellipse:
                DrawPolygon([ellipse.ToPolygon().Exterior], color);
                return true;
            case Polyline line:
                _canvas.DrawLine(line.IsClosed ? line.Points.Add(line.Points[0]) : line.Points, _stroke, color.With(Dark));
                return true;
            case Point point:
                _stroke = Math.Max(_stroke, KeypointStroke);
                _canvas.FillDisc(Whole(point.X), Whole(point.Y), _stroke, color.With(Dark));
                return true;
            case PointSet set:
                foreach (Point point in set.Points)
                    TryDraw(point, color);
                return true;
            case Keypoints keypoints:
                DrawKeypoints(keypoints, color);
                return true;
            default:
                return false;
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
        _stroke = Math.Max(_stroke, PoseStroke);
        foreach (SkeletonEdge edge in keypoints.Skeleton?.Edges ?? default)
        {
            (Keypoint from, Keypoint to) = (keypoints.Points[edge.From], keypoints.Points[edge.To]);
            if (from.IsLabeled && to.IsLabeled)
                _canvas.DrawLine([from.Location, to.Location], _stroke, color.With(Dark));
        }

        foreach (Keypoint point in keypoints.Points)
        {
            if (point.IsLabeled)
                _canvas.FillDisc(Whole(point.X), Whole(point.Y), _stroke, color);
        }
    }

    private static int Whole(double value) => PictureCanvas.Whole(value);
}
