using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LabelingGen.Emulator;

/// <summary>The way of one request: host check, faults, body, route, credential, handler, answer, log.</summary>
internal sealed class RequestDispatcher(FaultInjector faults, RequestLog log, EmulatorClock clock, long maxBodyBytes)
{
    private readonly ConcurrentDictionary<int, EmulatedVendor> _vendors = new();

    public void Attach(int port, EmulatedVendor vendor) => _vendors[port] = vendor;

    public async Task DispatchAsync(HttpContext context)
    {
        if (!_vendors.TryGetValue(context.Connection.LocalPort, out EmulatedVendor? vendor))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        Exchange exchange = new(context, vendor, log.NextNumber(), clock.GetUtcNow());
        try
        {
            await RunAsync(exchange).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            exchange.Status = 0;
        }
        catch (IOException) when (context.RequestAborted.IsCancellationRequested)
        {
            exchange.Status = 0;
        }
        finally
        {
            log.Complete(exchange.Entry, exchange.ToRecord());
        }
    }

    private async Task RunAsync(Exchange exchange)
    {
        HttpContext context = exchange.Context;
        CancellationToken cancellationToken = context.RequestAborted;
        if (!HostGuard.Accepts(context.Request.Host, context.Connection.LocalPort))
        {
            EmulatorResponse foreign = EmulatorResponse.Text("The emulator answers to its loopback address only.", 421);
            await WriteAsync(exchange, foreign, null, cancellationToken).ConfigureAwait(false);
            return;
        }

        IReadOnlyList<Fault> struck;
        try
        {
            struck = faults.Take(
                exchange.Vendor.Name, context.Request.Method, exchange.Path, context.Request.Headers[FaultInjector.HeaderName]);
        }
        catch (FormatException exception)
        {
            EmulatorResponse wrong = EmulatorResponse.Text($"{FaultInjector.HeaderName}: {exception.Message}", 400);
            await WriteAsync(exchange, wrong, null, cancellationToken).ConfigureAwait(false);
            return;
        }

        exchange.Faults = struck;
        if (struck.OfType<Fault.LatencyFault>().FirstOrDefault() is { } latency)
            await Task.Delay(latency.Delay, clock, cancellationToken).ConfigureAwait(false);
        Fault? fault = struck.FirstOrDefault(f => f is not Fault.LatencyFault);
        if (fault is Fault.ResetFault { Point: FaultPoint.BeforeProcessing })
        {
            FaultyWriter.Reset(context);
            return;
        }

        EmulatorResponse response = fault switch
        {
            Fault.StatusFault { Point: FaultPoint.BeforeProcessing } status =>
                await RefuseAsync(exchange, status, cancellationToken).ConfigureAwait(false),
            Fault.RedirectFault redirect => await RedirectAsync(exchange, redirect, cancellationToken).ConfigureAwait(false),
            _ => await AnswerAsync(exchange, cancellationToken).ConfigureAwait(false),
        };
        await WriteAsync(exchange, response, fault, cancellationToken).ConfigureAwait(false);
    }

    private async Task<EmulatorResponse> AnswerAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        EmulatedVendor vendor = exchange.Vendor;
        try
        {
            string[] path = RouteTable.Split(exchange.Path);
            Route? route = vendor.Routes.Find(exchange.Context.Request.Method, path, out string? allowed);
            exchange.Operation = route is null ? null : route.Method + " " + route.Template;
            ReadOnlyMemory<byte> body = route is { Streams: true }
                ? default
                : await ReadBodyAsync(exchange, cancellationToken).ConfigureAwait(false);
            EmulatorRequest request = new(exchange.Context, route?.Values(path) ?? [], body);
            if (route is not { Anonymous: true })
                request.Principal = vendor.Authenticate(request);
            if (route is null)
            {
                return allowed is null
                    ? throw new VendorErrorException(404, "Not found: " + exchange.Context.Request.Method + " " + exchange.Path)
                    : vendor.Error(405, "Method not allowed", null, exchange.Path).With("Allow", allowed);
            }

            lock (vendor.Gate)
                vendor.Settle();
            return await route.Handler(request, cancellationToken).ConfigureAwait(false);
        }
        catch (VendorErrorException error)
        {
            return vendor.Error(error.Status, error.Message, error.Code, exchange.Path);
        }
        catch (BadHttpRequestException error)
        {
            return vendor.Error(error.StatusCode, error.Message, null, exchange.Path);
        }
    }

    private async Task<EmulatorResponse> RefuseAsync(Exchange exchange, Fault.StatusFault fault, CancellationToken cancellationToken)
    {
        await DrainAsync(exchange, cancellationToken).ConfigureAwait(false);
        return Injected(exchange, fault);
    }

    private async Task<EmulatorResponse> RedirectAsync(Exchange exchange, Fault.RedirectFault fault, CancellationToken cancellationToken)
    {
        await DrainAsync(exchange, cancellationToken).ConfigureAwait(false);
        return EmulatorResponse.Redirect(fault.Location, fault.Code);
    }

    private static EmulatorResponse Injected(Exchange exchange, Fault.StatusFault fault)
    {
        EmulatorResponse response = exchange.Vendor.Error(fault.Code, "Injected fault", null, exchange.Path);
        return fault.RetryAfter is null ? response : response.With("Retry-After", fault.RetryAfter);
    }

    private async Task WriteAsync(Exchange exchange, EmulatorResponse response, Fault? fault, CancellationToken cancellationToken)
    {
        HttpContext context = exchange.Context;
        response = fault switch
        {
            Fault.StatusFault { Point: FaultPoint.BeforeResponse } status => Injected(exchange, status),
            Fault.BodyFault damage => FaultyWriter.Damage(response, damage.Damage),
            _ => response,
        };
        response.With("x-request-id", string.Create(CultureInfo.InvariantCulture, $"emulated-{exchange.Number}"));
        exchange.Status = fault is Fault.ResetFault { Point: FaultPoint.BeforeResponse } ? 0 : response.Status;
        // An answer that takes its time has not been given yet.
        if (response.Write is null && fault is not (Fault.StallFault or Fault.TrickleFault))
            exchange.Entry = log.Add(exchange.ToRecord());
        switch (fault)
        {
            case Fault.ResetFault { Point: FaultPoint.BeforeResponse }:
                FaultyWriter.Reset(context);
                break;
            case Fault.ResetFault:
                await FaultyWriter.ResetMidBodyAsync(context, response, cancellationToken).ConfigureAwait(false);
                break;
            case Fault.TruncateFault truncate:
                await FaultyWriter.TruncateAsync(context, response, truncate.Truncation, cancellationToken).ConfigureAwait(false);
                break;
            default:
                await ResponseWriter.WriteAsync(context, response, fault, clock, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return default;
        using MemoryStream buffer = new();
        await exchange.Context.Request.Body.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        exchange.BodyLength = buffer.Length;
        return buffer.Length > maxBodyBytes ? throw new VendorErrorException(413, "The request body is too large.") : buffer.ToArray();
    }

    private static async Task DrainAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[16 * 1024];
        int read;
        while ((read = await exchange.Context.Request.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            exchange.BodyLength += read;
    }
}
