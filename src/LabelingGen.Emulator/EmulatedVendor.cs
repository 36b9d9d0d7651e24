namespace LabelingGen.Emulator;

/// <summary>One emulated vendor: its own port, operations and state.</summary>
public abstract class EmulatedVendor
{
    private Uri? _endpoint;

    /// <param name="basePath">Where the vendor's paths begin, such as <c>/v1/nucleus</c>; empty for the root.</param>
    private protected EmulatedVendor(string name, string basePath = "")
    {
        Name = name;
        BasePath = basePath;
        Routes = new(Gate);
    }

    /// <summary>The vendor's short name, such as <c>scale</c>.</summary>
    public string Name { get; }

    /// <summary>The path part of <see cref="Endpoint"/>.</summary>
    public string BasePath { get; }

    /// <summary>The base address to give to a client of this vendor, on loopback.</summary>
    /// <exception cref="InvalidOperationException">The vendor was not among those to start.</exception>
    public Uri Endpoint
    {
        get => _endpoint ?? throw new InvalidOperationException(
            $"The emulator of {Name} is not running; add it to {nameof(VendorEmulatorOptions)}.{nameof(VendorEmulatorOptions.Vendors)}.");
        internal set => _endpoint = value;
    }

    /// <summary>The API key or access token that a client of this vendor needs.</summary>
    public abstract string Credential { get; }

    /// <summary>The vendor listens.</summary>
    public bool IsRunning => _endpoint is not null;

    /// <summary>The operations it answers, as method and path template: <c>GET /v1/task/{taskId}</c>.</summary>
    public IReadOnlyList<string> Operations => [.. Routes.Routes.Select(r => r.Method + " " + r.Template)];

    /// <summary>The vendor is called over HTTP/2 without TLS (gRPC) instead of HTTP/1.1.</summary>
    internal virtual bool SpeaksGrpc => false;

    /// <summary>Where a vendor that is called over gRPC listens for HTTP/1.1 as well.</summary>
    internal Uri? PlainEndpoint { get; set; }

    internal RouteTable Routes { get; }

    /// <summary>Guards the vendor's state.</summary>
    internal object Gate { get; } = new();

    /// <summary>What every answer of the vendor begins with: lets time take its effect. Called with the gate held.</summary>
    internal virtual void Settle()
    {
    }

    /// <summary>Checks the credential and returns the account.</summary>
    /// <exception cref="VendorErrorException">The credential is missing or wrong.</exception>
    internal abstract object? Authenticate(EmulatorRequest request);

    /// <summary>An error in the vendor's own shape.</summary>
    internal abstract EmulatorResponse Error(int status, string message, string? code, string path);
}
