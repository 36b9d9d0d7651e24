using System.Globalization;
using System.Text;

namespace LabelingGen.Generator.Planning;

/// <summary>JSON texts of scalars, as the model carries them.</summary>
internal static class JsonText
{
    public static bool IsString(string json) => json.Length >= 2 && json[0] == '"';

    /// <summary>The value of a JSON string; a malformed escape stands for itself.</summary>
    public static string Unescape(string json)
    {
        if (!IsString(json))
            return json;
        StringBuilder text = new(json.Length);
        for (int i = 1; i < json.Length - 1; i++)
        {
            if (json[i] != '\\' || i + 1 >= json.Length - 1)
            {
                text.Append(json[i]);
                continue;
            }

            char escape = json[++i];
            switch (escape)
            {
                case 'n':
                    text.Append('\n');
                    break;
                case 'r':
                    text.Append('\r');
                    break;
                case 't':
                    text.Append('\t');
                    break;
                case 'b':
                    text.Append('\b');
                    break;
                case 'f':
                    text.Append('\f');
                    break;
                case 'u' when i + 4 < json.Length
                    && int.TryParse(json.Substring(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code):
                    text.Append((char)code);
                    i += 4;
                    break;
                default:
                    text.Append(escape);
                    break;
            }
        }

        return text.ToString();
    }
}
