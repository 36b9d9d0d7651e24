using System.Globalization;
using System.Text.Json;
using LabelingGen.Annotations;

namespace LabelingGen.Clarifai;

/// <summary>Reads xView: GeoJSON features with a box in pixels and the number of a class each, and TIFF pictures.</summary>
internal static class XviewDataset
{
    private const string ImageFolder = "train_images";
    private const string LabelFile = "xview_train.geojson";

    /// <summary>The numbers of the classes that xView defines, and their names.</summary>
    private static readonly Dictionary<int, string> Classes = new()
    {
        [11] = "Fixed-wing Aircraft",
        [12] = "Small Aircraft",
        [13] = "Cargo Plane",
        [15] = "Helicopter",
        [17] = "Passenger Vehicle",
        [18] = "Small Car",
        [19] = "Bus",
        [20] = "Pickup Truck",
        [21] = "Utility Truck",
        [23] = "Truck",
        [24] = "Cargo Truck",
        [25] = "Truck w-Box",
        [26] = "Truck Tractor",
        [27] = "Trailer",
        [28] = "Truck w-Flatbed",
        [29] = "Truck w-Liquid",
        [32] = "Crane Truck",
        [33] = "Railway Vehicle",
        [34] = "Passenger Car",
        [35] = "Cargo Car",
        [36] = "Flat Car",
        [37] = "Tank car",
        [38] = "Locomotive",
        [40] = "Maritime Vessel",
        [41] = "Motorboat",
        [42] = "Sailboat",
        [44] = "Tugboat",
        [45] = "Barge",
        [47] = "Fishing Vessel",
        [49] = "Ferry",
        [50] = "Yacht",
        [51] = "Container Ship",
        [52] = "Oil Tanker",
        [53] = "Engineering Vehicle",
        [54] = "Tower crane",
        [55] = "Container Crane",
        [56] = "Reach Stacker",
        [57] = "Straddle Carrier",
        [59] = "Mobile Crane",
        [60] = "Dump Truck",
        [61] = "Haul Truck",
        [62] = "Scraper-Tractor",
        [63] = "Front loader-Bulldozer",
        [64] = "Excavator",
        [65] = "Cement Mixer",
        [66] = "Ground Grader",
        [71] = "Hut-Tent",
        [72] = "Shed",
        [73] = "Building",
        [74] = "Aircraft Hangar",
        [76] = "Damaged Building",
        [77] = "Facility",
        [79] = "Construction Site",
        [83] = "Vehicle Lot",
        [84] = "Helipad",
        [86] = "Storage Tank",
        [89] = "Shipping container lot",
        [91] = "Shipping Container",
        [93] = "Pylon",
        [94] = "Tower",
    };

    public static IEnumerable<DatasetItem> Read(string folder)
    {
        string images = Path.Combine(folder, ImageFolder);
        if (!Directory.Exists(images))
            throw new DirectoryNotFoundException($"There is no folder '{images}'.");
        string labels = Path.Combine(folder, LabelFile);
        ILookup<string, (string Label, Box Box)> boxes =
            ReadBoxes(labels).ToLookup(b => b.Image, b => (b.Label, b.Box), StringComparer.Ordinal);
        return Directory.EnumerateFiles(images, "*.tif").Order(StringComparer.Ordinal).Select(path => Item(path, boxes));
    }

    private static DatasetItem Item(string path, ILookup<string, (string Label, Box Box)> boxes)
    {
        string id = Path.GetFileNameWithoutExtension(path);
        ImageSize size = TiffHeader.ReadSize(path);
        return new DatasetItem
        {
            Id = id,
            ImagePath = path,
            Boxes =
            [
                .. boxes[id].Select(b => (b.Label, Box: DatasetItems.Fractions(b.Box, size))).Where(b => b.Box is not null)
                    .Select(b => (b.Label, b.Box!.Value)),
            ],
        };
    }

    /// <summary>The boxes of all pictures; the features of classes that are not among xView's are left out.</summary>
    private static List<(string Image, string Label, Box Box)> ReadBoxes(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        List<(string, string, Box)> boxes = [];
        int number = 0;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (JsonElement feature in document.RootElement.GetProperty("features").EnumerateArray())
            {
                number++;
                JsonElement properties = feature.GetProperty("properties");
                if (!Classes.TryGetValue(properties.GetProperty("type_id").GetInt32(), out string? label))
                    continue;
                double[] corners = [.. Text(properties, "bounds_imcoords").Split(',')
                    .Select(c => double.Parse(c, NumberStyles.Float, CultureInfo.InvariantCulture))];
                if (corners.Length != 4)
                    throw new ClarifaiFileException(path, null, $"the box of feature {number} has no four corners");
                string image = Path.GetFileNameWithoutExtension(Text(properties, "image_id"));
                boxes.Add((image, label, Box.FromCorners(corners[0], corners[1], corners[2], corners[3])));
            }

            return boxes;
        }
        catch (JsonException malformed)
        {
            throw new ClarifaiFileException(path, (int?)malformed.LineNumber + 1, "it is no JSON", malformed);
        }
        catch (Exception malformed) when (malformed is KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException or OverflowException)
        {
            throw new ClarifaiFileException(
                path, null, $"feature {number} has no image_id, type_id and bounds_imcoords as xView has them", malformed);
        }
    }

    private static string Text(JsonElement properties, string name) =>
        properties.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
}
