using System.Globalization;
using LabelingGen.Emulator;

namespace LabelingGen.Cli;

/// <summary>What <c>labelinggen emulate</c> prints: where the vendors listen, then a line per request.</summary>
internal sealed class EmulateOutput(Terminal terminal, bool json, bool quiet)
{
    private readonly object _gate = new();

    public void WriteStarted(VendorEmulator emulator, bool ownKey)
    {
        foreach (EmulatedVendor vendor in emulator.Vendors.Where(v => v.IsRunning))
        {
            // A built-in key opens nothing but this emulator; a key of the user's own is not shown.
            string? key = ownKey ? null : vendor.Credential;
            if (json)
            {
                JsonLines.Write(terminal.Out, writer =>
                {
                    writer.WriteString("event", "listening");
                    writer.WriteString("vendor", vendor.Name);
                    writer.WriteString("endpoint", vendor.Endpoint.AbsoluteUri);
                    if (key is not null)
                        writer.WriteString("apiKey", key);
                });
            }
            else
            {
                terminal.WriteLine($"{vendor.Name,-12} {vendor.Endpoint}{(key is null ? "" : $"   key: {key}")}");
            }
        }

        if (!json)
            terminal.WriteLine("Press Ctrl+C to stop.");
        terminal.Out.Flush();
    }

    public void WriteRequest(RequestRecord record)
    {
        if (quiet)
            return;
        lock (_gate)
        {
            if (json)
            {
                JsonLines.Write(terminal.Out, writer =>
                {
                    writer.WriteString("event", "request");
                    writer.WriteString("vendor", record.Vendor);
                    writer.WriteString("method", record.Method);
                    writer.WriteString("path", record.Path);
                    writer.WriteString("query", record.Query);
                    writer.WriteNumber("status", record.Status);
                    if (record.Fault is not null)
                        writer.WriteString("fault", record.Fault);
                });
            }
            else
            {
                terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{record.At:HH:mm:ss.fff} {record.Vendor,-12} {record}"));
            }
        }
    }

    public void WriteStopped(VendorEmulator emulator)
    {
        if (json)
        {
            JsonLines.Write(terminal.Out, writer =>
            {
                writer.WriteString("event", "stopped");
                writer.WriteNumber("requests", emulator.Requests.Count);
                writer.WriteNumber("faults", emulator.Faults.Injected);
            });
        }
        else
        {
            terminal.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                    $"Stopped after {emulator.Requests.Count} requests, {emulator.Faults.Injected} faults injected."));
        }
    }
}
