namespace LabelingGen.Annotations.Tests.Preview;

/// <summary>A fact that needs a browser (Debian's package <c>chromium</c>); it is skipped where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactInBrowserAttribute : FactAttribute
{
    public const string WhySkipped = "No chromium, chromium-browser or google-chrome is on the path.";

    public FactInBrowserAttribute()
    {
        if (FindBrowser() is null)
            Skip = WhySkipped;
    }

    /// <summary>Where the browser is.</summary>
    public static string? FindBrowser() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(static folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
