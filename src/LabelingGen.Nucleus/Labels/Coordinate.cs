using System.Globalization;
using System.Runtime.CompilerServices;

namespace LabelingGen.Nucleus;

/// <summary>
/// A number of a box that remembers whether it was given as a whole number or as a fraction. What travels is the same, but the automatic
/// ids of the official client spell <c>5</c> and <c>5.0</c> differently, and an id that differs is another annotation.
/// </summary>
public readonly struct Coordinate : IEquatable<Coordinate>
{
    private readonly long? _whole;
    private readonly double _value;

    private Coordinate(long? whole, double value)
    {
        _whole = whole;
        _value = value;
    }

    /// <summary>The number, in pixels.</summary>
    public double Value => _whole ?? _value;

    /// <summary>Takes a whole number; in ids it has no fraction: <c>5</c>.</summary>
    public static implicit operator Coordinate(int value) => new(value, 0);

    /// <summary>Takes a whole number; in ids it has no fraction: <c>5</c>.</summary>
    public static implicit operator Coordinate(long value) => new(value, 0);

    /// <summary>Takes a number with a fraction; in ids the fraction shows even when it is nothing: <c>5.0</c>, <c>1e-07</c>.</summary>
    public static implicit operator Coordinate(double value) => new(null, value);

    /// <summary>Compares two numbers by value and spelling.</summary>
    public static bool operator ==(Coordinate left, Coordinate right) => left.Equals(right);

    /// <summary>Compares two numbers by value and spelling.</summary>
    public static bool operator !=(Coordinate left, Coordinate right) => !left.Equals(right);

    /// <summary>What was read from or will be written to JSON: a whole number has no fraction there.</summary>
    internal static Coordinate AsWritten(double value) =>
        Math.Abs(value) < 1L << 53 && double.IsInteger(value) ? new((long)value, 0) : new(null, value);

    /// <summary>Appends the number as <see cref="ToString"/> spells it.</summary>
    internal void AppendTo(ref DefaultInterpolatedStringHandler text)
    {
        if (_whole is { } whole)
            text.AppendFormatted(whole);
        else
            text.AppendLiteral(ToString());
    }

    /// <inheritdoc/>
    public bool Equals(Coordinate other) => _whole == other._whole && _value.Equals(other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Coordinate other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_whole, _value);

    /// <summary>The number as the official client spells it in ids: shortest digits, an exponent below 1e-4 and from 1e16 on.</summary>
    public override string ToString()
    {
        if (_whole is { } whole)
            return whole.ToString(CultureInfo.InvariantCulture);
        if (!double.IsFinite(_value))
            return double.IsNaN(_value) ? "nan" : _value > 0 ? "inf" : "-inf";
        string text = _value.ToString("E16", CultureInfo.InvariantCulture);
        string shortest = _value.ToString("R", CultureInfo.InvariantCulture);
        int exponent = _value == 0 ? 0 : ExponentOf(shortest, text);
        string sign = shortest[0] == '-' ? "-" : "";
        string digits = DigitsOf(shortest);
        if (exponent is < -4 or >= 16)
        {
            string mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        string padded = digits.PadRight(exponent + 1, '0');
        string fraction = padded[(exponent + 1)..];
        return $"{sign}{padded[..(exponent + 1)]}.{(fraction.Length == 0 ? "0" : fraction)}";
    }

    /// <summary>The power of ten of the first digit, from the form that always has one.</summary>
    private static int ExponentOf(string shortest, string scientific)
    {
        int mark = shortest.IndexOf('E', StringComparison.Ordinal);
        return int.Parse(
            mark >= 0 ? shortest.AsSpan(mark + 1) : scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1),
            NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static string DigitsOf(string shortest)
    {
        int mark = shortest.IndexOf('E', StringComparison.Ordinal);
        string digits = new([.. (mark < 0 ? shortest : shortest[..mark]).Where(char.IsAsciiDigit)]);
        digits = digits.TrimStart('0').TrimEnd('0');
        return digits.Length == 0 ? "0" : digits;
    }
}
