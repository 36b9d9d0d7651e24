using System.CommandLine;
using LabelingGen.Emulator;

namespace LabelingGen.Cli;

/// <summary><c>labelinggen emulate</c>: runs the emulated vendors until it is interrupted.</summary>
internal static class EmulateCommand
{
    private const string KeyVariable = "LABELINGGEN_EMULATOR_KEY";

    public static Command Create(Terminal terminal)
    {
        Option<int> port = new("--port")
        {
            Description = "Port of the first vendor; the others take the next ones. 0: any free port.",
        };
        ArgumentRules.AcceptRangeOnly(port, 0, 65_535, "from 0 to 65535");
        Option<string[]> vendors = new("--vendor") { Description = "A vendor to emulate; may be repeated. All when absent." };
        vendors.AcceptOnlyFromAmong([.. VendorEmulator.KnownVendors]);
        Option<FaultRule[]> faults = new("--fault")
        {
            Description = "A fault to inject, such as 'status=503;retry-after=2;method=POST;path=/v1/task/*;times=3'; may be repeated.",
            CustomParser = result =>
            {
                try
                {
                    return [.. result.Tokens.Select(t => FaultRule.Parse(t.Value))];
                }
                catch (FormatException exception)
                {
                    result.AddError("--fault: " + exception.Message);
                    return [];
                }
            },
        };
        Option<int> seed = new("--seed")
        {
            Description = "Seed of made-up data and of the faults' chances.",
            DefaultValueFactory = _ => new VendorEmulatorOptions().Seed,
        };
        Option<double> duration =
            new("--task-seconds") { Description = "How long live tasks stay pending.", DefaultValueFactory = _ => 30 };
        Option<string?> key = new("--key-file")
        {
            Description = $"A file only you can read that holds the API key to accept, or - for standard input. Also: {KeyVariable}.",
        };
        Option<bool> callbacks = new("--callbacks") { Description = "Deliver callbacks, to addresses of this machine only." };
        Option<bool> quiet = new("--quiet") { Description = "Do not print the requests." };
        Option<bool> json = new("--json") { Description = "Print one JSON object per line." };
        Command command = new("emulate", "Runs the emulated vendors on loopback ports until interrupted (Ctrl+C).")
        {
            port, vendors, faults, seed, duration, key, callbacks, quiet, json,
        };
        command.SetAction((result, cancellationToken) =>
        {
            string? secret = SecretReader.Read(result.GetValue(key), KeyVariable, terminal.In);
            EmulateOutput output = new(terminal, result.GetValue(json), result.GetValue(quiet));
            VendorEmulatorOptions options = new()
            {
                Port = result.GetValue(port),
                Vendors = result.GetValue(vendors) is { Length: > 0 } some ? some : null,
                Faults = result.GetValue(faults) ?? [],
                Seed = result.GetValue(seed),
                Outbound = result.GetValue(callbacks) ? OutboundAccess.Loopback : OutboundAccess.None,
                RequestCompleted = output.WriteRequest,
                Scale = new()
                {
                    ApiKey = secret ?? new ScaleEmulatorOptions().ApiKey,
                    TaskDuration = TimeSpan.FromSeconds(Math.Clamp(result.GetValue(duration), 0, 1e9)),
                },
                Nucleus = new() { ApiKey = secret ?? new NucleusEmulatorOptions().ApiKey },
                LabelStudio = new() { Token = secret ?? new LabelStudioEmulatorOptions().Token },
                FastLabel = new() { AccessToken = secret ?? new FastLabelEmulatorOptions().AccessToken },
                Clarifai = new() { AccessToken = secret ?? new ClarifaiEmulatorOptions().AccessToken },
            };
            return RunAsync(options, output, secret is not null, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        VendorEmulatorOptions options, EmulateOutput output, bool ownKey, CancellationToken cancellationToken)
    {
        await using VendorEmulator emulator = await VendorEmulator.StartAsync(options, cancellationToken).ConfigureAwait(false);
        output.WriteStarted(emulator, ownKey);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            output.WriteStopped(emulator);
        }

        return ExitCodes.Success;
    }
}
