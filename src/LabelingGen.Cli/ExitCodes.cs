namespace LabelingGen.Cli;

/// <summary>What the process answers its caller with.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The command ran and what was asked for did not come about.</summary>
    public const int Failure = 1;

    /// <summary>The arguments were wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary><c>diff</c>: the new client breaks code written against the old one.</summary>
    public const int Breaking = 2;

    /// <summary>A conversion would lose something, and that was not allowed; nothing was written.</summary>
    public const int Loss = 3;

    /// <summary>Ctrl+C or a signal to end stopped the command; nothing stands under its final name.</summary>
    public const int Interrupted = 130;
}
