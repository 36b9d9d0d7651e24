namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Full names of framework types; <see cref="ShortNames"/> shortens them where nothing else has the name.</summary>
internal static class CoreNames
{
    public const string Core = "global::LabelingGen.Core.";
    public const string ApiOperation = Core + "ApiOperation";
    public const string ApiRequest = Core + "ApiRequest";
    public const string ApiPipeline = Core + "ApiPipeline";
    public const string ApiCredential = Core + "ApiCredential";
    public const string ApiAuthentication = Core + "ApiAuthentication";
    public const string ParameterValue = Core + "ParameterValue";
    public const string ParameterValues = Core + "ParameterValues";
    public const string ParameterStyleType = Core + "ParameterStyle";
    public const string FormFields = Core + "FormFields";
    public const string MultipartContentType = Core + "MultipartContent";
    public const string StatusSet = Core + "StatusSet";

    public const string TaskType = "global::System.Threading.Tasks.Task";
    public const string CancellationTokenType = "global::System.Threading.CancellationToken";
    public const string AsyncEnumerable = "global::System.Collections.Generic.IAsyncEnumerable";
    public const string ClientResult = "global::System.ClientModel.ClientResult";
    public const string AsyncCollectionResult = "global::System.ClientModel.AsyncCollectionResult";
    public const string ContinuationToken = "global::System.ClientModel.ContinuationToken";
    public const string TokenProvider = "global::System.ClientModel.AuthenticationTokenProvider";
    public const string UriType = "global::System.Uri";
    public const string StreamType = "global::System.IO.Stream";
    public const string TimeSpanType = "global::System.TimeSpan";
    public const string ArgumentExceptionType = "global::System.ArgumentException";
    public const string ArgumentNullExceptionType = "global::System.ArgumentNullException";
    public const string ArgumentOutOfRangeExceptionType = "global::System.ArgumentOutOfRangeException";
}
