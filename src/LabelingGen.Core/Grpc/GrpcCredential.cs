namespace LabelingGen.Core.Grpc;

/// <summary>A secret and the metadata key it travels under. Its text never shows the secret.</summary>
/// <param name="Key">Metadata key in small letters: <c>authorization</c>.</param>
/// <param name="Prefix">What stands before the secret, blank included: <c>"Bearer "</c>; empty for nothing.</param>
/// <param name="Secret">The secret.</param>
public sealed record GrpcCredential(string Key, string Prefix, ApiCredential Secret)
{
    /// <summary>The key, not the secret.</summary>
    public override string ToString() => $"{Key}: (hidden)";
}
