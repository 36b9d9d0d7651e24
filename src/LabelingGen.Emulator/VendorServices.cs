namespace LabelingGen.Emulator;

/// <summary>What every vendor is built from.</summary>
internal sealed record VendorServices(EmulatorClock Clock, int Seed, OutboundClient Outbound);
