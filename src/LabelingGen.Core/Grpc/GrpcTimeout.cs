using System.Globalization;

namespace LabelingGen.Core.Grpc;

/// <summary>The value of <c>grpc-timeout</c>: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const long LargestNumber = 99_999_999;

    private static readonly (long Ticks, char Unit)[] Units =
    [
        (TimeSpan.TicksPerMicrosecond, 'u'), (TimeSpan.TicksPerMillisecond, 'm'), (TimeSpan.TicksPerSecond, 'S'),
        (TimeSpan.TicksPerMinute, 'M'), (TimeSpan.TicksPerHour, 'H'),
    ];

    /// <summary>Writes a time in the finest unit that fits, rounded up so that the server is never stricter than the caller.</summary>
    public static string Format(TimeSpan timeout)
    {
        foreach ((long ticks, char unit) in Units)
        {
            long number = (timeout.Ticks + ticks - 1) / ticks;
            if (number <= LargestNumber)
                return number.ToString(CultureInfo.InvariantCulture) + unit;
        }

        return LargestNumber.ToString(CultureInfo.InvariantCulture) + 'H';
    }
}
