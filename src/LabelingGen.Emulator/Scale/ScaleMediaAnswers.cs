using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Answers that are files: masks, annotations per frame, events. The files can be read from the addresses in the answer.</summary>
internal static class ScaleMediaAnswers
{
    private const int Frames = 4;
    private const int LargestMask = 1024;
    private static readonly (int Width, int Height) FrameSize = (1280, 720);

    /// <summary>Vertical stripes, one per label, the first being unlabeled where that is allowed.</summary>
    public static JsonObject Segmentation(
        ScaleEmulator vendor, ScaleAccount account, Random random, JsonObject parameters, (int Width, int Height) size)
    {
        List<string> labels = ScaleAnswers.Labels(parameters["labels"]);
        (int width, int height) = (Math.Min(size.Width, LargestMask), Math.Min(size.Height, LargestMask));
        int first = parameters.Flag("allow_unlabeled") ? 0 : 1;
        int stripes = labels.Count + 1 - first;
        byte[] indexes = new byte[width * height];
        byte[] colours = new byte[width * height * 4];
        int[] counts = new int[labels.Count + 1];
        (byte R, byte G, byte B)[] palette =
        [
            .. labels.Select(_ => ((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256))).Prepend(default),
        ];
        for (int i = 0; i < indexes.Length; i++)
        {
            int index = Math.Min(labels.Count, first + (i % width * stripes / width));
            indexes[i] = (byte)index;
            counts[index]++;
            if (index > 0)
                ((byte[])[palette[index].R, palette[index].G, palette[index].B, 255]).CopyTo(colours, i * 4);
        }

        JsonObject mapping = [];
        for (int i = 0; i < labels.Count; i++)
        {
            (byte r, byte g, byte b) = palette[i + 1];
            mapping[labels[i]] = new JsonObject
            {
                ["index"] = i + 1,
                ["color"] = string.Create(CultureInfo.InvariantCulture, $"#{r:x2}{g:x2}{b:x2}"),
                ["numPixels"] = counts[i + 1],
            };
        }

        return new()
        {
            ["labelMapping"] = mapping,
            ["annotations"] = new JsonObject
            {
                ["combined"] = new JsonObject
                {
                    ["image"] = vendor.Publish(account, "image/png", PngWriter.Write(width, height, 4, colours)),
                    ["indexedImage"] = vendor.Publish(account, "image/png", PngWriter.Write(width, height, 1, indexes)),
                },
            },
        };
    }

    public static JsonObject Video(ScaleEmulator vendor, ScaleAccount account, Random random, string type, JsonObject parameters)
    {
        List<string> labels =
        [
            .. (parameters["geometries"] as JsonObject ?? [])
                .SelectMany(g => ScaleAnswers.Labels((g.Value as JsonObject)?["objects_to_annotate"])),
        ];
        if (labels.Count == 0)
            labels = ScaleAnswers.Labels(parameters["objects_to_annotate"]);
        if (labels.Count == 0)
            labels = ["object"];
        int frames = (parameters["attachments"] as JsonArray)?.Count ?? Frames;
        JsonObject annotations = type == "videoplaybackannotation"
            ? Playback(account, random, labels, frames)
            : PerFrame(account, random, labels, frames);
        JsonArray events = [];
        foreach (string label in ScaleAnswers.Labels(parameters["events_to_annotate"]))
        {
            events.Add((JsonNode)new JsonObject
            {
                ["label"] = label,
                ["type"] = "range",
                ["start"] = 0,
                ["end"] = Math.Max(0, frames - 1),
                ["attributes"] = new JsonObject(),
            });
        }

        return new()
        {
            ["annotations"] = new JsonObject { ["url"] = Publish(vendor, account, annotations) },
            ["events"] = new JsonObject { ["url"] = Publish(vendor, account, new() { ["events"] = events }) },
        };
    }

    /// <summary>Cuboids in a three-dimensional scene, metres, z up.</summary>
    public static JsonObject Scene(ScaleEmulator vendor, ScaleAccount account, Random random, JsonObject parameters)
    {
        List<string> labels = ScaleAnswers.Labels(parameters["labels"]);
        JsonArray cuboids = [];
        foreach (string label in labels.Count == 0 ? ["object"] : labels)
        {
            cuboids.Add((JsonNode)new JsonObject
            {
                ["uuid"] = account.Ids.Uuid(),
                ["label"] = label,
                ["position"] = Vector(random.Next(-40, 40), random.Next(-40, 40), 1),
                ["dimensions"] = Vector(4.5, 1.9, 1.6),
                ["yaw"] = Math.Round(random.NextDouble() * Math.PI, 4),
            });
        }

        JsonArray frames = [];
        for (int i = 0; i < ((parameters["attachments"] as JsonArray)?.Count ?? 1); i++)
            frames.Add((JsonNode)new JsonObject { ["frame_number"] = i, ["cuboids"] = cuboids.DeepClone() });
        return new() { ["annotations"] = new JsonObject { ["url"] = Publish(vendor, account, new() { ["annotations"] = frames }) } };
    }

    private static JsonObject Playback(ScaleAccount account, Random random, List<string> labels, int frames)
    {
        JsonObject tracks = [];
        foreach (string label in labels)
        {
            JsonObject box = ScaleGeometryAnswers.Box(random, FrameSize);
            JsonArray keys = [];
            for (int frame = 0; frame < frames; frame++)
            {
                keys.Add((JsonNode)new JsonObject
                {
                    ["key"] = frame,
                    ["x"] = box["left"]!.GetValue<int>() + frame,
                    ["y"] = box["top"]!.DeepClone(),
                    ["width"] = box["width"]!.DeepClone(),
                    ["height"] = box["height"]!.DeepClone(),
                    ["attributes"] = new JsonObject(),
                });
            }

            tracks[account.Ids.Uuid()] = new JsonObject { ["label"] = label, ["geometry"] = "box", ["frames"] = keys };
        }

        return new() { ["annotations"] = tracks };
    }

    private static JsonObject PerFrame(ScaleAccount account, Random random, List<string> labels, int frames)
    {
        string[] ids = [.. labels.Select(_ => account.Ids.Uuid())];
        JsonArray all = [];
        for (int frame = 0; frame < frames; frame++)
        {
            JsonArray shapes = [];
            for (int i = 0; i < labels.Count; i++)
            {
                JsonObject box = ScaleGeometryAnswers.Box(random, FrameSize);
                box["type"] = "box";
                box["label"] = labels[i];
                box["uuid"] = ids[i];
                box["attributes"] = new JsonObject();
                shapes.Add((JsonNode)box);
            }

            all.Add((JsonNode)new JsonObject { ["annotations"] = shapes, ["global_attributes"] = new JsonObject() });
        }

        return new() { ["annotations"] = all };
    }

    private static JsonObject Vector(double x, double y, double z) => new() { ["x"] = x, ["y"] = y, ["z"] = z };

    private static string Publish(ScaleEmulator vendor, ScaleAccount account, JsonObject json) =>
        vendor.Publish(account, "application/json", Encoding.UTF8.GetBytes(json.ToJsonString()));
}
