namespace LabelingGen.Emulator;

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
