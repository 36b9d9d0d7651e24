namespace LabelingGen.Emulator;

/// <summary>The addresses the emulator may connect to when a request asks it to (callbacks, imports).</summary>
[Flags]
public enum OutboundAccess
{
    /// <summary>It never connects to anything.</summary>
    None = 0,

    /// <summary>This machine (127.0.0.0/8 and ::1): a test's own listener.</summary>
    Loopback = 1,

    /// <summary>Addresses of the public internet.</summary>
    Public = 2,

    /// <summary>Private, link-local and other special networks.</summary>
    Private = 4,
}
