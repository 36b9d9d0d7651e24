using System.Globalization;
using System.Text;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>The vendor's Pascal VOC files: corners cut to whole pixels, rotation ignored.</summary>
internal static class LabelStudioPascalVoc
{
    public static IEnumerable<(string Name, string Text)> Convert(IEnumerable<LabelStudioItem> items, LabelStudioConfig config)
    {
        foreach (LabelStudioItem item in items)
        {
            string picture = LabelStudioFiles.BaseName(LabelStudioFiles.PicturePath(item.DataText(config.DataKey())));
            LabelStudioRegion? first = item.Regions.FirstOrDefault();
            if (first?.OriginalWidth is not double width || first.OriginalHeight is not double height)
                continue;
            yield return (Formats.SidecarFormat.Stem(picture) + ".xml", Write(item, picture, width, height));
        }
    }

    private static string Write(LabelStudioItem item, string picture, double width, double height)
    {
        StringBuilder xml = new("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotation>\n");
        Append(xml, "folder", "images");
        Append(xml, "filename", picture);
        xml.Append("<source>\n");
        Append(xml, "database", "MyDatabase");
        Append(xml, "annotation", "COCO2017");
        Append(xml, "image", "flickr");
        Append(xml, "flickrid", "NULL");
        Append(xml, "annotator", item.Annotator("") ?? "");
        xml.Append("</source>\n<owner>\n");
        Append(xml, "flickrid", "NULL");
        Append(xml, "name", "Label Studio");
        xml.Append("</owner>\n<size>\n");
        Append(xml, "width", width.ToString("R", CultureInfo.InvariantCulture));
        Append(xml, "height", height.ToString("R", CultureInfo.InvariantCulture));
        Append(xml, "depth", "3");
        xml.Append("</size>\n");
        Append(xml, "segmented", "0");
        foreach (LabelStudioRegion region in item.Regions)
        {
            string key = region.Has("rectanglelabels") ? "rectanglelabels" : "labels";
            if (region.Labels(key) is not [{ } label, ..])
                continue;
            AppendObject(xml, region, label, width, height);
        }

        return xml.Append("</annotation>\n").ToString();
    }

    private static void AppendObject(StringBuilder xml, LabelStudioRegion region, string label, double width, double height)
    {
        double left = Math.Truncate(region.Require("x") / 100 * width);
        double top = Math.Truncate(region.Require("y") / 100 * height);
        double right = left + Math.Truncate(region.Require("width") / 100 * width);
        double bottom = top + Math.Truncate(region.Require("height") / 100 * height);
        xml.Append("<object>\n");
        Append(xml, "name", label);
        Append(xml, "pose", "Unspecified");
        Append(xml, "truncated", "0");
        Append(xml, "difficult", "0");
        xml.Append("<bndbox>\n");
        Append(xml, "xmin", Whole(left));
        Append(xml, "ymin", Whole(top));
        Append(xml, "xmax", Whole(right));
        Append(xml, "ymax", Whole(bottom));
        xml.Append("</bndbox>\n</object>\n");
    }

    private static string Whole(double value) => (value + 0.0).ToString("0", CultureInfo.InvariantCulture);

    private static void Append(StringBuilder xml, string name, string text) =>
        xml.Append('<').Append(name).Append('>').Append(Escape(text)).Append("</").Append(name).Append(">\n");

    // Characters that XML cannot hold are replaced, so that the file can be read again.
    private static string Escape(string text) => string.Concat(text.EnumerateRunes().Select(static rune => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        < ' ' and not '\t' and not '\n' and not '\r' => "\uFFFD",
        0xFFFE or 0xFFFF => "\uFFFD",
        _ => rune.ToString(),
    }));
}
