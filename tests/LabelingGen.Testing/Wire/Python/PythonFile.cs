using System.Text;

namespace LabelingGen.Testing.Wire.Python;

/// <summary>An open file of the program.</summary>
internal sealed class PythonFile(FileStream stream, bool isText) : IDisposable
{
    public FileStream Stream { get; } = stream;

    public string Path => Stream.Name;

    public static PythonFile Open(string path, string mode)
    {
        if (!mode.Contains('w', StringComparison.Ordinal) && !File.Exists(path))
            throw new PythonException("FileNotFoundError", path);
        FileStream stream = mode.Contains('w', StringComparison.Ordinal) ? File.Create(path) : File.OpenRead(path);
        return new(stream, !mode.Contains('b', StringComparison.Ordinal));
    }

    public object Read()
    {
        using MemoryStream copy = new();
        Stream.CopyTo(copy);
        Stream.Dispose();
        return isText ? Encoding.UTF8.GetString(copy.ToArray()).Replace("\r\n", "\n", StringComparison.Ordinal) : copy.ToArray();
    }

    public void Write(object? content) => Stream.Write(content as byte[] ?? Encoding.UTF8.GetBytes((string)content!));

    public void Dispose() => Stream.Dispose();
}
