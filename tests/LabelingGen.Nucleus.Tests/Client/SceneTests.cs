using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>Frames, lidar scenes and videos as they are put together and read, and where the official client errs.</summary>
public sealed class SceneTests
{
    [Fact]
    public void A_frame_holds_one_item_per_sensor()
    {
        Frame frame = new();
        frame.AddItem(Image("a"), "front");
        frame.AddItem(Image("b"), "rear");
        frame.AddItem(Image("c"), "rear");
        frame.Sensors.ShouldBe(["front", "rear"]);
        frame.GetItem("rear").Reference.ShouldBe("c");
        Should.Throw<ArgumentException>(() => frame.GetItem("roof")).Message.ShouldContain("'roof'");
        Should.Throw<InvalidItemException>(() => frame.AddItem(Image("a"), "rear")).ReferenceId.ShouldBe("a");
    }

    [Fact]
    public void Frames_of_a_lidar_scene_are_replaced_only_when_that_is_wanted()
    {
        LidarScene scene = new("s");
        scene.AddItem(1, "lidar", Cloud("second"));
        scene.AddFrame(new Frame([new("lidar", Cloud("first")), new("front", Image("picture"))]), 0);
        scene.AddFrame(new Frame([new("lidar", Cloud("another"))]), 0);
        scene.GetItem(0, "lidar").Reference.ShouldBe("first");
        scene.Items.Select(item => item.Reference).ShouldBe(["first", "picture", "second"]);
        scene.Sensors.ShouldBe(["lidar", "front"]);
        scene.GetItemsOfSensor("front").Select(item => item?.Reference).ShouldBe(["picture", null]);
        Should.Throw<ArgumentException>(() => scene.GetItemsOfSensor("roof")).Message.ShouldContain("'roof'");
        Should.Throw<ArgumentException>(() => scene.GetFrame(2)).Message.ShouldContain("no frame 2");

        scene.AddFrame(new Frame([new("lidar", Cloud("another"))]), 0, update: true);
        scene.GetItem(0, "lidar").Reference.ShouldBe("another");
        scene.Length.ShouldBe(2);
        scene.Validate();
    }

    /// <summary>The official client takes the length for an index, and puts an image at the end that was to go elsewhere.</summary>
    [Fact]
    public void Images_of_a_video_have_places()
    {
        VideoScene video = new("v", 10, [Image("a"), Image("b")]);
        video.AddItem(Image("c"));
        video.AddItem(Image("d"), 0, update: true);
        Should.Throw<ArgumentException>(() => video.AddItem(Image("e"), 1)).Message.ShouldContain("place 1");
        Should.Throw<ArgumentOutOfRangeException>(() => video.AddItem(Image("e"), 4));
        Should.Throw<ArgumentOutOfRangeException>(() => video.GetItem(3));
        video.Items.Select(item => item.Reference).ShouldBe(["d", "b", "c"]);
        (video.Length, video.GetItem(2).Reference).ShouldBe((3, "c"));
        new VideoScene("file", null, null, "https://a/v.mp4").Length.ShouldBeNull();
    }

    /// <summary>The official client drops what is 0 as if it were absent.</summary>
    [Fact]
    public void A_camera_keeps_its_zeros()
    {
        JsonObject camera = JsonNode.Parse(
            """
            {"position":{"x":0,"y":0,"z":0},"heading":{"x":0,"y":0,"z":0,"w":1},"fx":1,"fy":1,"cx":0,"cy":0,"k1":0,"p1":0.0}
            """)!.AsObject();
        DatasetItem item = new("https://a/b.png", "r", new() { ["camera_params"] = camera });
        Frame frame = new([new("front", item)]);
        JsonNode sent = System.Text.Json.JsonSerializer.SerializeToNode(frame.ToUpload()["front"])!;
        JsonNode.DeepEquals(sent["camera_params"], camera).ShouldBeTrue(sent.ToJsonString());
    }

    private static DatasetItem Image(string reference) => new($"https://a/{reference}.png", reference);

    private static DatasetItem Cloud(string reference) => DatasetItem.PointCloud($"https://a/{reference}.json", reference);
}
