namespace LabelingGen.Core.Grpc;

/// <summary>A connection was ended because the server did not answer a ping on it.</summary>
internal sealed class GrpcDeadConnectionException(string message, Exception cause) : IOException(message, cause);
