using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>Where the media of an input are to be had, and what kind they are.</summary>
internal sealed record MediaAddress(Uri Url, InputType Type)
{
    /// <summary>The ending of a file for the media: that of the address where it has a usual one, or else that of the type.</summary>
    public string Extension
    {
        get
        {
            string extension = Path.GetExtension(Url.AbsolutePath).ToLowerInvariant();
            bool usual = extension.Length is >= 2 and <= 6 && extension.AsSpan(1).IndexOfAnyExceptInRange('0', 'z') < 0;
            return usual ? extension : Type switch
            {
                InputType.Image => ".png",
                InputType.Text => ".txt",
                InputType.Audio => ".mp3",
                _ => ".mp4",
            };
        }
    }

    /// <summary>The service's own copy in its original size, or else the address it was made from.</summary>
    public static MediaAddress? Of(Input input)
    {
        Data? data = input.Data;
        (InputType type, string url, HostedURL? hosted) = data switch
        {
            { Image: { } image } => (InputType.Image, image.Url, image.Hosted),
            { Text: { } text } => (InputType.Text, text.Url, text.Hosted),
            { Audio: { } audio } => (InputType.Audio, audio.Url, audio.Hosted),
            { Video: { } video } => (InputType.Video, video.Url, video.Hosted),
            _ => (InputType.Image, "", null),
        };
        string address = hosted is { Prefix.Length: > 0 } && hosted.Sizes.Contains("orig")
            ? $"{hosted.Prefix.TrimEnd('/')}/orig/{hosted.Suffix.TrimStart('/')}"
            : url;
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "http" or "https"
            ? new MediaAddress(parsed, type)
            : null;
    }
}
