using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Text in UTF-8 that is gathered in one buffer and goes to a file in large pieces. Numbers have the runtime's shortest form that reads
/// back as the same number; for those with few decimals it is found without the runtime's search.
/// </summary>
internal sealed class Utf8Output
{
    private const int FlushLength = 1 << 17;
    private const int LongestNumber = 32;
    // Any two decimal numbers of so many digits are different doubles: the one that a double comes from is its shortest form.
    private const double SafeInteger = 1e15;
    // Below it, numbers are written with an exponent.
    private const double LeastPlain = 1e-4;
    private const int FewDecimals = 2;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

    private byte[] _buffer = new byte[FlushLength + (FlushLength / 2)];
    private int _length;

    /// <summary>The bytes that are not in the file yet; can be made less.</summary>
    public int Length
    {
        get => _length;
        set => _length = value <= _length ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        _length += text.Length;
    }

    public void Append(ReadOnlySpan<char> text) =>
        _length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));

    public void Append(long number)
    {
        Utf8Formatter.TryFormat(number, Reserve(LongestNumber), out int written);
        _length += written;
    }

    /// <summary>Appends a number, found fast if it is whole or has two decimals.</summary>
    public void Append(double number) => Append(number, FewDecimals);

    /// <summary>Appends a number, found fast if it is whole or has no more than these decimals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(double number, int decimals)
    {
        long whole = (long)number;
        if (whole == number && Math.Abs(number) < SafeInteger && (whole != 0 || !double.IsNegative(number)))
            Append(whole);
        else if (!TryAppendDecimal(number, decimals))
        {
            number.TryFormat(Reserve(LongestNumber), out int written, default, CultureInfo.InvariantCulture);
            _length += written;
        }
    }

    /// <summary>Writes the buffer to a file if it is nearly full.</summary>
    public ValueTask FlushIfFullAsync(Stream stream, CancellationToken cancellationToken) =>
        _length < FlushLength ? default : FlushAsync(stream, cancellationToken);

    /// <summary>Writes the buffer to a file.</summary>
    public ValueTask FlushAsync(Stream stream, CancellationToken cancellationToken)
    {
        int length = _length;
        _length = 0;
        return stream.WriteAsync(_buffer.AsMemory(0, length), cancellationToken);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryAppendDecimal(double number, int decimals)
    {
        double scaled = Math.Round(number * Powers[decimals]);
        if (!(Math.Abs(scaled) < SafeInteger) || scaled / Powers[decimals] != number || Math.Abs(number) < LeastPlain)
            return false;
        long digits = (long)Math.Abs(scaled);
        for (; digits % 10 == 0; digits /= 10)
            decimals--;
        (long whole, long fraction) = Math.DivRem(digits, (long)Powers[decimals]);
        if (number < 0)
            Append("-"u8);
        Append(whole);
        Span<byte> text = Reserve(decimals + 1);
        text[0] = (byte)'.';
        for (int i = decimals; i > 0; i--, fraction /= 10)
            text[i] = (byte)('0' + (fraction % 10));
        _length += decimals + 1;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _length + count));
        return _buffer.AsSpan(_length);
    }
}
