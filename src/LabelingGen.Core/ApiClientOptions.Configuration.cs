using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LabelingGen.Core;

public abstract partial class ApiClientOptions
{
    /// <summary>
    /// Takes options from a configuration section; what it does not name stays. Keys are the names of the properties: <c>Endpoint</c>,
    /// <c>AllowPlainHttp</c>, <c>ApplicationName</c>, <c>TryTimeout</c>, <c>ReadTimeout</c>, <c>OverallTimeout</c> (as <c>00:01:40</c>),
    /// <c>MaxResponseBytes</c>, <c>MaxErrorBytes</c>, <c>KeepResponseContent</c>, <c>PrefetchPages</c>, <c>LookUpLostAnswers</c>; below
    /// <c>Retry</c>:
    /// <c>MaxRetries</c>, <c>Delay</c>, <c>Factor</c>, <c>MaxDelay</c>, <c>MaxRetryAfter</c>, <c>Jitter</c>, <c>FirstRetryAtOnce</c>,
    /// <c>Statuses</c> (<c>408, 429, 500-530</c>), <c>Budget</c>, <c>RepeatRefusedWrites</c>; below <c>Polling</c>: <c>InitialInterval</c>,
    /// <c>MaxInterval</c>, <c>Factor</c>, <c>Jitter</c>, <c>Timeout</c>; below <c>RateLimit</c>: <c>Requests</c> and <c>Window</c>.
    /// </summary>
    /// <exception cref="FormatException">A value cannot be read; the key is named.</exception>
    public virtual void ApplyConfiguration(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var values = new ConfigurationValues(section);
        Endpoint = values.Read(nameof(Endpoint), text => new Uri(text, UriKind.Absolute), Endpoint);
        AllowPlainHttp = values.Read(nameof(AllowPlainHttp), bool.Parse, AllowPlainHttp);
        ApplicationName = values.Read(nameof(ApplicationName), text => text, ApplicationName);
        TryTimeout = values.Read(nameof(TryTimeout), TimeOrNone, TryTimeout);
        ReadTimeout = values.Read(nameof(ReadTimeout), TimeOrNone, ReadTimeout);
        OverallTimeout = values.Read(nameof(OverallTimeout), TimeOrNone, OverallTimeout);
        MaxResponseBytes = values.Read(nameof(MaxResponseBytes), text => long.Parse(text, CultureInfo.InvariantCulture), MaxResponseBytes);
        MaxErrorBytes = values.Read(nameof(MaxErrorBytes), Integer, MaxErrorBytes);
        KeepResponseContent = values.Read(nameof(KeepResponseContent), bool.Parse, KeepResponseContent);
        PrefetchPages = values.Read(nameof(PrefetchPages), bool.Parse, PrefetchPages);
        LookUpLostAnswers = values.Read(nameof(LookUpLostAnswers), bool.Parse, LookUpLostAnswers);

        var retry = new ConfigurationValues(section.GetSection(nameof(Retry)));
        Retry.MaxRetries = retry.Read(nameof(RetryOptions.MaxRetries), Integer, Retry.MaxRetries);
        Retry.Delay = retry.Read(nameof(RetryOptions.Delay), Time, Retry.Delay);
        Retry.Factor = retry.Read(nameof(RetryOptions.Factor), Number, Retry.Factor);
        Retry.MaxDelay = retry.Read(nameof(RetryOptions.MaxDelay), Time, Retry.MaxDelay);
        Retry.MaxRetryAfter = retry.Read(nameof(RetryOptions.MaxRetryAfter), Time, Retry.MaxRetryAfter);
        Retry.Jitter = retry.Read(nameof(RetryOptions.Jitter), Number, Retry.Jitter);
        Retry.FirstRetryAtOnce = retry.Read(nameof(RetryOptions.FirstRetryAtOnce), bool.Parse, Retry.FirstRetryAtOnce);
        Retry.Statuses = retry.Read(nameof(RetryOptions.Statuses), StatusSet.Parse, Retry.Statuses);
        Retry.Budget = retry.Read(nameof(RetryOptions.Budget), Integer, Retry.Budget);
        Retry.RepeatRefusedWrites = retry.Read(nameof(RetryOptions.RepeatRefusedWrites), bool.Parse, Retry.RepeatRefusedWrites);

        var polling = new ConfigurationValues(section.GetSection(nameof(Polling)));
        Polling = Polling with
        {
            InitialInterval = polling.Read(nameof(JobPollingOptions.InitialInterval), Time, Polling.InitialInterval),
            MaxInterval = polling.Read(nameof(JobPollingOptions.MaxInterval), Time, Polling.MaxInterval),
            Factor = polling.Read(nameof(JobPollingOptions.Factor), Number, Polling.Factor),
            Jitter = polling.Read(nameof(JobPollingOptions.Jitter), Number, Polling.Jitter),
            Timeout = polling.Read(nameof(JobPollingOptions.Timeout), TimeOrNone, Polling.Timeout),
        };

        var rate = new ConfigurationValues(section.GetSection(nameof(RateLimit)));
        int requests = rate.Read(nameof(LabelingGen.Core.RateLimit.Requests), Integer, 0);
        if (requests > 0)
        {
            TimeSpan window = rate.Read(nameof(LabelingGen.Core.RateLimit.Window), Time, TimeSpan.FromMinutes(1));
            RateLimit = new RateLimit(requests, window, TimeProvider);
        }
    }

    private static TimeSpan Time(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan? TimeOrNone(string text) => Time(text);

    private static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Reads values and names the key of one that cannot be read.</summary>
    private readonly struct ConfigurationValues(IConfiguration section)
    {
        public T Read<T>(string key, Func<string, T> parse, T otherwise)
        {
            if (section[key] is not { Length: > 0 } text)
                return otherwise;
            try
            {
                return parse(text);
            }
            catch (Exception malformed) when (malformed is FormatException or OverflowException)
            {
                string path = section is IConfigurationSection { Path: var parent } ? $"{parent}:{key}" : key;
                throw new FormatException($"The configuration value '{path}' cannot be read: {malformed.Message}", malformed);
            }
        }
    }
}
