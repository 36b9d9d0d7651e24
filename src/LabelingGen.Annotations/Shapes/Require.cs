using System.Runtime.CompilerServices;

namespace LabelingGen.Annotations;

/// <summary>The checks that the shapes make of the numbers they are given.</summary>
internal static class Require
{
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "The value must be a finite number.");

    /// <summary>The largest coordinate. Products of four such numbers are finite, so that no area or intersection overflows.</summary>
    public const double MaxCoordinate = 1e75;

    public static double Coordinate(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        Math.Abs(value) <= MaxCoordinate
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "The value must be a finite number, at most 1e75 away from 0.");

    public static double Length(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 0 and <= 2 * MaxCoordinate
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "The value must be a finite number from 0 to 2e75.");

    public static int Count(int value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        return value;
    }

    public static ValueList<T> NotEmpty<T>(ValueList<T> items, [CallerArgumentExpression(nameof(items))] string? name = null) =>
        items.IsEmpty ? throw new ArgumentException("At least one item is needed.", name) : items;
}
