namespace LabelingGen.Emulator;

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
