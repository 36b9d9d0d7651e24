namespace LabelingGen.Core;

/// <summary>Shows a check what passes by, but for the bytes it does not need.</summary>
internal sealed class ContentWatch(IContentCheck check)
{
    private long _skip;

    public bool IsDone => _skip == long.MaxValue;

    public void Pass(ReadOnlySpan<byte> bytes)
    {
        if (IsDone)
            return;
        if (_skip >= bytes.Length)
            _skip -= bytes.Length;
        else
            _skip = check.Look(bytes[(int)_skip..]);
    }

    public void End()
    {
        if (!IsDone)
            check.End();
    }
}
