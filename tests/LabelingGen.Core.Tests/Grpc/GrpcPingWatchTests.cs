using LabelingGen.Core.Grpc;

namespace LabelingGen.Core.Tests.Grpc;

/// <summary>Which pings count as unanswered, and when.</summary>
public sealed class GrpcPingWatchTests
{
    private static readonly byte[] Ping = Frame(6, 0, 8);
    private static readonly byte[] Answer = Frame(6, 1, 8);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new();
    private readonly MemoryStream _connection = new();

    private bool Open => _connection.CanRead;

    [Fact]
    public void A_ping_without_an_answer_ends_the_connection_when_its_time_is_over()
    {
        using GrpcPingWatch watch = new(_connection, 20 * Second, _clock);
        watch.Sending(Ping);
        _clock.Advance(19 * Second);
        (Open, watch.Failure).ShouldBe((true, null));
        _clock.Advance(Second);
        (Open, watch.Failure).ShouldBe((false, "The server did not answer a ping within 20 s."));
    }

    [Fact]
    public void An_answered_ping_leaves_the_connection_as_silent_as_it_likes()
    {
        using GrpcPingWatch watch = new(_connection, 20 * Second, _clock);
        watch.Sending(Ping);
        watch.Received(Answer);
        _clock.Advance(100 * Second);
        (Open, watch.Failure).ShouldBe((true, null));
    }

    [Fact]
    public void Each_of_several_pings_has_its_time_and_no_more()
    {
        using GrpcPingWatch watch = new(_connection, 20 * Second, _clock);
        watch.Sending(Ping);
        _clock.Advance(15 * Second);
        watch.Sending(Ping);
        _clock.Advance(4 * Second);
        watch.Received(Answer);
        _clock.Advance(19 * Second);
        Open.ShouldBeTrue();
        _clock.Advance(Second);
        Open.ShouldBeFalse();
    }

    [Fact]
    public void A_later_ping_gives_an_older_one_no_more_time()
    {
        using GrpcPingWatch watch = new(_connection, 20 * Second, _clock);
        watch.Sending(Ping);
        _clock.Advance(15 * Second);
        watch.Sending(Ping);
        _clock.Advance(5 * Second);
        Open.ShouldBeFalse();
    }

    [Fact]
    public void Other_frames_and_the_servers_own_pings_are_no_answers()
    {
        using GrpcPingWatch watch = new(_connection, 20 * Second, _clock);
        watch.Sending(Answer);
        _clock.Advance(20 * Second);
        Open.ShouldBeTrue();
        watch.Sending(Ping);
        watch.Received([.. Ping, .. Frame(0, 1, 500), .. Frame(4, 1, 0)]);
        _clock.Advance(20 * Second);
        Open.ShouldBeFalse();
    }

    [Fact]
    public void Frames_are_counted_in_whatever_pieces_they_come()
    {
        Random random = new(7);
        for (int round = 0; round < 200; round++)
        {
            byte[][] frames = [.. Enumerable.Range(0, 12).Select(_ => Frame(random.Next(10), random.Next(2), random.Next(40)))];
            byte[] bytes = [.. frames.SelectMany(f => f)];
            Http2FrameCounter counter = new(6, 1);
            int counted = 0;
            for (int start = 0, length; start < bytes.Length; start += length)
            {
                length = Math.Min(random.Next(1, 30), bytes.Length - start);
                counted += counter.Count(bytes.AsSpan(start, length));
            }

            counted.ShouldBe(frames.Count(f => f is [_, _, _, 6, 1, ..]));
        }
    }

    /// <summary>A frame whose payload looks like pings to whoever takes it for headers.</summary>
    private static byte[] Frame(int type, int flags, int length)
        => [0, (byte)(length >> 8), (byte)length, (byte)type, (byte)flags, 0, 0, 0, 0, .. Enumerable.Repeat((byte)6, length)];
}
