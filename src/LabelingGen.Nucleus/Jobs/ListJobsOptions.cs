using System.Globalization;

namespace LabelingGen.Nucleus;

/// <summary>Which jobs to list.</summary>
public sealed class ListJobsOptions
{
    /// <summary>The most jobs that the server lists.</summary>
    public const int MaxLimit = 50_000;

    /// <summary>Only jobs of this dataset.</summary>
    public string? DatasetId { get; set; }

    /// <summary>Only jobs of these types. Default: all.</summary>
    /// <exception cref="ArgumentException">One is not known.</exception>
    public IReadOnlyList<JobType> Types
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (JobType type in value)
            {
                if (!type.IsKnown)
                    throw new ArgumentException($"'{type}' is no known type of a job.", nameof(value));
            }

            field = value;
        }
    } = [];

    /// <summary>Only jobs created from this date on, in any form the server can read: <c>2024-05-01</c>.</summary>
    /// <exception cref="ArgumentException">It is no date.</exception>
    public string? From
    {
        get;
        set => field = Date(value);
    }

    /// <summary>Only jobs created up to this date.</summary>
    /// <exception cref="ArgumentException">It is no date.</exception>
    public string? To
    {
        get;
        set => field = Date(value);
    }

    /// <summary>How many jobs, 1 to <see cref="MaxLimit"/>. Default: the most.</summary>
    public int Limit
    {
        get;
        set => field = value is >= 1 and <= MaxLimit
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"The limit must be from 1 to {MaxLimit}.");
    } = MaxLimit;

    /// <summary>Whether jobs that have ended are listed, too. Default false.</summary>
    public bool ShowCompleted { get; set; }

    internal ListJobsRequest ToRequest() => new()
    {
        DatasetId = DatasetId,
        JobTypes = Types,
        FromDate = From,
        ToDate = To,
        Limit = Limit,
        ShowCompleted = ShowCompleted,
    };

    private static string? Date(string? text) =>
        text is null || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? text
            : throw new ArgumentException($"'{text}' is no date; write it as YYYY-MM-DD.", nameof(text));
}
