using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LabelingGen.Annotations.Formats;

/// <summary>A data set as a stream of batches, which one thread fills while another one uses them.</summary>
/// <param name="categories">The categories whose names the rows are labelled with.</param>
/// <param name="open">Starts to read from the beginning.</param>
internal sealed class DetectionSource(ValueList<Category> categories, Func<IDetectionReader> open)
{
    private const int Batches = 4;
    private const int RowsInBatch = 512;
    private const int ImagesInBatch = 64;

    /// <summary>The categories whose names the rows are labelled with.</summary>
    public ValueList<Category> Categories => categories;

    /// <summary>The images as objects.</summary>
    public async IAsyncEnumerable<AnnotatedImage> ReadImagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using IDetectionReader reader = open();
        DetectionBatch batch = new(categories);
        while (reader.TryRead(batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return batch.ToImage(0);
            batch.Clear();
        }
    }

    /// <summary>The images in batches, read ahead. A batch is valid until the next one is asked for.</summary>
    public async IAsyncEnumerable<DetectionBatch> ReadBatchesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<DetectionBatch> free = Channel.CreateUnbounded<DetectionBatch>();
        Channel<DetectionBatch> full = Channel.CreateUnbounded<DetectionBatch>();
        for (int i = 0; i < Batches; i++)
            free.Writer.TryWrite(new DetectionBatch(categories));
        Task filling = Task.Run(() => FillAsync(free.Reader, full.Writer), CancellationToken.None);
        try
        {
            await foreach (DetectionBatch batch in full.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return batch;
                batch.Clear();
                free.Writer.TryWrite(batch);
            }
        }
        finally
        {
            free.Writer.Complete();
            await filling.ConfigureAwait(false);
        }
    }

    /// <summary>Fills batches until there is nothing more to read or nobody gives batches back.</summary>
    private async Task FillAsync(ChannelReader<DetectionBatch> free, ChannelWriter<DetectionBatch> full)
    {
        try
        {
            using IDetectionReader reader = open();
            bool isOpen = true;
            while (isOpen && await free.WaitToReadAsync().ConfigureAwait(false) && free.TryRead(out DetectionBatch? batch))
            {
                while (isOpen && batch.RowCount < RowsInBatch && batch.Count < ImagesInBatch)
                    isOpen = reader.TryRead(batch);
                full.TryWrite(batch);
            }
        }
        finally
        {
            // An error comes to light when the task is awaited, after what was read before it.
            full.Complete();
        }
    }
}
