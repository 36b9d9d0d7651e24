using System.Globalization;
using System.Text.Json.Nodes;

namespace LabelingGen.Testing.Wire.Python;

/// <summary>The few members of the standard library that recorded calls use.</summary>
internal static class PythonModules
{
    /// <summary>A module or one of its members by its dotted path; <see langword="null"/> where it is the vendor's.</summary>
    public static object? Find(string path, IPythonHost host)
    {
        string[] parts = path.Split('.');
        object? found = parts[0] switch
        {
            "json" => new PythonNamespace("json", Json),
            "os" => new PythonNamespace("os", name => Os(name, host)),
            "tempfile" => new PythonNamespace("tempfile", Temporary),
            "datetime" => new PythonNamespace("datetime", Time),
            "io" => new PythonNamespace("io", Io),
            "pathlib" => new PythonNamespace("pathlib", name => name == "Path" ? (PythonCallable)(a => a[0]) : null),
            "time" => new PythonNamespace("time", name => name == "sleep" ? (PythonCallable)(_ => null) : null),
            _ => null,
        };
        foreach (string part in parts.Skip(1))
            found = (found as PythonNamespace)?.Find(part);
        return found;
    }

    private static object? Json(string name) => name switch
    {
        "dumps" => (PythonCallable)(a => PythonJson.Write(WireJson.ToNode(a[0]))),
        "loads" => (PythonCallable)(a => WireJson.ToPython(JsonNode.Parse((string)a[0]!))),
        "load" => (PythonCallable)(a => WireJson.ToPython(JsonNode.Parse((string)((PythonFile)a[0]!).Read()))),
        _ => null,
    };

    private static object? Io(string name) => name switch
    {
        "BytesIO" => (PythonCallable)(a => a.Positional.Count > 0 ? new MemoryStream((byte[])a[0]!) : new MemoryStream()),
        _ => null,
    };

    private static object? Os(string name, IPythonHost host) => name switch
    {
        "path" => new PythonNamespace("path", member => OsPath(member, host)),
        "environ" => new Dictionary<object, object?>(),
        "getcwd" => (PythonCallable)(_ => host.Locate(".")),
        "listdir" => (PythonCallable)(a =>
            Directory.GetFileSystemEntries(host.Locate((string)a[0]!)).Select(p => (object?)Path.GetFileName(p)).ToList()),
        "walk" => (PythonCallable)(a => Walk(host.Locate((string)a[0]!)).ToList()),
        _ => null,
    };

    private static object? OsPath(string name, IPythonHost host) => name switch
    {
        "join" => (PythonCallable)(a => string.Join('/', a.Positional)),
        "relpath" => (PythonCallable)(a => Path.GetRelativePath((string)a[1]!, (string)a[0]!).Replace('\\', '/')),
        "basename" => (PythonCallable)(a => Path.GetFileName((string)a[0]!)),
        "dirname" => (PythonCallable)(a => Path.GetDirectoryName((string)a[0]!)),
        "exists" => (PythonCallable)(a => Path.Exists(host.Locate((string)a[0]!))),
        _ => null,
    };

    private static IEnumerable<object?> Walk(string folder)
    {
        yield return new PythonTuple(
        [
            folder,
            Directory.GetDirectories(folder).Select(d => (object?)Path.GetFileName(d)).ToList(),
            Directory.GetFiles(folder).Select(f => (object?)Path.GetFileName(f)).ToList(),
        ]);
        foreach (string inner in Directory.GetDirectories(folder))
        {
            foreach (object? entry in Walk(inner))
                yield return entry;
        }
    }

    private static object? Temporary(string name) => name switch
    {
        "mkdtemp" => (PythonCallable)(_ => Directory.CreateTempSubdirectory("wire-").FullName),
        "gettempdir" => (PythonCallable)(_ => Path.GetTempPath()),
        _ => null,
    };

    private static object? Time(string name) => name switch
    {
        "datetime" => new PythonNamespace("datetime", member => member switch
        {
            "now" or "utcnow" => (PythonCallable)(_ => DateTimeOffset.UnixEpoch),
            "fromisoformat" => (PythonCallable)(a =>
                DateTimeOffset.Parse((string)a[0]!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
            _ => null,
        })
        { Call = Instant },
        "date" => new PythonNamespace("date", _ => null)
        {
            Call = a => new DateOnly((int)(long)a[0]!, (int)(long)a[1]!, (int)(long)a[2]!),
        },
        "timedelta" => (PythonCallable)(a => TimeSpan.FromDays(Operators.Number(a.Optional(0, "days") ?? 0L))
            + TimeSpan.FromHours(Operators.Number(a.Keywords.GetValueOrDefault("hours") ?? 0L))
            + TimeSpan.FromMinutes(Operators.Number(a.Keywords.GetValueOrDefault("minutes") ?? 0L))
            + TimeSpan.FromSeconds(Operators.Number(a.Keywords.GetValueOrDefault("seconds") ?? 0L))),
        "timezone" => new PythonNamespace("timezone", member => member == "utc" ? TimeSpan.Zero : null)
        {
            Call = a => (TimeSpan)a[0]!,
        },
        _ => null,
    };

    private static object? Instant(PythonArguments a)
    {
        int Part(int index, string part) => (int)(long)(a.Optional(index, part) ?? 0L);
        TimeSpan offset = a.Optional(7, "tzinfo") as TimeSpan? ?? TimeSpan.Zero;
        return new DateTimeOffset(
            Part(0, "year"), Part(1, "month"), Part(2, "day"), Part(3, "hour"), Part(4, "minute"), Part(5, "second"), offset)
            .AddTicks(Part(6, "microsecond") * TimeSpan.TicksPerMicrosecond);
    }
}
