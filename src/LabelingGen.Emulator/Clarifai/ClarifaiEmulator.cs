using System.Buffers.Binary;
using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>
/// Clarifai's service over gRPC (HTTP/2 without TLS): apps, inputs, concepts, annotations, datasets, models that are trained and predict,
/// workflows, searches. Failures are answers with a status, as the service has them.
/// </summary>
public sealed class ClarifaiEmulator : EmulatedVendor
{
    private const string ServicePath = "/clarifai.api.V2/{method}";
    private const int FrameHead = 5;
    private const string Unimplemented = "12";
    private const string Internal = "13";

    private readonly ClarifaiEmulatorOptions _options;

    internal ClarifaiEmulator(ClarifaiEmulatorOptions options, VendorServices services)
        : base("clarifai")
    {
        _options = options;
        State = new ClarifaiState(options, services.Clock, new IdSequence(services.Seed));
        Methods = new ClarifaiMethods();
        ClarifaiAppMethods.Map(Methods, State);
        ClarifaiInputMethods.Map(Methods, State);
        ClarifaiDatasetMethods.Map(Methods, State);
        ClarifaiModelMethods.Map(Methods, State);
        ClarifaiEvaluationMethods.Map(Methods, State);
        ClarifaiWorkflowMethods.Map(Methods, State);
        ClarifaiSearchMethods.Map(Methods, State);
        Routes.Map("POST", ServicePath, Answer);
    }

    /// <summary>The account's personal access token.</summary>
    public string AccessToken => _options.AccessToken;

    /// <summary>The account's user.</summary>
    public string UserId => _options.UserId;

    /// <inheritdoc/>
    public override string Credential => AccessToken;

    /// <summary>The methods of the service that are answered.</summary>
    public IReadOnlyCollection<string> AnsweredMethods => Methods.Names;

    /// <summary>How many inputs all apps hold.</summary>
    public int InputCount
    {
        get
        {
            lock (Gate)
                return State.Apps.Values.Sum(a => a.Inputs.Count);
        }
    }

    internal override bool SpeaksGrpc => true;

    internal ClarifaiState State { get; }

    internal ClarifaiMethods Methods { get; }

    internal override object? Authenticate(EmulatorRequest request)
    {
        string? key = request.Header("authorization");
        bool isKnown = key == "Key " + _options.AccessToken || request.Header("x-clarifai-session-token") == _options.AccessToken;
        return isKnown ? null : throw new VendorErrorException(401, "API key not found", nameof(StatusCode.ConnKeyNotFound));
    }

    internal override EmulatorResponse Error(int status, string message, string? code, string path)
    {
        // Faults speak HTTP, as a gateway in trouble does; what the service itself refuses is an answer.
        if (code is null || !Enum.TryParse(code, out StatusCode told))
            return EmulatorResponse.Text(message, status);
        return Frame(new BaseResponse { Status = new Status { Code = told, Description = message, ReqId = State.NewId() } });
    }

    private EmulatorResponse Answer(EmulatorRequest request)
    {
        string method = request["method"];
        if (!Methods.TryFind(method, out Func<ReadOnlyMemory<byte>, IMessage>? handler))
            return Failed(Unimplemented, $"unknown method {method} for service clarifai.api.V2");
        ReadOnlyMemory<byte> body = request.Body;
        if (body.Length < FrameHead || body.Span[0] != 0 || BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]) != body.Length - FrameHead)
            return Failed(Internal, "the request is not one message without compression");
        try
        {
            return Frame(handler(body[FrameHead..]));
        }
        catch (InvalidProtocolBufferException malformed)
        {
            return Failed(Internal, malformed.Message);
        }
    }

    private static EmulatorResponse Frame(IMessage message)
    {
        byte[] frame = new byte[FrameHead + message.CalculateSize()];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)(frame.Length - FrameHead));
        message.WriteTo(frame.AsSpan(FrameHead));
        EmulatorResponse response = new() { ContentType = "application/grpc", Body = frame };
        response.Trailers.Add(new("grpc-status", "0"));
        return response;
    }

    private static EmulatorResponse Failed(string code, string message) =>
        new EmulatorResponse { ContentType = "application/grpc" }
            .With("grpc-status", code)
            .With("grpc-message", Uri.EscapeDataString(message));
}
