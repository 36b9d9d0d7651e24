namespace LabelingGen.Testing.Wire;

/// <summary>Where one case runs: its server, clock, options and folder.</summary>
public sealed class WireSession
{
    internal WireSession(WireCase wireCase, Uri server, FakeTimeProvider clock, string folder)
    {
        Case = wireCase;
        Server = server;
        Clock = clock;
        Folder = folder;
    }

    /// <summary>The recording.</summary>
    public WireCase Case { get; }

    /// <summary>Root of the scripted server: what <c>{BASE}</c> stands for, with a slash at its end.</summary>
    public Uri Server { get; }

    /// <summary>The clock to give to the client: its waits end at once and are noted down.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>The folder that paths in a program are relative to.</summary>
    public string Folder { get; }

    /// <summary>The program's variable <c>client</c>.</summary>
    public object? Client => FindClient();

    internal Func<object?> FindClient { get; set; } = () => null;

    /// <summary>A non-default option of the official client in this case, or <see langword="null"/>.</summary>
    public string? Option(string name) => Case.Json["client_options"]?[name]?.ToString();

    /// <summary>An environment variable that is set in this case, or <see langword="null"/>.</summary>
    public string? Variable(string name) => Case.Json["environment"]?[name]?.ToString();

    /// <summary>The path on this machine of a path that a program names.</summary>
    public string Locate(string path) => Path.IsPathRooted(path) ? path : Path.Combine(Folder, path);
}
