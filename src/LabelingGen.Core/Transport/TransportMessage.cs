using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>A message of <see cref="ApiTransport"/>: its token changes with every attempt, without an object to carry it.</summary>
internal sealed class TransportMessage : PipelineMessage
{
    private readonly TransportRequest _request;

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

    public void SetToken(CancellationToken token) => CancellationToken = token;

    public void SetResponse(PipelineResponse? response) => Response = response;

    public HttpRequestMessage ToHttpRequest() => _request.ToHttpRequest();
}
