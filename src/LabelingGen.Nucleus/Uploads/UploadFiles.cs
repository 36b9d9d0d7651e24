using LabelingGen.Core;

namespace LabelingGen.Nucleus;

/// <summary>The files of one multipart request, open as long as it may be sent again.</summary>
internal sealed class UploadFiles : IDisposable
{
    private readonly List<FileUpload> _files = [];

    /// <summary>
    /// Adds a file of this machine as a part. Its type is <c>image/</c> with the extension, as the official client has it.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public void Add(Core.MultipartContent content, string part, string location, string? baseFolder)
    {
        string path = RemoteLocation.Resolve(location, baseFolder);
        FileUpload file = FileUpload.Open(path, "image/" + Path.GetExtension(path).TrimStart('.').ToLowerInvariant());
        _files.Add(file);
        content.AddFile(part, file);
    }

    public void Dispose()
    {
        foreach (FileUpload file in _files)
            file.Dispose();
    }
}
