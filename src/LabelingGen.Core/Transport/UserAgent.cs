using System.Runtime.InteropServices;

namespace LabelingGen.Core;

/// <summary>Writes <c>LabelingGen.Scale/0.1.0 (.NET 10.0.1; Linux) my-tool/1.2</c>.</summary>
internal static class UserAgent
{
    public static string Create(ApiPipelineSettings settings)
    {
        string system = OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : OperatingSystem.IsLinux() ? "Linux"
            : "other";
        string text = $"{settings.ClientName}/{settings.ClientVersion} ({RuntimeInformation.FrameworkDescription}; {system})";
        return HeaderText.CheckValue("User-Agent", settings.Options.ApplicationName is { Length: > 0 } name ? $"{text} {name}" : text);
    }
}
