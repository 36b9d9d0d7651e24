using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace LabelingGen.Testing;

/// <summary>
/// A test of a full disk: it is skipped where the system lets nobody mount a small disk in a namespace of a process's own.
/// </summary>
public sealed class FactOnSmallDiskAttribute : FactAttribute
{
    private static readonly bool CanMount = TryMount();

    public FactOnSmallDiskAttribute()
    {
        if (!CanMount)
            Skip = "This system lets the tests mount no disk of their own.";
    }

    private static bool TryMount()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            string[] mount = ["-rm", "mount", "-t", "tmpfs", "-o", "size=16384", "tmpfs", "/tmp"];
            using Process process = Process.Start(new ProcessStartInfo("unshare", mount) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // no such program
        }
    }
}
