namespace LabelingGen.Clarifai;

/// <summary>How calls travel.</summary>
public enum ClarifaiTransport
{
    /// <summary>gRPC over HTTP/2: everything the service offers.</summary>
    Grpc,

    /// <summary>
    /// HTTP with JSON, for networks that let no gRPC through: everything but streams, with a personal access token or API key only.
    /// </summary>
    HttpJson,
}
