namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>Where a parameter of the official client travels.</summary>
internal enum OfficialPlace
{
    Path,
    Query,
    Member,
    WholeBody,
    File,
}

/// <summary>A parameter of the official client.</summary>
/// <param name="Place">Where it travels.</param>
/// <param name="Name">As the program writes it.</param>
/// <param name="WireName">As it travels.</param>
/// <param name="IsRequired">Whether it must be given.</param>
internal sealed record OfficialParameter(OfficialPlace Place, string Name, string WireName, bool IsRequired)
{
    public static OfficialParameter Parse(string text)
    {
        OfficialPlace place = text[0] switch
        {
            '?' => OfficialPlace.Query,
            '+' => OfficialPlace.Member,
            '*' => OfficialPlace.WholeBody,
            '@' => OfficialPlace.File,
            _ => OfficialPlace.Path,
        };
        string[] names = (place == OfficialPlace.Path ? text : text[1..]).TrimEnd('!').Split(':');
        return new OfficialParameter(place, names[0], names[^1], place == OfficialPlace.Path || text[^1] == '!');
    }
}
