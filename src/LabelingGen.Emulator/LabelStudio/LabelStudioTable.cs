using System.Globalization;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>The objects of one kind by their id.</summary>
internal sealed class LabelStudioTable(string name)
{
    private readonly SortedDictionary<long, JsonObject> _rows = [];
    private long _last;

    public IEnumerable<JsonObject> Rows => _rows.Values;

    public int Count => _rows.Count;

    /// <summary>Stores an object; its id comes first.</summary>
    public JsonObject Add(JsonObject row)
    {
        row.Remove("id");
        List<KeyValuePair<string, JsonNode?>> members = [.. row];
        row.Clear();
        row.Add("id", ++_last);
        foreach ((string member, JsonNode? value) in members)
            row.Add(member, value);
        _rows.Add(_last, row);
        return row;
    }

    public JsonObject? Find(long id) => _rows.GetValueOrDefault(id);

    /// <exception cref="VendorErrorException">There is none.</exception>
    public JsonObject Get(long id) => Find(id) ?? throw new VendorErrorException(404, $"No {name} matches the given query.");

    /// <summary>The object that a parameter of the path names.</summary>
    public JsonObject Get(EmulatorRequest request, string parameter = "id") => Get(Id(request, parameter, name));

    public void Remove(JsonObject row) => _rows.Remove(row["id"]!.GetValue<long>());

    public int RemoveWhere(Func<JsonObject, bool> match)
    {
        List<JsonObject> found = [.. Rows.Where(match)];
        found.ForEach(Remove);
        return found.Count;
    }

    public static long Id(EmulatorRequest request, string parameter, string name) =>
        long.TryParse(request[parameter], NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? id
            : throw new VendorErrorException(404, $"No {name} matches the given query.");
}
