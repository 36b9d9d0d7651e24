using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// Makes a task of a PathTrack video as Label Studio's own converter does: a rectangle a person, in percent, all key frames enabled but the
/// last, the label <c>Other</c> for the persons 0 to 999 and none for others.
/// </summary>
/// <param name="root">The address that stands before the folders of the videos.</param>
/// <param name="keyframeStep">Only every so many key frames are kept, and the last; below 2 all of them.</param>
internal sealed class LabelStudioPathTrackImport(string root, int keyframeStep)
{
    private const int Labeled = 1000;

    public static string WriteConfig(double framesPerSecond) => $"""
        <View>
          <Header value="Label the video:"/>
          <Video name="video" value="$video" framerate="{PythonNumber.Text(framesPerSecond)}"/>
          <VideoRectangle name="box" toName="video"/>
          <Labels name="videoLabels" toName="video" allowEmpty="true">
            <Label value="Man" background="blue"/>
            <Label value="Woman" background="red"/>
            <Label value="Other" background="green"/>
          </Labels>
        </View>

        """.ReplaceLineEndings("\n");

    public void Write(Utf8JsonWriter writer, PathTrackShot shot)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("data");
        writer.WriteString("video", LabelStudioAddress.Join(root, $"{shot.Name}/{PathTrackShot.VideoName}"));
        writer.WriteEndObject();
        writer.WriteStartArray("annotations");
        writer.WriteStartObject();
        writer.WriteStartArray("result");
        foreach (IGrouping<int, PathTrackBox> person in shot.Boxes.GroupBy(static box => box.Person))
            WriteRegion(writer, shot, person.Key, [.. person]);
        writer.WriteEndArray();
        writer.WriteBoolean("ground_truth", false);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteRegion(Utf8JsonWriter writer, PathTrackShot shot, int person, PathTrackBox[] boxes)
    {
        writer.WriteStartObject();
        writer.WriteString("id", LabelStudioImport.NewId());
        writer.WriteString("type", "videorectangle");
        writer.WriteStartObject("value");
        writer.WriteStartArray("sequence");
        for (int i = 0; i < boxes.Length; i++)
        {
            bool isLast = i == boxes.Length - 1;
            if (isLast || keyframeStep < 2 || i % keyframeStep == 0)
                WriteKeyframe(writer, shot, boxes[i], isEnabled: !isLast);
        }

        writer.WriteEndArray();
        writer.WriteNumber("framesCount", shot.FrameCount);
        if (person < Labeled)
            LabelStudioImport.WriteLabel(writer, "labels", "Other");
        writer.WriteEndObject();
        writer.WriteString("origin", "manual");
        writer.WriteString("to_name", "video");
        writer.WriteString("from_name", "box");
        writer.WriteEndObject();
    }

    private static void WriteKeyframe(Utf8JsonWriter writer, PathTrackShot shot, PathTrackBox box, bool isEnabled)
    {
        writer.WriteStartObject();
        writer.WriteNumber("x", box.Box.X / shot.Size.Width * 100);
        writer.WriteNumber("y", box.Box.Y / shot.Size.Height * 100);
        writer.WriteNumber("width", box.Box.Width / shot.Size.Width * 100);
        writer.WriteNumber("height", box.Box.Height / shot.Size.Height * 100);
        writer.WriteNumber("time", box.Frame / shot.FramesPerSecond);
        writer.WriteNumber("frame", box.Frame);
        writer.WriteBoolean("enabled", isEnabled);
        writer.WriteNumber("rotation", 0);
        writer.WriteEndObject();
    }
}
