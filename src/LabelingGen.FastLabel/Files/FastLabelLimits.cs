namespace LabelingGen.FastLabel;

/// <summary>What FastLabel takes at most. All of it is checked before anything is sent and before a file is read.</summary>
public static class FastLabelLimits
{
    /// <summary>An image: 20 MiB.</summary>
    public const long ImageBytes = 20L << 20;

    /// <summary>A video: 250 MiB.</summary>
    public const long VideoBytes = 250L << 20;

    /// <summary>A text: 2 MiB.</summary>
    public const long TextBytes = 2L << 20;

    /// <summary>A sound: 120 MiB.</summary>
    public const long AudioBytes = 120L << 20;

    /// <summary>A point cloud: 100 MiB. (The vendor's documentation says 30 MB; its client and API take more.)</summary>
    public const long PointCloudBytes = 100L << 20;

    /// <summary>An object of a dataset: 250 MiB.</summary>
    public const long DatasetObjectBytes = 250L << 20;

    /// <summary>An image for a model endpoint: 6 MiB.</summary>
    public const long EndpointImageBytes = 6L << 20;

    /// <summary>A zip file of DICOM images: 2,000 MiB.</summary>
    public const long DicomZipBytes = 2000L << 20;

    /// <summary>Files of a sequence of images or point clouds.</summary>
    public const int SequenceFiles = 250;

    /// <summary>Images of a task that classifies several at once.</summary>
    public const int MultiImageFiles = 6;

    /// <summary>Characters of the JSON text of all files of one task: a little under 512 MiB.</summary>
    public const long SequenceTextLength = 536_870_000;

    /// <summary>Tags of an object of a dataset.</summary>
    public const int DatasetObjectTags = 5;

    /// <summary>Licenses of an object of a dataset.</summary>
    public const int DatasetObjectLicenses = 10;
}
