using System.Security.Cryptography;
using System.Text;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>Names of pictures and label files in the vendor's exports.</summary>
internal static class LabelStudioFiles
{
    // File systems allow 255 bytes; four of them are the extension.
    private const int MaxStem = 251;

    /// <summary>
    /// Where the export says a picture lies: web addresses under a name made of their MD5, whether they are loaded or not.
    /// </summary>
    public static string PicturePath(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
            return address;
        string hash = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(address))).ToLowerInvariant();
        string path = address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..];
        path = path[..End(path)];
        return $"images/{hash[..8]}__{(path.Contains('/', StringComparison.Ordinal) ? BaseName(path) : "")}";
    }

    public static string BaseName(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string Stem(string path)
    {
        string stem = Formats.SidecarFormat.Stem(BaseName(path));
        return stem.Length <= MaxStem ? stem : stem[..MaxStem];
    }

    private static int End(string path)
    {
        int end = path.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? path.Length : end;
    }
}
