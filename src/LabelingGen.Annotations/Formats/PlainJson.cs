using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Walks over the bytes of JSON that is as most programs write it: names without escapes, numbers of few digits. Each step says whether
/// the next thing is what was asked for; after one that was not, the place is undefined and the text is for a reader that knows all of
/// JSON. Its loops are compiled for speed at once, as those that use it are: a file is over before the runtime would do so by itself.
/// </summary>
internal ref struct PlainJson(ReadOnlySpan<byte> text)
{
    // A whole number up to this one, divided by a power of ten that a double holds exactly, is the double nearest to the decimal number.
    private const ulong MaxExact = 1UL << 53;
    private const int MaxDigits = 18;

    private static readonly double[] Powers =
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>The number of bytes behind which the next step begins.</summary>
    public readonly int Position => _at;

    /// <summary>Whether nothing but white space is left.</summary>
    public bool IsEnd => Peek() < 0;

    /// <summary>Steps over a bracket, a colon or a comma if it is next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(byte token)
    {
        if (Peek() != token)
            return false;
        _at++;
        return true;
    }

    /// <summary>Reads a text without escapes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryReadText(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryTake((byte)'"'))
            return false;
        int start = _at;
        for (; _at < _text.Length; _at++)
        {
            byte character = _text[_at];
            if (character == '"')
            {
                value = _text[start.._at++];
                return true;
            }

            if (character is (byte)'\\' or < 0x20)
                return false;
        }

        return false;
    }

    /// <summary>Reads a name and the colon behind it.</summary>
    public bool TryReadName(out ReadOnlySpan<byte> name) => TryReadText(out name) && TryTake((byte)':');

    /// <summary>Reads a whole number from 0 up, written in digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryReadInteger(out long value)
    {
        value = 0;
        Peek();
        int start = _at;
        ulong digits = 0;
        int count = TakeDigits(ref digits);
        value = (long)digits;
        return count is > 0 and <= MaxDigits && (count == 1 || _text[start] != '0') && _at < _text.Length
            && _text[_at] is not ((byte)'.' or (byte)'e' or (byte)'E');
    }

    /// <summary>Reads a number as the double nearest to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryReadNumber(out double value)
    {
        value = 0;
        Peek();
        int start = _at;
        ulong digits = 0;
        if (!TryTakeNumber(ref digits, out int decimals, out bool isShort))
            return false;
        if (!isShort || digits > MaxExact)
            return Utf8Parser.TryParse(_text[start.._at], out value, out int used) && used == _at - start && double.IsFinite(value);
        value = digits / Powers[decimals];
        if (_text[start] == '-')
            value = -value;
        return true;
    }

    /// <summary>Steps over a value that is nested no deeper than so many levels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TrySkip(int depth) => Peek() switch
    {
        '"' => TryReadText(out _),
        '[' => TrySkipList(depth),
        '{' => TrySkipObject(depth),
        't' => TryTakeWord("true"u8),
        'f' => TryTakeWord("false"u8),
        'n' => TryTakeWord("null"u8),
        _ => TrySkipNumber(),
    };

    private bool TrySkipList(int depth)
    {
        _at++;
        if (TryTake((byte)']'))
            return true;
        do
        {
            if (depth == 0 || !TrySkip(depth - 1))
                return false;
        }
        while (TryTake((byte)','));
        return TryTake((byte)']');
    }

    private bool TrySkipObject(int depth)
    {
        _at++;
        if (TryTake((byte)'}'))
            return true;
        do
        {
            if (depth == 0 || !TryReadName(out _) || !TrySkip(depth - 1))
                return false;
        }
        while (TryTake((byte)','));
        return TryTake((byte)'}');
    }

    private bool TryTakeWord(ReadOnlySpan<byte> word)
    {
        if (!_text[_at..].StartsWith(word))
            return false;
        _at += word.Length;
        return true;
    }

    private bool TrySkipNumber()
    {
        ulong digits = 0;
        return TryTakeNumber(ref digits, out _, out _);
    }

    /// <summary>Steps over a number by JSON's grammar; its digits count if it is short: without an exponent, and few of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryTakeNumber(ref ulong digits, out int decimals, out bool isShort)
    {
        (decimals, isShort) = (0, true);
        TakeIf('-');
        int first = _at;
        int whole = TakeDigits(ref digits);
        if (whole == 0 || (whole > 1 && _text[first] == '0'))
            return false;
        if (TakeIf('.') && (decimals = TakeDigits(ref digits)) == 0)
            return false;
        isShort = whole + decimals <= MaxDigits;
        if (TakeIf('e') || TakeIf('E'))
        {
            isShort = false;
            if (!TakeIf('+'))
                TakeIf('-');
            if (TakeDigits(ref digits) == 0)
                return false;
        }

        // What follows may belong to the number.
        return _at < _text.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int TakeDigits(ref ulong digits)
    {
        int start = _at;
        for (; _at < _text.Length && (uint)(_text[_at] - '0') <= 9; _at++)
            digits = unchecked((digits * 10) + (uint)(_text[_at] - '0'));
        return _at - start;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TakeIf(char character)
    {
        if (_at >= _text.Length || _text[_at] != character)
            return false;
        _at++;
        return true;
    }

    /// <summary>The next byte behind white space, or -1 at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Peek()
    {
        for (; _at < _text.Length; _at++)
        {
            if (_text[_at] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                return _text[_at];
        }

        return -1;
    }
}
