using System.Globalization;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>
/// What the service says happened to a call, an input, a model. Open: a number that this version does not know is kept, and has no name.
/// The known ones are the members of <see cref="StatusCode"/>.
/// </summary>
/// <param name="Number">The service's number: 10000 = SUCCESS.</param>
public readonly record struct ClarifaiStatusCode(int Number)
{
    /// <summary>The service's name of the code: <c>MODEL_DOES_NOT_EXIST</c>; its number where this version does not know it.</summary>
    public string Name => StatusCodeReflection.Descriptor.EnumTypes[0].FindValueByNumber(Number)?.Name
        ?? Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether this version knows the code.</summary>
    public bool IsKnown => StatusCodeReflection.Descriptor.EnumTypes[0].FindValueByNumber(Number) is not null;

    /// <summary>
    /// What the code means, in a sentence. The service documents no more than the name of many codes; then the words of the name: "Search
    /// invalid request." Null for a number that this version does not know.
    /// </summary>
    public string? Meaning => StatusMeanings.Find(Number) ?? (IsKnown ? Words(Name) : null);

    /// <summary>Whether a call with this code is answered: SUCCESS, or MIXED_STATUS, where each item tells how it fared.</summary>
    public bool IsAnswer => Number is (int)StatusCode.Success or (int)StatusCode.MixedStatus;

    /// <summary>Whether the account's limit of calls is reached; the same call works later.</summary>
    public bool IsThrottled => Number is (int)StatusCode.ConnThrottled or (int)StatusCode.ConnExceedHourlyLimit;

    /// <summary>Whether a model is on its way to answer; the same prediction works later.</summary>
    public bool IsModelStarting =>
        Number is (int)StatusCode.ModelDeploying or (int)StatusCode.ModelLoading or (int)StatusCode.ModelBusyPleaseRetry;

    /// <summary>The HTTP status that corresponds to the code.</summary>
    public int HttpStatus => Number switch
    {
        10000 or 10010 or 10070 => 200,
        10030 or 21351 or 21352 or 21354 or 21355 => 503,
        10040 => 501,
        11001 or 11002 or 11008 or 11009 => 401,
        11000 or 11004 or 11006 or 11007 => 403,
        11003 or 11005 => 429,
        11101 => 404,
        11103 => 405,
        98004 or (>= 99000 and <= 99999) => 500,
        _ when Name.EndsWith("_PERMISSION_DENIED", StringComparison.Ordinal) => 403,
        _ when Name.EndsWith("_DOES_NOT_EXIST", StringComparison.Ordinal) => 404,
        _ when Name.Contains("DUPLICATE", StringComparison.Ordinal) => 409,
        _ => 400,
    };

    /// <summary>Takes a member of the enum, or a number of it that this version does not know.</summary>
    public static implicit operator ClarifaiStatusCode(StatusCode code) => new((int)code);

    /// <summary>The member of the enum.</summary>
    public static implicit operator StatusCode(ClarifaiStatusCode code) => (StatusCode)code.Number;

    /// <summary>Name and number.</summary>
    public override string ToString() => IsKnown ? string.Create(CultureInfo.InvariantCulture, $"{Name} ({Number})") : Name;

    private static string Words(string name) => name[0] + name[1..].ToLowerInvariant().Replace('_', ' ') + ".";
}
