using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>The account's apps, and what the methods share.</summary>
internal sealed class ClarifaiState(ClarifaiEmulatorOptions options, EmulatorClock clock, IdSequence ids)
{
    private const int DefaultPage = 128;
    private const int LargestPage = 1000;

    public ClarifaiTable<ClarifaiAppRecord> Apps { get; } = [];

    public ClarifaiEmulatorOptions Options { get; } = options;

    public TimeProvider Clock => clock;

    public DateTimeOffset Now => clock.GetUtcNow();

    public Timestamp Stamp => Timestamp.FromDateTimeOffset(Now);

    public string NewId() => ids.Uuid().Replace("-", "", StringComparison.Ordinal);

    public Status Success() => Of(StatusCode.Success, "Ok");

    public Status Of(StatusCode code, string description, string details = "") =>
        new() { Code = code, Description = description, Details = details, ReqId = NewId() };

    /// <summary>Refuses a call with a status in its answer.</summary>
    public static VendorErrorException Refuse(StatusCode code, string message) => new(200, message, code.ToString());

    public string UserOf(UserAppIDSet? owner) => owner?.UserId is null or "" or "me" ? Options.UserId : owner.UserId;

    /// <summary>The app that a request names.</summary>
    /// <exception cref="VendorErrorException">There is none.</exception>
    public ClarifaiAppRecord AppOf(UserAppIDSet? owner) =>
        UserOf(owner) == Options.UserId && Apps.TryGetValue(owner?.AppId ?? "", out ClarifaiAppRecord? app)
            ? app
            : throw Refuse(StatusCode.ConnDoesNotExist, $"The resource does not exist: app '{owner?.AppId}' of user '{UserOf(owner)}'");

    /// <summary>One page of a list.</summary>
    public static IEnumerable<T> Page<T>(IEnumerable<T> items, uint page, uint size)
    {
        if (size > LargestPage)
            throw Refuse(StatusCode.ConnInvalidRequest, $"per_page must be at most {LargestPage}");
        int count = size == 0 ? DefaultPage : (int)size;
        return items.Skip((int)(Math.Max(page, 1) - 1) * count).Take(count);
    }

    /// <summary>The item of an id.</summary>
    /// <exception cref="VendorErrorException">There is none.</exception>
    public static T Find<T>(ClarifaiTable<T> items, string id, StatusCode missing, string what) =>
        items.TryGetValue(id, out T? found) ? found : throw Refuse(missing, $"{what} does not exist: '{id}'");

    /// <summary>The input as it stands now: waiting, processed or failed.</summary>
    public Input Show(ClarifaiInputRecord record)
    {
        Input input = record.Input.Clone();
        input.Status = Now < record.DoneAt ? Of(StatusCode.InputPending, "Download pending")
            : record.Fails ? Of(StatusCode.InputFailed, "Download failed", "The address cannot be read.")
            : Of(StatusCode.InputSuccess, "Download complete");
        return input;
    }
}
