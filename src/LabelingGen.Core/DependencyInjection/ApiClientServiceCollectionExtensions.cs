using System.Diagnostics.CodeAnalysis;
using LabelingGen.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds generated clients to a service collection.</summary>
public static class ApiClientServiceCollectionExtensions
{
    /// <summary>
    /// Adds a client as a singleton that sends through <see cref="IHttpClientFactory"/>. Logging and the clock come from the container.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Name of the client's options and of its <see cref="HttpClient"/>.</param>
    /// <param name="create">Makes the client from its options.</param>
    /// <param name="configuration">Section with the options; see <see cref="ApiClientOptions.ApplyConfiguration"/>.</param>
    /// <param name="configure">Changes the options after the configuration was applied.</param>
    /// <typeparam name="TClient">The client.</typeparam>
    /// <typeparam name="TOptions">Its options.</typeparam>
    /// <returns>
    /// The builder of the client's <see cref="HttpClient"/>, for handlers of one's own. A primary handler put in must neither follow
    /// redirects nor keep cookies. The factory's own request logging is off, for it shows addresses and headers unredacted.
    /// </returns>
    public static IHttpClientBuilder AddApiClient<TClient,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this IServiceCollection services, string name, Func<TOptions, IServiceProvider, TClient> create,
            IConfiguration? configuration = null,
        Action<TOptions>? configure = null)
        where TClient : class
        where TOptions : ApiClientOptions, new()
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(create);
        OptionsBuilder<TOptions> options = services.AddOptions<TOptions>(name).Configure<IServiceProvider>((target, provider) =>
        {
            if (provider.GetService<TimeProvider>() is { } time)
                target.TimeProvider = time;
            if (provider.GetService<ILoggerFactory>() is { } loggers)
                target.ClientLoggingOptions = new() { LoggerFactory = loggers };
        });
        if (configuration is not null)
            options.Configure(target => target.ApplyConfiguration(configuration));
        if (configure is not null)
            options.Configure(configure);
        services.AddSingleton(provider =>
        {
            TOptions chosen = provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name);
            if (!chosen.IsReadOnly)
                chosen.Transport ??= new ApiTransport(provider.GetRequiredService<IHttpClientFactory>().CreateClient(name));
            return create(chosen, provider);
        });
        return services.AddHttpClient(name)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(PipelineFactory.CreateHandler)
            // Connections are renewed by the handler itself, so that a singleton may keep it.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
    }
}
