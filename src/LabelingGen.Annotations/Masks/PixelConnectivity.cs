namespace LabelingGen.Annotations;

/// <summary>Which pixels hang together.</summary>
public enum PixelConnectivity
{
    /// <summary>Those that share a side. Two pixels that touch at a corner are two pieces.</summary>
    Four,

    /// <summary>Those that share a side or a corner.</summary>
    Eight,
}
