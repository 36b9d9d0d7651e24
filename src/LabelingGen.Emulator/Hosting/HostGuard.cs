using Microsoft.AspNetCore.Http;

namespace LabelingGen.Emulator;

/// <summary>Refuses requests that were addressed to another name: a web page could otherwise reach the emulator by DNS rebinding.</summary>
internal static class HostGuard
{
    public static bool Accepts(HostString host, int port) =>
        host.Host is "127.0.0.1" or "localhost" or "[::1]" && (host.Port ?? 80) == port;
}
