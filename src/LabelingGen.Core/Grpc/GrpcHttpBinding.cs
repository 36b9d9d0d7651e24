namespace LabelingGen.Core.Grpc;

/// <summary>One way to call a method over HTTP with JSON.</summary>
/// <param name="Verb">HTTP method in capitals.</param>
/// <param name="Path">Path with variables: <c>/v2/inputs/{input_id}</c>; a variable names a field, or one inside a field by dots.</param>
/// <param name="Body"><c>*</c> for the whole message without the path's variables, a field's name, or empty for no body.</param>
public sealed record GrpcHttpBinding(string Verb, string Path, string Body = "");
