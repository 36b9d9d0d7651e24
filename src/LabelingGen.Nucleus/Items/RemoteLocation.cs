namespace LabelingGen.Nucleus;

/// <summary>Tells addresses that the server fetches from files of this machine, as the official client does.</summary>
internal static class RemoteLocation
{
    /// <summary>Only http, https, s3 and gs are remote; everything else, also gcs and azure schemes, counts as a local path.</summary>
    public static bool IsRemote(string location) =>
        location.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || location.StartsWith("s3://", StringComparison.OrdinalIgnoreCase)
        || location.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || location.StartsWith("gs://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="InvalidItemException">The location is not remote.</exception>
    public static void Require(string? referenceId, string location)
    {
        if (!IsRemote(location))
        {
            throw new InvalidItemException(
                referenceId, $"A background upload takes only addresses (http, https, s3, gs), but '{referenceId}' is at '{location}'.");
        }
    }

    /// <param name="location">Path of the file.</param>
    /// <param name="baseFolder">What the path is relative to.</param>
    /// <param name="referenceId">The item that the file belongs to, to be named where the file is missing.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string Resolve(string location, string? baseFolder, string? referenceId = null)
    {
        string path = baseFolder is null ? location : Path.Combine(baseFolder, location);
        string owner = referenceId is null ? "" : $" of the item '{referenceId}'";
        return File.Exists(path) ? path : throw new FileNotFoundException($"The file '{location}'{owner} does not exist.", location);
    }
}
