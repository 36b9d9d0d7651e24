using System.Text.RegularExpressions;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Tests.Clients;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Hostile;

/// <summary>
/// A document, with what is laid over it, in which every kind of string has a place with a name: <c>«s:title»</c>. Whatever stands at an
/// "s" place must leave the shape of the output alone, as must comments ("c", and "b" in a block) and identifiers ("i") of a <c>.proto</c>
/// file; an "r" place refers to the "s" place of its name. A "w" place steers what is emitted (a media type, an address, a name in a path
/// template), so that its text must only never become code.
/// </summary>
internal sealed partial class HostileDocument
{
    private readonly (string File, string Template)[] _parts;

    private HostileDocument(params string[] files)
    {
        _parts = [.. files.Select(file => (file, File.ReadAllText(
            RepositoryPaths.InRepository("tests", "LabelingGen.Generator.Tests", "Hostile", file))))];
        Places = _parts.SelectMany(part => PlacePattern().Matches(part.Template)).Select(match => match.Value)
            .Where(place => place[1] != 'r')
            .Distinct().ToList();
    }

    /// <summary>One of every version and kind.</summary>
    public static IReadOnlyList<HostileDocument> All { get; } =
        [new("openapi-31.json", "overlay.json"), new("openapi-30.json"), new("swagger-20.json"), new("hostile.proto", "rules.json")];

    public string Name => _parts[0].File;

    public IReadOnlyList<string> Places { get; }

    /// <summary>The messages of a <c>.proto</c> file come from protoc, so that its client alone does not compile.</summary>
    public bool IsProto => Name.EndsWith(".proto", StringComparison.Ordinal);

    public static bool IsStrict(string place) => place[1] != 'w';

    /// <summary>Whether the format can hold a text at a place: where it is read as an identifier it can only be one.</summary>
    public static bool Fits(string place, string text) => place[1] != 'i' || IdentifierPattern().IsMatch(text);

    /// <summary>
    /// A text of a place, for the many at once: it ends in a word of its own, so that no two names are the same by chance.
    /// </summary>
    public static string Marked(string place, string text) => place[1] == 'i' ? Plain(place) : text + " plain" + place[3..^1];

    /// <summary>What the generator makes of the document with a plain word at every place but the given ones.</summary>
    public IReadOnlyDictionary<string, string> Generate(IReadOnlyDictionary<string, string> texts)
    {
        SpecFile[] files = [.. _parts.Select(part => new SpecFile(part.File, Fill(part.File, part.Template, texts)))];
        EquatableArray<SpecFile> overlays = files.Skip(1).ToEquatableArray();
        if (!IsProto)
            return Client(files[0], overlays).Files;
        ProtoInput input = new(EquatableArray.Create(files[0]), overlays[0], "Test.Api", "TestClient");
        ProtoFiles read = ProtoFiles.Of(input);
        read.Faults.ShouldBeEmpty();
        return read.Files;
    }

    public IReadOnlyList<string> Compile(IReadOnlyDictionary<string, string> texts) => Client(
        new SpecFile(Name, Fill(Name, _parts[0].Template, texts)),
        _parts.Skip(1).Select(part => new SpecFile(part.File, Fill(part.File, part.Template, texts))).ToEquatableArray()).Compile();

    public override string ToString() => Name;

    private static GeneratedClient Client(SpecFile main, EquatableArray<SpecFile> overlays) =>
        GeneratedClient.Of(new SpecSet(main, overlays, EquatableArray<SpecFile>.Empty));

    private static string Fill(string file, string template, IReadOnlyDictionary<string, string> texts) =>
        PlacePattern().Replace(template, match =>
        HostileTexts.Escape(file, match.Value[1], TextOf(match.Value.Replace("«r", "«s", StringComparison.Ordinal), texts)));

    private static string TextOf(string place, IReadOnlyDictionary<string, string> texts) => texts.GetValueOrDefault(place) ?? Plain(place);

    private static string Plain(string place) => "plain" + char.ToUpperInvariant(place[3]) + place[4..^1];

    [GeneratedRegex("«[swcbir]:[A-Za-z]+»")]
    private static partial Regex PlacePattern();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex IdentifierPattern();
}
