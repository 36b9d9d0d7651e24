using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LabelingGen.Emulator;

/// <summary>What is known of a request while it is answered.</summary>
internal sealed class Exchange(HttpContext context, EmulatedVendor vendor, long number, DateTimeOffset at)
{
    // Taken at once: the features are gone after a reset.
    private readonly string _method = context.Request.Method;
    private readonly string _query = SecretRedactor.Query(context.Request.QueryString.Value ?? "");
    private readonly Dictionary<string, string> _headers = SecretRedactor.Headers(context.Request.Headers);

    public HttpContext Context { get; } = context;

    public EmulatedVendor Vendor { get; } = vendor;

    public long Number { get; } = number;

    public string Path { get; } = RawPath(context);

    public string? Operation { get; set; }

    public int Status { get; set; }

    public long BodyLength { get; set; }

    public IReadOnlyList<Fault> Faults { get; set; } = [];

    /// <summary>The entry of the log, once the answer is about to leave.</summary>
    public StrongBox<RequestRecord>? Entry { get; set; }

    public RequestRecord ToRecord() => new(
        Number, Vendor.Name, at, _method, Path, _query, Operation, Status, BodyLength,
        Faults.Count == 0 ? null : string.Join(" + ", Faults), _headers);

    private static string RawPath(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        int query = target.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0)
            target = target[..query];
        // The absolute form of a target, as sent to proxies.
        return target.StartsWith('/') || !Uri.TryCreate(target, UriKind.Absolute, out Uri? absolute) ? target : absolute.AbsolutePath;
    }
}
