using System.Security;
using System.Text;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// Writes the labeling configuration that shows imported labels. Labels are escaped, which the vendor's converter leaves out: what it
/// writes of <c>a&amp;b</c> is no XML.
/// </summary>
internal static class LabelStudioConfigWriter
{
    public static string Write(IReadOnlyList<(string Name, string Type)> controls, IReadOnlyList<(int Number, string Name)> labels)
    {
        StringBuilder xml = new("<View>\n  <Image name=\"image\" value=\"$image\"/>\n");
        foreach ((string name, string type) in controls)
        {
            xml.Append("\n  <Header value=\"").Append(type).Append("\"/>\n  <").Append(type).Append(" name=\"").Append(name)
                .Append("\" toName=\"image\">\n");
            foreach ((int number, string label) in labels)
            {
                xml.Append("    <Label value=\"").Append(SecurityElement.Escape(label)).Append("\" background=\"")
                    .Append(LabelStudioColors.Rgba(number)).Append("\"/>\n");
            }

            xml.Append("  </").Append(type).Append(">\n");
        }

        return xml.Append("</View>\n").ToString();
    }
}
