using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>
/// The answer of a page, whose content stays in pooled memory until the list goes on. It is copied when somebody asks for it, so that
/// nobody sees memory that has gone back to the pool.
/// </summary>
internal sealed class PageResponse(PipelineResponse inner, PooledBuffer? pooled) : ReadResponse(inner, null)
{
    private readonly object _lock = new();
    private BinaryData? _copy;
    private PooledBuffer? _pooled = pooled;

    public override void Dispose() => Release();

    /// <summary>Copies the content, so that it outlives the page.</summary>
    public void Keep() => Find();

    /// <summary>Gives the pooled memory back.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _pooled?.Dispose();
            _pooled = null;
        }
    }

    protected override BinaryData? Find()
    {
        lock (_lock)
            return _copy ??= _pooled is null ? null : BinaryData.FromBytes(_pooled.Written.ToArray());
    }
}
