namespace LabelingGen.Clarifai;

/// <summary>The kinds of media an input can hold.</summary>
public enum InputType
{
    /// <summary>A picture: JPEG, PNG, TIFF, BMP, WEBP or GIF.</summary>
    Image,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A video: AVI, MP4, WMV, MOV or 3GPP.</summary>
    Video,

    /// <summary>A sound.</summary>
    Audio,
}
