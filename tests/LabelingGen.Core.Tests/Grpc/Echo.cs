using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Core.Tests.Grpc;

/// <summary>Methods the tests call; the server's side is a delegate in each test.</summary>
internal static class Echo
{
    public static GrpcMethod<StringValue, StringValue> Text { get; } = new("test.Echo", "Text", StringValue.Parser);

    public static GrpcMethod<StringValue, StringValue> SafeText { get; } =
        new("test.Echo", "SafeText", StringValue.Parser) { Idempotent = true };

    public static GrpcMethod<StringValue, BytesValue> Bytes { get; } = new("test.Echo", "Bytes", BytesValue.Parser);

    public static StringValue Hello { get; } = new() { Value = "hello" };

    /// <summary>Sends the request back.</summary>
    public static async Task AnswerAsync(GrpcServerCall call)
    {
        await call.WriteAsync((await call.ReadAsync(StringValue.Parser))!);
        await call.FinishAsync(0);
    }

    public static async IAsyncEnumerable<StringValue> ManyAsync(params string[] texts)
    {
        foreach (string text in texts)
        {
            await Task.Yield();
            yield return new StringValue { Value = text };
        }
    }
}
