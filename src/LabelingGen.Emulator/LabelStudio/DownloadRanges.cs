namespace LabelingGen.Emulator;

/// <summary>Whether a server gives a part of a file when it is asked for one.</summary>
public enum DownloadRanges
{
    /// <summary>It gives parts and does not say of which version of the file, as the vendor's server does by itself.</summary>
    WithoutVersion,

    /// <summary>It gives parts and an <c>ETag</c>, as proxies and storages in front of the vendor's server do.</summary>
    WithVersion,

    /// <summary>It gives the whole file, whatever it is asked for.</summary>
    Ignored,
}
