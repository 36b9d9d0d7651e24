namespace LabelingGen.Emulator;

/// <summary>The operations of one vendor. Matches on the raw path, so that an escaped slash stays inside its segment.</summary>
internal sealed class RouteTable
{
    private readonly List<Route> _routes = [];
    private readonly object _gate;

    /// <param name="gate">The vendor's lock: plain handlers run under it, one at a time.</param>
    public RouteTable(object gate) => _gate = gate;

    public IReadOnlyList<Route> Routes => _routes;

    public void Map(string method, string template, Func<EmulatorRequest, EmulatorResponse> handler, bool anonymous = false) =>
        Add(new(method, template, (request, _) => ValueTask.FromResult(Locked(handler, request))) { Anonymous = anonymous });

    /// <summary>Maps a handler that waits, and takes the vendor's lock where it needs it.</summary>
    public void MapWaiting(
        string method, string template, Func<EmulatorRequest, CancellationToken, ValueTask<EmulatorResponse>> handler) =>
        Add(new(method, template, handler));

    /// <summary>Maps a handler that reads the body itself and takes the vendor's lock where it needs it.</summary>
    public void MapStreaming(
        string method,
        string template,
        Func<EmulatorRequest, CancellationToken, ValueTask<EmulatorResponse>> handler,
        bool anonymous = false) =>
        Add(new(method, template, handler) { Streams = true, Anonymous = anonymous });

    /// <summary>Finds the operation; null with <paramref name="allowed"/> filled when only other methods exist on the path.</summary>
    public Route? Find(string method, string[] path, out string? allowed)
    {
        allowed = null;
        Route? found = null;
        List<string> methods = [];
        foreach (Route route in _routes)
        {
            if (!route.Matches(path))
                continue;
            if (route.Method != method)
                methods.Add(route.Method);
            else if (found is null || Compare(route, found) > 0)
                found = route;
        }

        if (found is null && methods.Count > 0)
            allowed = string.Join(", ", methods.Distinct());
        return found;
    }

    /// <summary>Splits a raw request target into decoded segments.</summary>
    public static string[] Split(string rawTarget)
    {
        int end = rawTarget.AsSpan().IndexOfAny('?', '#');
        string path = end < 0 ? rawTarget : rawTarget[..end];
        return path.TrimStart('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
    }

    private EmulatorResponse Locked(Func<EmulatorRequest, EmulatorResponse> handler, EmulatorRequest request)
    {
        lock (_gate)
            return handler(request);
    }

    private void Add(Route route)
    {
        if (_routes.Any(r => r.Method == route.Method && r.Template == route.Template))
            throw new InvalidOperationException($"{route.Method} {route.Template} is mapped twice.");
        _routes.Add(route);
    }

    private static int Compare(Route left, Route right)
    {
        foreach ((bool a, bool b) in left.Literals.Zip(right.Literals))
        {
            if (a != b)
                return a ? 1 : -1;
        }

        return 0;
    }
}
