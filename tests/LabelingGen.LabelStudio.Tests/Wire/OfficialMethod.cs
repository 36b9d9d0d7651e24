using System.Text.RegularExpressions;

namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>A method of the official client: <c>official-client.txt</c> lists all of them.</summary>
/// <param name="Group">The group it is in: <c>projects.exports</c>.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Call">The HTTP method and the path, with its parameters as they are named there.</param>
/// <param name="Gives">A class, <c>[a list of it]</c>, <c>pages</c> of it, <c>nothing</c>, <c>bytes</c> or <c>plain</c> JSON.</param>
/// <param name="Parameters">The parameters, those of the path first.</param>
internal sealed partial record OfficialMethod(
    string Group, string Name, string Call, string Gives, IReadOnlyList<OfficialParameter> Parameters)
{
    /// <summary>From the client on: <c>projects.exports.convert</c>.</summary>
    public string FullName => $"{Group}.{Name}";

    /// <summary>The call, whatever the parameters of its path are named.</summary>
    public string Route => RouteOf(Call);

    /// <summary>As its documentation writes it.</summary>
    public string Signature
    {
        get
        {
            IEnumerable<string> parameters =
                Parameters.OrderByDescending(p => p.IsRequired).Select(p => p.IsRequired ? p.Name : p.Name + "=None");
            return $"{FullName}({string.Join(", ", [.. parameters, "request_options=None"])})";
        }
    }

    /// <summary>Names of the path's parameters in the order of the path.</summary>
    public IReadOnlyList<string> PathNames => [.. Braces().Matches(Call).Select(match => match.Value[1..^1])];

    /// <summary>A call without the names of its path's parameters.</summary>
    public static string RouteOf(string call) => Braces().Replace(call, "{}");

    /// <summary>Reads <c>group.method METHOD /path -> gives : parameters</c>.</summary>
    public static OfficialMethod Parse(string line)
    {
        Match match = Line().Match(line);
        if (!match.Success)
            throw new FormatException($"'{line}' is no method.");
        string[] parameters = match.Groups["parameters"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new OfficialMethod(
            match.Groups["group"].Value, match.Groups["name"].Value, match.Groups["call"].Value, match.Groups["gives"].Value,
            [.. parameters.Select(OfficialParameter.Parse)]);
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"^(?<group>[\w.]+)\.(?<name>\w+) (?<call>[A-Z]+ \S+) -> (?<gives>.+?) :(?<parameters>.*)$")]
    private static partial Regex Line();
}
