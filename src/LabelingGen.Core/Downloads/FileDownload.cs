using System.Buffers;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Http.Headers;

namespace LabelingGen.Core;

/// <summary>
/// One download into a file: taken up again where it broke if the server can, checked, and published whole or not at all.
/// </summary>
internal sealed class FileDownload(ApiPipeline pipeline, Func<ApiRequest> createRequest, string path, DownloadOptions options)
    : IDisposable
{
    private const int ChunkSize = 128 * 1024;

    private const int RangeNotSatisfiable = 416;

    private readonly ContentDigest _digest = new(options.Md5);
    private readonly SentBytes _received = new(options.Progress);
    private long _length;
    private string? _validator;

    /// <summary>Whether parts were joined of which no server said that they are of one version.</summary>
    private bool _isGuess;

    public async Task<DownloadResult> RunAsync(CancellationToken cancellationToken)
    {
        RetryOptions retry = pipeline.Options.Retry;
        AtomicFile? file = null;
        try
        {
            for (int retries = 0; ; retries++)
            {
                try
                {
                    ApiAnswer answer = await pipeline.OpenAsync(Request(), cancellationToken).ConfigureAwait(false);
                    await using Stream content = pipeline.OpenStream(answer, cancellationToken);
                    if (IsPage(answer))
                        throw pipeline.Unusable(answer, "the server sent an HTML page instead of the content");
                    // The file is opened only when there is something to put into it.
                    file ??= AtomicFile.Create(path);
                    Accept(answer, file.Stream);
                    await CopyAsync(content, file.Stream, cancellationToken).ConfigureAwait(false);
                    if (Judge(answer) is not { } integrity)
                        continue;
                    await file.CommitAsync(cancellationToken).ConfigureAwait(false);
                    return new DownloadResult(Path.GetFullPath(path), _length, integrity);
                }
                catch (ApiException refused) when (refused.Status == RangeNotSatisfiable && _length > 0)
                {
                    // There is nothing behind what was received: it broke at the very end, or the content is a shorter one now.
                    Forget();
                }
                catch (ApiException broken) when (broken is
                {
                    Outcome: ApiOutcome.SucceededUnreadable,
                    InnerException: not InvalidDataException
                }
                    && retries < retry.MaxRetries)
                {
                    TimeSpan wait = RetryRule.Wait(retry, retries, null, pipeline.Options.Random());
                    await Task.Delay(wait, pipeline.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            if (file is not null)
                await file.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _digest.Dispose();

    /// <summary>A page in place of the content is a log-in or an error of a proxy, unless a page is what is wanted.</summary>
    private bool IsPage(ApiAnswer answer) =>
        ResponseReader.Header(answer.Response, "Content-Type")?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true
        && !answer.Call.Operation.Accept.Contains("html", StringComparison.OrdinalIgnoreCase)
        && !Path.GetExtension(path).StartsWith(".htm", StringComparison.OrdinalIgnoreCase);

    private ApiRequest Request()
    {
        // Ranges and digests speak of the bytes as they are stored.
        ApiRequest request = createRequest().Header("Accept-Encoding", "identity");
        if (_length == 0 || (_validator is null && options.Md5 is null))
            return request;
        request.Header("Range", string.Create(CultureInfo.InvariantCulture, $"bytes={_length}-"));
        return _validator is null ? request : request.Header("If-Range", _validator);
    }

    private void Forget()
    {
        _length = 0;
        _validator = null;
        _isGuess = false;
    }

    private void Accept(ApiAnswer answer, FileStream file)
    {
        PipelineResponse response = answer.Response;
        _digest.Note(response);
        bool resumes = response.Status == 206 && _length > 0
            && ContentRangeHeaderValue.TryParse(ResponseReader.Header(response, "Content-Range"), out ContentRangeHeaderValue? range)
            && range.From == _length;
        if (resumes)
        {
            _isGuess |= _validator is null;
        }
        else
        {
            if (response.Status == 206)
                throw pipeline.Unusable(answer, "the server sent another part of the content than was asked for");
            Forget();
            _digest.Restart();
            _received.Restart();
            file.SetLength(0);
            file.Position = 0;
        }

        string? etag = ResponseReader.Header(response, "ETag");
        _validator = etag is null || etag.StartsWith("W/", StringComparison.Ordinal)
            || ResponseReader.Header(response, "Content-Encoding") is not null
            ? null
            : etag;
    }

    private async Task CopyAsync(Stream content, FileStream file, CancellationToken cancellationToken)
    {
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            while (await content.ReadAsync(chunk, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                await file.WriteAsync(chunk.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                _digest.Append(chunk.AsSpan(0, count));
                _length += count;
                _received.Add(count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>The verdict; <see langword="null"/> where guessed parts do not make one content, which is then read anew.</summary>
    private DownloadIntegrity? Judge(ApiAnswer answer)
    {
        try
        {
            return _digest.Judge();
        }
        catch (AnswerException) when (_isGuess)
        {
            Forget();
            return null;
        }
        catch (AnswerException mismatch)
        {
            throw pipeline.Unusable(answer, mismatch.Message);
        }
    }
}
