namespace LabelingGen.Emulator;

/// <summary>Where on a request's way a fault strikes.</summary>
public enum FaultPoint
{
    /// <summary>Before the request is processed: nothing has happened on the server.</summary>
    BeforeProcessing,

    /// <summary>After the request was processed and before the first byte of its answer: the effect is there, the answer is lost.</summary>
    BeforeResponse,

    /// <summary>In the middle of the response body.</summary>
    MidBody,
}

/// <summary>How a response body is cut short with an orderly close of the connection.</summary>
public enum Truncation
{
    /// <summary><c>Content-Length</c> promises more than comes.</summary>
    DeclaredLength,

    /// <summary>No length is declared: the close alone ends the body, and it ends too early.</summary>
    Undeclared,

    /// <summary>The body is compressed with gzip, no length is declared, and the compressed bytes end early.</summary>
    Gzip,
}

/// <summary>What takes the place of the right body, with an unchanged status and a JSON content type unless said otherwise.</summary>
public enum BodyDamage
{
    /// <summary>The first half of the JSON text.</summary>
    HalfJson,

    /// <summary>Text that is no JSON at all.</summary>
    NotJson,

    /// <summary>An HTML page with content type <c>text/html</c>, as a proxy or a log-in page answers.</summary>
    Html,

    /// <summary>The right JSON behind a UTF-8 byte order mark.</summary>
    ByteOrderMark,

    /// <summary>A JSON string with half a surrogate pair as a value.</summary>
    LoneSurrogate,

    /// <summary>No byte at all.</summary>
    Empty,
}
