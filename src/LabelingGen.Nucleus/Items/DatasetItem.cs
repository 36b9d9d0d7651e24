using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

public sealed partial class DatasetItem
{
    // Items without metadata are sent with an empty object; nobody else sees this one.
    private static readonly JsonObject NoMetadata = [];

    private static readonly string[] ImageExtensions = [".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff"];

    /// <summary>Makes an item to fill.</summary>
    public DatasetItem()
    {
    }

    /// <summary>Makes an image.</summary>
    /// <param name="imageLocation">Address of the image (http, https, s3, gs), or path of a file of this machine.</param>
    /// <param name="referenceId">Your id of the item, unique in the dataset.</param>
    /// <param name="metadata">What else is known of it.</param>
    /// <exception cref="InvalidItemException">
    /// Location or reference id is missing, or the camera in the metadata is incomplete.
    /// </exception>
    public DatasetItem(string imageLocation, string referenceId, JsonObject? metadata = null)
        : this(referenceId, metadata)
    {
        ImageUrl = imageLocation;
        Check();
    }

    private DatasetItem(string referenceId, JsonObject? metadata)
    {
        ReferenceId = referenceId;
        if (metadata is not null)
            Metadata = metadata;
    }

    /// <summary>
    /// Where the image is: the first of <see cref="ProcessedUrl"/>, <see cref="ImageUrl"/> and <see cref="OriginalImageUrl"/> that is not
    /// empty, else <see cref="Url"/> when it names an image.
    /// </summary>
    public string? ImageLocation =>
        First(ProcessedUrl, ImageUrl, OriginalImageUrl) ?? (Url is not null && UrlKind == ItemType.Image ? Url : null);

    /// <summary>Where the point cloud is: <see cref="PointcloudUrl"/>, else <see cref="Url"/> when it names a point cloud.</summary>
    public string? PointCloudLocation => First(PointcloudUrl) ?? (Url is not null && UrlKind == ItemType.Pointcloud ? Url : null);

    /// <summary>
    /// The id under which the item is known: <see cref="RefId"/> where the server spells it so, else <see cref="ReferenceId"/>.
    /// </summary>
    public string? Reference => RefId ?? ReferenceId;

    /// <summary>Whether a file of this machine would be uploaded.</summary>
    public bool IsLocal => ImageLocation is { } location && !RemoteLocation.IsRemote(location);

    private ItemType? UrlKind => Type ?? Path.GetExtension(Url?.Split('?', '#')[0])?.ToLowerInvariant() switch
    {
        ".json" => ItemType.Pointcloud,
        { } extension when ImageExtensions.Contains(extension) => ItemType.Image,
        _ => (ItemType?)null,
    };

    /// <summary>Makes a point cloud: a JSON file of points with x, y, z and intensity. Point clouds are only part of scenes.</summary>
    /// <param name="location">Address of the file.</param>
    /// <param name="referenceId">Your id of the item, unique in the dataset.</param>
    /// <param name="metadata">What else is known of it.</param>
    /// <exception cref="InvalidItemException">
    /// Location or reference id is missing, or the camera in the metadata is incomplete.
    /// </exception>
    public static DatasetItem PointCloud(string location, string referenceId, JsonObject? metadata = null)
    {
        DatasetItem item = new(referenceId, metadata) { PointcloudUrl = location };
        item.Check();
        return item;
    }

    /// <summary>The form in which an image is added to a dataset.</summary>
    /// <param name="update">Written only where the layout has it for each item: with local files.</param>
    /// <param name="form">One to be filled anew, where many are written one after another.</param>
    internal ItemUpload ToUpload(bool? update = null, ItemUpload? form = null)
    {
        form ??= new() { ReferenceId = "", ImageUrl = "", Metadata = NoMetadata };
        form.ReferenceId = Reference!;
        form.ImageUrl = ImageLocation!;
        form.Metadata = Metadata ?? NoMetadata;
        form.EmbeddingInfo = EmbeddingInfo;
        form.Width = Width is > 0 ? Width : null;
        form.Height = Height is > 0 ? Height : null;
        form.Update = update;
        return form;
    }

    /// <summary>The form in which an item is part of a scene.</summary>
    internal SceneItemUpload ToSceneUpload() => new()
    {
        ReferenceId = Reference!,
        Url = (PointCloudLocation ?? ImageLocation)!,
        Type = PointCloudLocation is null ? ItemType.Image : ItemType.Pointcloud,
        Metadata = Metadata ?? NoMetadata,
        EmbeddingInfo = EmbeddingInfo,
        Width = Width is > 0 ? Width : null,
        Height = Height is > 0 ? Height : null,
        CameraParams = CameraParams ?? CameraParameters.InMetadata(Reference, Metadata),
    };

    /// <summary>The rules for every item, wherever it goes.</summary>
    /// <returns>Where its image is; <see langword="null"/> for a point cloud.</returns>
    /// <exception cref="InvalidItemException">The item cannot be sent as it is.</exception>
    internal string? Check()
    {
        string? reference = Reference;
        string? image = ImageLocation;
        string? cloud = PointCloudLocation;
        if (string.IsNullOrEmpty(reference))
            throw new InvalidItemException(null, $"The item at '{image ?? cloud}' has no reference id.");
        if (image is null == cloud is null)
            throw new InvalidItemException(reference, $"The item '{reference}' must have either an image or a point cloud.");
        if (EmbeddingInfo is not null && cloud is not null)
            throw new InvalidItemException(reference, $"The item '{reference}' is a point cloud and cannot have an embedding.");
        if (EmbeddingInfo?.EmbeddingVector.Any(number => !double.IsFinite(number)) == true)
            throw new InvalidItemException(reference, $"The embedding of the item '{reference}' has a number that is not finite.");
        CameraParameters.InMetadata(reference, Metadata);
        return image;
    }

    /// <summary>The rules for an item that is added to a dataset of items.</summary>
    /// <returns>Whether a file of this machine would be uploaded.</returns>
    /// <exception cref="InvalidItemException">The item cannot be sent as it is.</exception>
    internal bool CheckForAppend(bool usePrivacyMode)
    {
        string image = Check()
            ?? throw new InvalidItemException(Reference, $"The point cloud '{Reference}' can only be added as part of a scene.");
        bool isLocal = !RemoteLocation.IsRemote(image);
        if (isLocal && !ImageExtensions.Contains(Path.GetExtension(image).ToLowerInvariant()))
            throw new InvalidItemException(Reference, $"The file '{image}' of the item '{Reference}' is of no known image type.");
        if (usePrivacyMode && Width is not > 0 | Height is not > 0)
            throw new InvalidItemException(Reference, $"In privacy mode the item '{Reference}' needs its width and height.");
        return isLocal;
    }

    private static string? First(params ReadOnlySpan<string?> locations)
    {
        foreach (string? location in locations)
        {
            if (!string.IsNullOrEmpty(location))
                return location;
        }

        return null;
    }
}
