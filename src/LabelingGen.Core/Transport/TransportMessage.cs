using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>A message of <see cref="ApiTransport"/>: its token changes with every attempt, without an object to carry it.</summary>
internal sealed class TransportMessage : PipelineMessage
{
    private readonly TransportRequest _request;
    private TimeLimit? _limit;

    public TransportMessage()
        : this(new TransportRequest())
    {
    }

    private TransportMessage(TransportRequest request)
        : base(request)
    {
        _request = request;
        BufferResponse = false;
    }

    public void BeginAttempt(CancellationToken token, TimeLimit? limit)
    {
        CancellationToken = token;
        _limit = limit;
    }

    public void SetResponse(PipelineResponse? response) => Response = response;

    public HttpRequestMessage ToHttpRequest() => _request.ToHttpRequest(_limit);
}
