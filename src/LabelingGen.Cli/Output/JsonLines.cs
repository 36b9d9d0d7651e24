using System.Text;
using System.Text.Json;

namespace LabelingGen.Cli;

/// <summary>One JSON object per line, for programs that read the tool's output.</summary>
internal static class JsonLines
{
    public static void Write(TextWriter output, Action<Utf8JsonWriter> members)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        // The writer escapes every control character, so the line is one line and harmless.
        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Flush();
    }
}
