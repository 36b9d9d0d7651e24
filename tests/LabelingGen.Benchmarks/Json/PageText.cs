using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Benchmarks.Json;

/// <summary>The texts that are read and written: seeded, so that every run measures the same bytes.</summary>
internal static class PageText
{
    private static readonly string[] Labels = ["car", "pedestrian", "truck", "bicycle", "sign"];

    /// <summary>About 1 MB: 500 tasks with 10 regions each.</summary>
    public static byte[] Tasks()
    {
        var random = new Random(7);
        return Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("docs");
            for (int i = 0; i < 500; i++)
                WriteTask(writer, random, i);
            writer.WriteEndArray();
            writer.WriteNumber("total", 500);
            writer.WriteNumber("limit", 500);
            writer.WriteBoolean("has_more", false);
            writer.WriteEndObject();
        });
    }

    /// <summary>About 200 bytes: the state of one task.</summary>
    public static byte[] State() => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("task_id", "5f3b2c9d1e7a4b0012ab34cd");
        writer.WriteString("status", "completed");
        writer.WriteString("created_at", new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc));
        writer.WriteString("project", "street_scenes");
        writer.WriteNumber("priority", 30);
        writer.WriteBoolean("is_test", false);
        writer.WriteEndObject();
    });

    /// <summary>A page of short tasks.</summary>
    /// <param name="count">How many.</param>
    /// <param name="next">Number of the next page, if there is one.</param>
    public static byte[] Page(int count, int? next) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("docs");
        for (int i = 0; i < count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("task_id", $"5f3b2c9d1e7a4b00{i:x8}");
            writer.WriteString("created_at", new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc));
            writer.WriteString("status", "completed");
            writer.WriteString("type", "imageannotation");
            writer.WriteString("project", "street_scenes");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("total", count);
        writer.WriteNumber("limit", count);
        writer.WriteBoolean("has_more", next is not null);
        if (next is { } number)
            writer.WriteString("next_token", number.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    });

    /// <summary>100 tasks with ten answers of three shapes.</summary>
    public static byte[] Unions()
    {
        var random = new Random(8);
        return Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("docs");
            for (int i = 0; i < 100; i++)
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", i);
                writer.WriteStartArray("answers");
                for (int k = 0; k < 10; k++)
                    WriteAnswer(writer, random);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void WriteAnswer(Utf8JsonWriter writer, Random random)
    {
        writer.WriteStartObject();
        switch (random.Next(3))
        {
            case 0:
                writer.WriteStartArray("choices");
                writer.WriteStringValue(Labels[random.Next(5)]);
                writer.WriteEndArray();
                break;
            case 1:
                writer.WriteNumber("rating", random.Next(6));
                break;
            default:
                writer.WriteString("text", "what the annotator said");
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteTask(Utf8JsonWriter writer, Random random, int number)
    {
        var created = new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc).AddSeconds(number);
        writer.WriteStartObject();
        writer.WriteString("task_id", $"{random.NextInt64():x16}{number:x8}");
        writer.WriteString("created_at", created);
        writer.WriteString("completed_at", created.AddMilliseconds(1234));
        writer.WriteString("status", number % 3 == 0 ? "pending" : "completed");
        writer.WriteString("type", "imageannotation");
        writer.WriteString("project", "street_scenes");
        writer.WriteString("batch", "batch_" + (number / 100).ToString(CultureInfo.InvariantCulture));
        writer.WriteString("callback_url", "https://example.test/callback");
        writer.WriteString("instruction", "Draw a box around each vehicle and pedestrian, also where they are partly hidden.");
        writer.WriteBoolean("is_test", number % 2 == 0);
        writer.WriteNumber("priority", random.Next(100));
        writer.WriteStartArray("tags");
        writer.WriteStringValue("night");
        writer.WriteStringValue("rain");
        writer.WriteEndArray();
        writer.WriteStartArray("regions");
        for (int i = 0; i < 8; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("uuid", new Guid(random.Next(), (short)i, (short)number, 1, 2, 3, 4, 5, 6, 7, 8));
            writer.WriteString("label", Labels[random.Next(5)]);
            writer.WriteString("type", "box");
            writer.WriteNumber("left", Math.Round(random.NextDouble() * 1920, 2));
            writer.WriteNumber("top", Math.Round(random.NextDouble() * 1080, 2));
            writer.WriteNumber("width", Math.Round(random.NextDouble() * 300, 2));
            writer.WriteNumber("height", Math.Round(random.NextDouble() * 300, 2));
            writer.WriteNumber("score", Math.Round(random.NextDouble(), 4));
            writer.WriteNumber("frame", random.Next(1000));
            writer.WriteString("origin", "manual");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
