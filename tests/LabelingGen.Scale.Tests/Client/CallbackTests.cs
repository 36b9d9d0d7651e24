using System.Text;
using System.Text.Json;

namespace LabelingGen.Scale.Tests.Client;

public sealed class CallbackTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        """
        {"task_id": "t1", "status": "completed", "response": {"annotations": [{"type": "box", "label": "car", "left": 1, "top": 2,
        "width": 3, "height": 4}]}, "task": {"task_id": "t1", "type": "imageannotation", "status": "completed", "new_member": 1}}
        """);

    [Fact]
    public void A_genuine_callback_is_read()
    {
        ScaleCallbackVerifier verifier = new("live-key", "test-key");
        verifier.TryRead("test-key", Body, out TaskCallback? callback).ShouldBeTrue();
        callback.TaskId.ShouldBe("t1");
        callback.Status.ShouldBe(ScaleTaskStatus.Completed);
        callback.Task.ShouldNotBeNull().Type.ShouldBe(TaskType.ImageAnnotation);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("live-ke")]
    [InlineData("live-key ")]
    [InlineData("LIVE-KEY")]
    [InlineData("live-key, test-key")]
    public void Any_other_value_is_refused(string? header)
    {
        ScaleCallbackVerifier verifier = new("live-key", "test-key");
        verifier.IsGenuine(header).ShouldBeFalse();
        verifier.TryRead(header, Body, out TaskCallback? callback).ShouldBeFalse();
        callback.ShouldBeNull();
    }

    [Fact]
    public void The_body_of_a_forged_callback_is_not_looked_at() =>
        new ScaleCallbackVerifier("k").TryRead("x", "no JSON"u8, out _).ShouldBeFalse();

    [Fact]
    public void A_genuine_callback_that_is_damaged_throws() =>
        Should.Throw<JsonException>(() => new ScaleCallbackVerifier("k").TryRead("k", "{\"task_id\": "u8, out _));

    [Fact]
    public void An_empty_secret_is_refused()
    {
        Should.Throw<ArgumentException>(() => new ScaleCallbackVerifier());
        Should.Throw<ArgumentException>(() => new ScaleCallbackVerifier(""));
        Should.Throw<ArgumentException>(() => new ScaleCallbackVerifier("key", "  "));
        Should.Throw<ArgumentException>(() => new ScaleCallbackVerifier("key", null!));
    }
}
