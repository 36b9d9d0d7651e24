using Google.Protobuf;

namespace LabelingGen.Clarifai.Protobuf;

public sealed partial class Input
{
    /// <summary>An input whose media the service fetches from an address.</summary>
    /// <param name="id">Its id in the app.</param>
    /// <param name="url">The address: http or https.</param>
    /// <param name="type">What is there.</param>
    /// <param name="details">Dataset, labels, place, metadata.</param>
    /// <exception cref="System.ArgumentException">The id is empty, or the address is none of the web.</exception>
    public static Input FromUrl(string id, Uri url, InputType type = InputType.Image, InputDetails? details = null) =>
        (details ?? new InputDetails()).Apply(Ids.Of(id, nameof(id)), DataOf(url, type));

    /// <summary>An input whose media are bytes at hand.</summary>
    /// <param name="id">Its id in the app.</param>
    /// <param name="content">The bytes of a file; of a text, UTF-8.</param>
    /// <param name="type">What they are.</param>
    /// <param name="details">Dataset, labels, place, metadata.</param>
    /// <exception cref="System.ArgumentException">The id or the content is empty, or a text is not UTF-8.</exception>
    public static Input FromBytes(
        string id, ReadOnlyMemory<byte> content, InputType type = InputType.Image, InputDetails? details = null) =>
        (details ?? new InputDetails()).Apply(Ids.Of(id, nameof(id)), DataOf(content, type));

    /// <summary>An input whose media are a file.</summary>
    /// <param name="id">Its id in the app.</param>
    /// <param name="path">The file.</param>
    /// <param name="type">What it is.</param>
    /// <param name="details">Dataset, labels, place, metadata.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ClarifaiFileException">The service takes no files of this kind as the type.</exception>
    /// <exception cref="System.ArgumentException">The id or the file is empty, or a text is not UTF-8.</exception>
    public static Input FromFile(string id, string path, InputType type = InputType.Image, InputDetails? details = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        MediaFiles.Check(path, type);
        return FromBytes(id, File.ReadAllBytes(path), type, details);
    }

    /// <summary>An input that is a text.</summary>
    /// <exception cref="System.ArgumentException">The id is empty.</exception>
    public static Input FromText(string id, string text, InputDetails? details = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return (details ?? new InputDetails()).Apply(Ids.Of(id, nameof(id)), new Data { Text = new Text { Raw = text } });
    }

    /// <summary>An input of a picture and a text that belong together.</summary>
    /// <param name="id">Its id in the app.</param>
    /// <param name="text">The text.</param>
    /// <param name="imageUrl">The picture's address; either this or <paramref name="image"/>.</param>
    /// <param name="image">The picture's bytes.</param>
    /// <param name="details">Dataset, labels, place, metadata.</param>
    /// <exception cref="System.ArgumentException">Not exactly one picture is given.</exception>
    public static Input FromImageAndText(
        string id, string text, Uri? imageUrl = null, ReadOnlyMemory<byte>? image = null, InputDetails? details = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (imageUrl is null == image is null)
            throw new ArgumentException("Exactly one picture is needed: its address or its bytes.", nameof(imageUrl));
        Data data = imageUrl is not null ? DataOf(imageUrl, InputType.Image) : DataOf(image!.Value, InputType.Image);
        data.Text = new Text { Raw = text };
        return (details ?? new InputDetails()).Apply(Ids.Of(id, nameof(id)), data);
    }

    internal static Data DataOf(Uri url, InputType type)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            throw new ArgumentException($"The media's address '{url}' must be absolute and begin with http:// or https://.", nameof(url));
        string text = url.OriginalString;
        return type switch
        {
            InputType.Image => new Data { Image = new Image { Url = text } },
            InputType.Text => new Data { Text = new Text { Url = text } },
            InputType.Video => new Data { Video = new Video { Url = text } },
            InputType.Audio => new Data { Audio = new Audio { Url = text } },
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such type of input."),
        };
    }

    internal static Data DataOf(ReadOnlyMemory<byte> content, InputType type)
    {
        if (content.IsEmpty)
            throw new ArgumentException("The media must not be empty.", nameof(content));
        return type switch
        {
            InputType.Image => new Data { Image = new Image { Base64 = ByteString.CopyFrom(content.Span) } },
            InputType.Text => new Data { Text = new Text { Raw = Utf8Of(content.Span) } },
            InputType.Video => new Data { Video = new Video { Base64 = ByteString.CopyFrom(content.Span) } },
            InputType.Audio => new Data { Audio = new Audio { Base64 = ByteString.CopyFrom(content.Span) } },
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such type of input."),
        };
    }

    private static string Utf8Of(ReadOnlySpan<byte> content)
    {
        try
        {
            return new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (System.Text.DecoderFallbackException malformed)
        {
            throw new ArgumentException("The text is not UTF-8.", nameof(content), malformed);
        }
    }
}
