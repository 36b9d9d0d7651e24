using System.Security.Cryptography;
using System.Text;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>Stands in for embeddings: how often each byte occurs in the media, which is near for media that are nearly the same.</summary>
internal static class ClarifaiSimilarity
{
    private const int Bins = 64;

    /// <summary>The media's bytes, or its address, or its text; nothing for an input without media.</summary>
    public static byte[] ContentOf(Data? data) => data switch
    {
        { Image.Base64.Length: > 0 } => data.Image.Base64.ToByteArray(),
        { Video.Base64.Length: > 0 } => data.Video.Base64.ToByteArray(),
        { Audio.Base64.Length: > 0 } => data.Audio.Base64.ToByteArray(),
        { Text.Raw.Length: > 0 } => Encoding.UTF8.GetBytes(data.Text.Raw),
        _ => Encoding.UTF8.GetBytes(
            data?.Image?.Url ?? data?.Video?.Url ?? data?.Audio?.Url ?? data?.Text?.Url ?? ""),
    };

    /// <summary>A number from 0 to 1 that depends on the content and the concept alone.</summary>
    public static float Guess(byte[] content, string concept)
    {
        byte[] hash = SHA256.HashData([.. SHA256.HashData(content), .. Encoding.UTF8.GetBytes(concept)]);
        return BitConverter.ToUInt16(hash) / (float)ushort.MaxValue;
    }

    /// <summary>Likeness from 0 to 1: the cosine of the angle, or the distance turned around.</summary>
    public static float Of(byte[] left, byte[] right, Search.Types.Metric metric)
    {
        double[] a = Histogram(left);
        double[] b = Histogram(right);
        double dot = 0;
        double distance = 0;
        for (int i = 0; i < Bins; i++)
        {
            dot += a[i] * b[i];
            distance += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return (float)(metric == Search.Types.Metric.EuclideanDistance ? 1 / (1 + Math.Sqrt(distance)) : dot);
    }

    private static double[] Histogram(byte[] content)
    {
        double[] bins = new double[Bins];
        foreach (byte b in content)
            bins[b * Bins / 256]++;
        double length = Math.Sqrt(bins.Sum(v => v * v));
        return length == 0 ? bins : [.. bins.Select(v => v / length)];
    }
}
