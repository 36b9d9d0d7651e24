using System.Runtime.Versioning;

namespace LabelingGen.Cli;

/// <summary>Reads an API key from where other users cannot see it: a private file, standard input, the environment.</summary>
internal static class SecretReader
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The key, or null when none is given.</summary>
    /// <param name="path">A file; <c>-</c> is standard input.</param>
    /// <exception cref="CommandFailedException">The file can be read by others, or there is no key in it.</exception>
    public static string? Read(string? path, string environmentVariable, TextReader input)
    {
        if (path is null)
        {
            string? value = Environment.GetEnvironmentVariable(environmentVariable);
            return string.IsNullOrEmpty(value) ? null : Check(value, environmentVariable);
        }

        if (path == "-")
            return Check(input.ReadLine() ?? "", "standard input");
        if (!OperatingSystem.IsWindows())
            CheckMode(path);
        using StreamReader reader = new(path);
        return Check(reader.ReadLine() ?? "", path);
    }

    [UnsupportedOSPlatform("windows")]
    private static void CheckMode(string path)
    {
        if ((File.GetUnixFileMode(path) & Others) != 0)
            throw new CommandFailedException($"{path} can be read by other users; run 'chmod 600' on it first.", ExitCodes.Usage);
    }

    private static string Check(string key, string source)
    {
        key = key.Trim();
        return key.Length > 0 && key.All(c => c is > ' ' and <= '~')
            ? key
            : throw new CommandFailedException($"There is no API key in {source}, or it has characters that no key has.", ExitCodes.Usage);
    }
}
