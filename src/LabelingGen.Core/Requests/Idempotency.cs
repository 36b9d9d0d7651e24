namespace LabelingGen.Core;

/// <summary>When a request may be sent a second time although the first one may have been received.</summary>
public enum Idempotency
{
    /// <summary>The method decides: GET, HEAD, OPTIONS, PUT, DELETE and TRACE may be repeated, POST and PATCH may not.</summary>
    ByMethod,

    /// <summary>Repeating it is harmless whatever the method.</summary>
    Safe,

    /// <summary>Never repeated once it may have been received.</summary>
    Never,

    /// <summary>A header carries a key made for the call, the same on every attempt, so repeating it is harmless.</summary>
    Header,

    /// <summary>Harmless when the caller set the body member that serves as key; see <see cref="ApiRequest.IdempotentWhen"/>.</summary>
    Body,
}
