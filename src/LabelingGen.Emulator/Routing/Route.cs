namespace LabelingGen.Emulator;

/// <summary>One operation of a vendor: method, template such as <c>/v1/task/{taskId}</c>, and what answers it.</summary>
internal sealed class Route
{
    private readonly string[] _segments;

    public Route(string method, string template, Func<EmulatorRequest, CancellationToken, ValueTask<EmulatorResponse>> handler)
    {
        Method = method;
        Template = template;
        Handler = handler;
        _segments = template[1..].Split('/');
    }

    public string Method { get; }

    public string Template { get; }

    public Func<EmulatorRequest, CancellationToken, ValueTask<EmulatorResponse>> Handler { get; }

    /// <summary>The handler reads the request body itself.</summary>
    public bool Streams { get; init; }

    /// <summary>No credential is asked for (signed URLs, health checks, log-in).</summary>
    public bool Anonymous { get; init; }

    /// <summary>Number of leading literal segments that decide between two matching routes: literals win over parameters.</summary>
    public IEnumerable<bool> Literals => _segments.Select(s => !IsParameter(s));

    public bool Matches(string[] path)
    {
        if (path.Length != _segments.Length)
            return false;
        for (int i = 0; i < path.Length; i++)
        {
            if (IsParameter(_segments[i]) ? path[i].Length == 0 : path[i] != _segments[i])
                return false;
        }

        return true;
    }

    public Dictionary<string, string> Values(string[] path)
    {
        Dictionary<string, string> values = [];
        for (int i = 0; i < path.Length; i++)
        {
            if (IsParameter(_segments[i]))
                values[_segments[i][1..^1]] = path[i];
        }

        return values;
    }

    private static bool IsParameter(string segment) => segment is ['{', .., '}'];
}
